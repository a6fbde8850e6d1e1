// .drop: shows the chosen file's name and size, and that a file hangs over it.
document.addEventListener("change", ({ target }) => {
  const shown = target.closest(".drop")?.querySelector(".drop-name");
  if (!shown) return;
  const size = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
  shown.textContent = [...target.files].map((file) => `\u2068${file.name}\u2069 · \u2066${size.format(file.size / 1048576)} MB\u2069`).join("، ");
});

for (const [kind, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(kind, ({ target }) => target.closest?.(".drop")?.classList.toggle("is-over", over));
}
