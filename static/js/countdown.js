// [data-countdown="ISO time"][data-text="{left} left"]: keeps the words true, every half minute.
// progress[data-from][data-until]: the same for a bar.
const language = document.documentElement.lang;

function inWords(minutes) {
  const [amount, unit] = minutes < 120 ? [minutes, "minute"] : [Math.floor(minutes / 60), "hour"];
  return new Intl.NumberFormat(`${language}-u-nu-latn`, { style: "unit", unit, unitDisplay: "long" }).format(amount);
}

function refresh() {
  for (const part of document.querySelectorAll("[data-countdown]")) {
    const minutes = Math.ceil((Date.parse(part.dataset.countdown) - Date.now()) / 60000);
    part.classList.toggle("is-over", minutes <= 0);
    const word = part.querySelector("[data-countdown-word]");
    word.textContent = minutes > 0 ? part.dataset.text.replace("{left}", inWords(minutes)) : part.dataset.over;
  }
  for (const bar of document.querySelectorAll("progress[data-until]")) {
    const from = Date.parse(bar.dataset.from);
    bar.max = Date.parse(bar.dataset.until) - from;
    bar.value = Date.now() - from;
  }
}

if (document.querySelector("[data-countdown], progress[data-until]")) setInterval(refresh, 30000);
