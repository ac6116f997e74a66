// Says "Saved." when a view sends HX-Trigger: saved. The words come from the markup.
const SHOWN_MS = 4000;

export function start() {
  const region = document.getElementById("gw-saved");
  let timer = 0;
  document.addEventListener("saved", () => {
    if (!region) {
      return;
    }
    region.textContent = region.dataset.gwSaved;
    clearTimeout(timer);
    timer = setTimeout(() => {
      region.textContent = "";
    }, SHOWN_MS);
  });
}
