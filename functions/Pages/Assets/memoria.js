// Shows a PDF page by page where the page says data-memoria. Without this script the link beside it opens the file.
const here = new URL("./", import.meta.url);

for (const box of document.querySelectorAll("[data-memoria]")) show(box);

async function show(box) {
  const text = box.dataset;
  try {
    const pdfjs = await import(new URL("pdf.min.mjs", here).href);
    pdfjs.GlobalWorkerOptions.workerSrc = new URL("pdf.worker.min.mjs", here).href;
    // Nothing that a file brings may run: no scripts, no forms of its own, no compiled code.
    const file = await pdfjs.getDocument({ url: text.memoria, isEvalSupported: false, enableXfa: false, useWasm: false, standardFontDataUrl: here.href }).promise;
    const [previous, next] = [button(text.anterior), button(text.siguiente)];
    const place = document.createElement("span");
    place.setAttribute("role", "status");
    const bar = document.createElement("div");
    bar.className = "acciones";
    bar.append(previous, place, next);
    const viewer = document.createElement("div");
    viewer.className = "visor";
    viewer.tabIndex = 0;
    viewer.setAttribute("role", "region");
    viewer.setAttribute("aria-label", "PDF");
    const canvas = document.createElement("canvas");
    const sheetBox = document.createElement("div");
    sheetBox.className = "lamina";
    sheetBox.append(canvas);
    viewer.append(sheetBox);
    box.replaceChildren(bar, viewer);

    let page = 1;
    let drawing = null;
    // A place on a page: points from its upper left corner.
    let mark = null;
    async function draw() {
      drawing?.cancel();
      const sheet = await file.getPage(page);
      const width = Math.max(320, box.clientWidth - 4);
      // As many dots as the screen has, at most two each way; the size on the page is the same on every screen.
      const dots = Math.min(2, window.devicePixelRatio || 1);
      const whole = sheet.getViewport({ scale: 1 });
      const viewport = sheet.getViewport({ scale: Math.min(2, width / whole.width) * dots });
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      canvas.style.width = `${viewport.width / dots}px`;
      drawing = sheet.render({ canvas, viewport });
      await drawing.promise;
      place.textContent = text.pagina.replace("{0}", page).replace("{1}", file.numPages);
      previous.disabled = page === 1;
      next.disabled = page === file.numPages;
      box.dataset.mostrada = page;
      sheetBox.querySelector(".marca-hallazgo")?.remove();
      if (mark?.page === page && mark.place.length === 4) {
        const frame = document.createElement("div");
        frame.className = "marca-hallazgo";
        // Parts of the page, so that it stays in its place however large the page is shown.
        const [left, top, right, bottom] = mark.place.map((at, i) => 100 * at / (i % 2 ? whole.height : whole.width));
        Object.assign(frame.style, { left: `calc(${left}% - 4px)`, top: `calc(${top}% - 4px)`, width: `calc(${right - left}% + 8px)`, height: `calc(${bottom - top}% + 8px)` });
        sheetBox.append(frame);
        frame.scrollIntoView({ block: "center" });
      }
    }
    const turn = by => { page = Math.min(file.numPages, Math.max(1, page + by)); draw().catch(() => {}); };
    previous.addEventListener("click", () => turn(-1));
    next.addEventListener("click", () => turn(1));
    viewer.addEventListener("keydown", e => { if (e.key === "PageDown") turn(1); else if (e.key === "PageUp") turn(-1); else return; e.preventDefault(); });
    for (const link of document.querySelectorAll("a[data-ir]")) {
      link.addEventListener("click", () => {
        page = Math.min(file.numPages, Number(link.dataset.ir));
        mark = { page, place: link.dataset.caja.split(" ").filter(Boolean).map(Number) };
        draw().catch(() => {});
      });
    }
    await draw();
  } catch {
    const note = document.createElement("p");
    note.textContent = text.error;
    box.replaceChildren(note);
  }
}

function button(label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "segundo";
  made.textContent = label;
  return made;
}
