// form[data-seen]: posted once a person touches, types or scrolls. A mail scanner that only opens the page is not one.
const form = document.querySelector("form[data-seen]");
const signs = ["pointerdown", "keydown", "wheel", "touchmove"];

function tell() {
  for (const sign of signs) removeEventListener(sign, tell);
  fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true });
}

if (form) for (const sign of signs) addEventListener(sign, tell, { passive: true });
