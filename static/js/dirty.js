// form[data-dirty]: leaving with typed but unsent text asks first, in the browser's own words.
let dirty = false;
document.addEventListener("input", ({ target }) => {
  if (target.form?.hasAttribute("data-dirty")) dirty = true;
});
document.addEventListener("submit", () => (dirty = false));
addEventListener("beforeunload", (event) => dirty && event.preventDefault());
