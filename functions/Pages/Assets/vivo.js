// Keeps the parts of a page marked data-vivo up to date: the server says when something changed (server-sent events) and the page is fetched again; where
// that does not work it is fetched now and then, and the stream is asked for again. What is shown is always made by the server.
const pause = 15000;
let busy = false;

async function refresh() {
  if (busy || document.hidden) return;
  busy = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-vivo][id]")) {
      const next = fresh.getElementById(part.id);
      // What somebody has open or is filling in stays as it is.
      if (!next || part.contains(document.activeElement) && document.activeElement !== document.body || part.querySelector("details[open], input:checked")) continue;
      if (part.innerHTML !== next.innerHTML) part.replaceChildren(...document.adoptNode(next).childNodes);
    }
  } catch {
    // Away for a moment: the next time will do.
  } finally {
    busy = false;
  }
}

let source;

function listen() {
  source = new EventSource("/panel/vivo");
  source.addEventListener("cambio", () => { document.documentElement.dataset.vivo = "si"; refresh(); });
  source.addEventListener("error", () => { document.documentElement.dataset.vivo = "no"; });
}

if ("EventSource" in window) listen();
// Browsers come back by themselves after a broken connection, but not after an answer that is no stream.
setInterval(() => {
  if (source?.readyState === 1) return;
  if (source?.readyState === 2) listen();
  refresh();
}, pause);
document.addEventListener("visibilitychange", refresh);
