// .drop: shows the chosen file's name and size, and that a file hangs over it. Where the input says how much it takes,
// more is told before it is sent: the way up is long on a phone.
function inWords(bytes, language) {
  const [amount, unit] = bytes < 1e6 ? [Math.max(Math.round(bytes / 1e3), 1), "kilobyte"] : [bytes / 1e6, "megabyte"];
  const style = { style: "unit", unit, unitDisplay: language === "ar" ? "long" : "short", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(`${language}-u-nu-latn`, style).format(amount);
}

document.addEventListener("change", ({ target }) => {
  const shown = target.closest(".drop")?.querySelector(".drop-name");
  if (!shown) return;
  const { most, megabytes, tooMuch } = target.dataset;
  if (most) {
    const isTooMuch = target.files.length > most || [...target.files].some((file) => file.size > megabytes * 1048576);
    target.setCustomValidity(isTooMuch ? tooMuch : "");
    target.reportValidity();
  }
  const language = target.closest("[lang]").lang;
  const named = [...target.files].map((file) => `\u2068${file.name}\u2069 · \u2068${inWords(file.size, language)}\u2069`);
  shown.textContent = named.join(language === "ar" ? "، " : ", ");
});

for (const [kind, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(kind, ({ target }) => target.closest?.(".drop")?.classList.toggle("is-over", over));
}
