// The queue: select all, the bulk bar that hides at zero, and keys that can be switched off.
const KEY = "gw-queue-keys";

export function start() {
  const form = document.querySelector("[data-gw-queue]");
  if (!form) {
    return;
  }
  watchBulk(form);
  watchKeys(form);
}

function picks(form) {
  return [...form.querySelectorAll("input[data-gw-pick]")];
}

function watchBulk(form) {
  const all = form.querySelector("input[data-gw-pick-all]");
  form.addEventListener("change", (event) => {
    if (event.target === all) {
      for (const pick of picks(form)) {
        pick.checked = all.checked;
      }
    }
    showBulk(form);
  });
  form.addEventListener("htmx:afterSettle", () => showBulk(form));
  showBulk(form);
}

function showBulk(form) {
  const chosen = picks(form).filter((pick) => pick.checked).length;
  const bar = form.querySelector("[data-gw-bulk]");
  if (!bar) {
    return;
  }
  bar.hidden = chosen === 0;
  const count = bar.querySelector("[data-gw-bulk-count]");
  if (count) {
    count.textContent = String(chosen);
  }
  const all = form.querySelector("input[data-gw-pick-all]");
  if (all) {
    all.checked = chosen > 0 && chosen === picks(form).length;
    all.indeterminate = chosen > 0 && !all.checked;
  }
}

// Single keys can trip speech input, so they can be switched off (WCAG 2.1.4).
function watchKeys(form) {
  const toggle = document.querySelector("input[data-gw-keys-switch]");
  if (!toggle) {
    return;
  }
  toggle.checked = stored() !== "off";
  toggle.addEventListener("change", () => store(toggle.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (toggle.checked && !isTyping(event)) {
      press(form, event);
    }
  });
}

function isTyping(event) {
  const typed = event.target.closest("input:not([type=checkbox]), select, textarea");
  return Boolean(typed) || event.ctrlKey || event.metaKey || event.altKey;
}

function press(form, event) {
  const moves = { j: 1, k: -1 };
  const key = event.key.toLowerCase();
  if (key in moves) {
    move(form, moves[key]);
  } else if (key === "x") {
    const row = document.activeElement.closest("[data-gw-row]");
    row?.querySelector("input[data-gw-pick]")?.click();
  } else if (key === "a") {
    form.querySelector("[data-gw-bulk]:not([hidden]) select")?.focus();
  } else {
    return;
  }
  event.preventDefault();
}

// Enter needs no code: moving puts focus on the row's link.
function move(form, step) {
  const links = [...form.querySelectorAll("[data-gw-row] .gw-req")];
  const row = document.activeElement.closest("[data-gw-row]");
  const here = links.findIndex((link) => row?.contains(link));
  const next = here === -1 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next]?.focus();
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function store(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // Storage can be blocked: the switch then lasts for this page.
  }
}
