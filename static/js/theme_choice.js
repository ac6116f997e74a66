// The choice of theme in the person's menu; theme.js applies it on the next page.
const KEY = "gw-theme";

export function start() {
  const current = document.documentElement.dataset.bsTheme;
  for (const radio of document.querySelectorAll('input[name="gw-theme"]')) {
    radio.checked = radio.value === current;
    radio.addEventListener("change", () => choose(radio.value));
  }
}

function choose(theme) {
  document.documentElement.dataset.bsTheme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage can be blocked: the choice then lasts for this page.
  }
}
