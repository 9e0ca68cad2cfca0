// A receipt's QR code leads here with its code after the "#", which no browser sends anywhere. Without this script the code is typed: it stands beside the QR.
const code = location.hash.slice(1);
const form = document.querySelector("[data-codigo]");
if (form && /^[0-9A-Za-z-]{28,34}$/.test(code)) {
  // Neither the history nor whoever looks at the address afterwards needs it.
  history.replaceState(null, "", location.pathname);
  form.querySelector("#codigo").value = code;
  form.requestSubmit();
}
