// A part of a form opens when a control says that it matters: data-gw-opens="name=value …"
// names which. Without script it is opened by hand.
export function start() {
  document.addEventListener("change", (event) => {
    const { form, name, value, type, checked } = event.target;
    if (!form || (type === "checkbox" && !checked)) {
      return;
    }
    for (const part of form.querySelectorAll("details[data-gw-opens]")) {
      if (part.dataset.gwOpens.split(" ").includes(`${name}=${value}`)) {
        part.open = true;
      }
    }
  });
}
