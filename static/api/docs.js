// The API page is drawn by Swagger UI. This makes it follow our theme and puts right what
// assistive technology trips over in it.
const page = document.documentElement;
const night = matchMedia("(prefers-color-scheme: dark)");
const drawn = document.getElementById("swagger-ui");

function followTheme() {
  const theme = page.dataset.bsTheme;
  const dark = theme === "dark" || (theme === "auto" && night.matches);
  page.classList.toggle("dark-mode", dark);
}

function name(control, text) {
  if (!control.hasAttribute("aria-label")) control.setAttribute("aria-label", text);
}

function putRight() {
  // Its main landmark would stand inside ours.
  drawn.querySelector("main")?.setAttribute("role", "group");
  // A link inside a button, which leads nowhere: the button opens the operation.
  for (const link of drawn.querySelectorAll(".opblock-summary-control a[href]")) {
    link.removeAttribute("href");
  }
  for (const control of drawn.querySelectorAll("select, textarea")) {
    const parameter = control.closest("[data-param-name]")?.dataset.paramName;
    const alone = control.matches("select") ? "Media type" : "Body";
    name(control, parameter ?? alone);
  }
  for (const button of drawn.querySelectorAll(".close-modal")) name(button, "Close");
  for (const button of drawn.querySelectorAll(".model-box-control")) {
    if (!button.textContent.trim()) name(button, "Show fields");
  }
  for (const example of drawn.querySelectorAll(".microlight:not([tabindex])")) {
    example.tabIndex = 0;
  }
}

night.addEventListener("change", followTheme);
new MutationObserver(followTheme).observe(page, { attributeFilter: ["data-bs-theme"] });
new MutationObserver(putRight).observe(drawn, { childList: true, subtree: true });
followTheme();
putRight();
