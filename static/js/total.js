// Keeps the sum under a table of figures up while one types; the server says it too.
const PLACES = 10000; // Whole ten-thousandths add up exactly, which fractions do not.

function shown(value) {
  return String(value / PLACES);
}

function says(output, total) {
  const rest = 100 * PLACES - total;
  const text = rest === 0 ? output.dataset.exact : rest > 0 ? output.dataset.less : output.dataset.more;
  return text.replace("TOTAL", shown(total)).replace("REST", shown(Math.abs(rest)));
}

export function start() {
  for (const part of document.querySelectorAll("[data-gw-total]")) {
    const output = part.querySelector("[data-gw-total-says]");
    part.addEventListener("input", () => {
      let total = 0;
      for (const input of part.querySelectorAll("input[type=number]")) {
        total += Math.round(Number(input.value) * PLACES);
      }
      output.textContent = says(output, total);
    });
  }
}
