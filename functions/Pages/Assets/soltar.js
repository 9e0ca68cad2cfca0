// Lets files, and folders of files, be dropped on a form marked data-soltar. Without this script they are chosen with its button.
for (const form of document.querySelectorAll("[data-soltar]")) {
  const input = form.querySelector("input[type=file]");
  // What was chosen, by name and size: the browser's own words say how many at most.
  const told = document.createElement("div");
  told.setAttribute("role", "status");
  input.after(told);
  input.addEventListener("change", () => {
    const list = document.createElement("ul");
    list.append(...[...input.files].map(line));
    told.replaceChildren(list);
  });
  const over = on => form.classList.toggle("encima", on);
  form.addEventListener("dragover", e => { e.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", async e => {
    e.preventDefault();
    over(false);
    const entries = [...e.dataTransfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...e.dataTransfer.files];
    const chosen = new DataTransfer();
    for (const file of files.slice(0, 50)) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change"));
  });
}

function line(file) {
  const made = document.createElement("li");
  made.textContent = `${file.name}: ${(file.size / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 })} Mb`;
  return made;
}

// The files of a folder, not those of folders in it: a submission has none.
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
  const children = await new Promise((found, failed) => entry.createReader().readEntries(found, failed));
  return Promise.all(children.filter(child => child.isFile).map(child => new Promise((found, failed) => child.file(found, failed))));
}
