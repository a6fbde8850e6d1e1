// form[data-dirty]: leaving with typed but unsent text asks first, in the browser's own words. Sending that form is no
// leaving; pressing another form's button is.
let dirty = null;
document.addEventListener("input", ({ target }) => {
  if (target.form?.hasAttribute("data-dirty")) dirty = target.form;
});
document.addEventListener("submit", ({ target }) => {
  if (target === dirty) dirty = null;
});
addEventListener("beforeunload", (event) => {
  if (!dirty?.isConnected) return;
  event.preventDefault();
  // Whoever stays finds the other form's button as it was (once.js).
  setTimeout(() => dispatchEvent(new Event("pageshow")));
});
