// What goes wrong behind a page fills the one alert region. 409 and 422 are swapped by htmx
// itself (the meta tag in base.html says so); the texts are templates in the page.
export function start() {
  document.addEventListener("htmx:responseError", (event) => {
    say(nameOf(event.detail.xhr.status));
  });
  document.addEventListener("htmx:sendError", () => say("network"));
  document.addEventListener("htmx:timeout", () => say("network"));
  document.addEventListener("htmx:beforeRequest", clear);
  document.addEventListener("visibilitychange", renewTokens);
}

let signedOut = false;

function nameOf(status) {
  return status >= 500 ? "5xx" : String(status);
}

function say(name) {
  const texts = [name, "5xx"].map((each) =>
    document.querySelector(`template[data-gw-alert="${each}"]`),
  );
  const text = texts.find(Boolean);
  const region = document.getElementById("gw-alerts");
  if (!text || !region) {
    return;
  }
  signedOut = name === "401";
  region.replaceChildren(text.content.cloneNode(true));
  region.scrollIntoView({ block: "nearest" });
}

function clear() {
  document.getElementById("gw-alerts")?.replaceChildren();
}

// Signing in in another tab changes the secret that forms carry, so the kept form would be
// refused. On coming back, its token is taken from a fresh copy of this page.
async function renewTokens() {
  if (!signedOut || document.visibilityState !== "visible") {
    return;
  }
  const response = await fetch(location.href, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const headers = page.body.getAttribute("hx-headers");
  if (response.redirected || !response.ok || !headers) {
    return;
  }
  signedOut = false;
  document.body.setAttribute("hx-headers", headers);
  const token = JSON.parse(headers)["X-CSRFToken"];
  for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) {
    input.value = token;
  }
  clear();
}
