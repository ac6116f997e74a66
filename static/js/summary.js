// The error summary takes focus: on load, and when a fragment brings one.
export function start() {
  focusSummary(document);
  document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));
}

function focusSummary(root) {
  root.querySelector("[data-gw-summary]")?.focus();
}
