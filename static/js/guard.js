// Asks before leaving a form marked data-gw-guard whose text has not been sent.
const dirty = new Set();

export function start() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-gw-guard]");
    if (form) {
      dirty.add(form);
    }
  });
  document.addEventListener("submit", (event) => dirty.delete(event.target));
  document.addEventListener("reset", (event) => dirty.delete(event.target));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form[data-gw-guard]");
    if (!form) {
      return;
    }
    if (event.detail.successful) {
      dirty.delete(form);
    } else {
      dirty.add(form);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) {
      event.preventDefault();
    }
  });
}
