// [data-copy="text"] or [data-copy-from="#id"]: puts ready text on the clipboard and says so for a moment.
async function put(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const carrier = document.createElement("textarea"); // without https there is no clipboard, only a selection
  carrier.value = text;
  document.body.append(carrier);
  carrier.select();
  document.execCommand("copy");
  carrier.remove();
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
  await put(source ? (source.value ?? source.innerText) : button.dataset.copy);
  const word = button.querySelector("[data-copy-word]");
  if (!word || word.dataset.before) return;
  word.dataset.before = word.textContent;
  word.textContent = button.dataset.copied;
  setTimeout(() => {
    word.textContent = word.dataset.before;
    delete word.dataset.before;
  }, 2000);
});
