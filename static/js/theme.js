// Runs before the first paint (base.html loads it in the head, not as a module), so that a
// chosen theme never flashes. "auto" is the markup's own value and needs no script.
(() => {
  const KEY = "gw-theme";
  let theme = "auto";
  try {
    theme = localStorage.getItem(KEY) ?? "auto";
  } catch {
    // Storage can be blocked; the system's theme is then the answer.
  }
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.bsTheme = theme;
  }
})();
