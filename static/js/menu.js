// The person's menu closes on Escape and on a click elsewhere; toasts close on their button.
export function start() {
  const menu = document.querySelector(".gw-menu");
  document.addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target)) {
      menu.open = false;
    }
    event.target.closest("[data-gw-dismiss]")?.closest("[data-gw-toast]")?.remove();
  });
  menu?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
