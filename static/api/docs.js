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

function putRight() {
  // Its main landmark would stand inside ours.
  drawn.querySelector("main")?.setAttribute("role", "group");
  // A link inside a button, which leads nowhere: the button opens the operation.
  for (const link of drawn.querySelectorAll(".opblock-summary-control a[href]")) {
    link.removeAttribute("href");
  }
  for (const control of drawn.querySelectorAll("select:not([aria-label])")) {
    const parameter = control.closest("[data-param-name]")?.dataset.paramName;
    control.setAttribute("aria-label", parameter ?? "Media type");
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
