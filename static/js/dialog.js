// a[data-dialog="id"]: opens the dialog of that id; without scripts the link leads to the page that asks the same.
// Inside, [data-close] closes it. A press on the backdrop closes it too.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.closest("[data-close]") || event.target.matches("dialog[open]")) {
    event.target.closest("dialog")?.close();
  }
});
