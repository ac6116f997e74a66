// The form of a cost line: a chosen driver fills in what is usual for it, Escape leaves.
const PROPOSED = ["description", "timing", "cost_type", "repeat_years", "life_years"];
const SEEN_IN_MORE = ["repeat_years", "life_years"];

export function start() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-gw-line]");
    if (form && event.target.name === "driver") {
      propose(form, event.target.selectedOptions[0]);
    }
  });
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("form[data-gw-line]");
    if (form && event.key === "Escape") {
      leave(form);
    } else if (form && event.key === "Enter" && isClosedList(event.target)) {
      // Text cells save on Enter by themselves; a list would open.
      event.preventDefault();
      form.requestSubmit();
    }
  });
}

function isClosedList(element) {
  return element.localName === "select" && !(knowsOpen() && element.matches(":open"));
}

function knowsOpen() {
  return CSS.supports("selector(:open)");
}

// What somebody typed stays; what an earlier driver proposed gives way to the new one's.
function propose(form, option) {
  const before = JSON.parse(form.dataset.gwProposed ?? "{}");
  const after = {};
  for (const name of PROPOSED) {
    const field = form.elements[name];
    const value = option.getAttribute(`data-${name}`) ?? "";
    if (!field.value || field.value === before[name]) {
      field.value = value;
      after[name] = value;
    }
  }
  form.dataset.gwProposed = JSON.stringify(after);
  if (SEEN_IN_MORE.some((name) => form.elements[name].value)) {
    form.querySelector("[data-gw-line-more]").open = true;
  }
  says(form, "quantity", option.dataset.quantity);
  says(form, "price", option.dataset.price, option.dataset.url);
}

function says(form, name, text, url) {
  const line = form.querySelector(`[data-gw-says="${name}"]`);
  line.textContent = text ? `${line.dataset.gwLead} ${text} ` : "";
  if (text && url) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = line.dataset.gwSource;
    line.append(link);
  }
}

function leave(form) {
  const way = form.querySelector("[data-gw-leave]");
  if (way) {
    way.click();
    return;
  }
  form.reset();
  delete form.dataset.gwProposed;
  for (const name of ["quantity", "price"]) {
    says(form, name, "");
  }
  form.elements.driver.focus();
}
