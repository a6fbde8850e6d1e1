// [data-plan][data-total="minor units"][data-digits]: shows each [data-part]'s amount as its percent is typed, the last
// taking what rounding leaves, and whether the percents make a hundred. The server computes the same and decides.
const latin = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15).replace("٫", ".").replace(/[%٪\s]/g, "");

function refresh(plan) {
  const digits = Number(plan.dataset.digits ?? 2);
  const parts = [...plan.querySelectorAll("[data-part]")].filter((part) => !part.querySelector("[name$='-DELETE']")?.checked);
  const points = parts.map((part) => Math.round(Number(latin(part.querySelector("[data-percent]").value)) * 100));
  const sum = points.reduce((all, one) => all + one, 0);
  const total = Number(plan.dataset.total);
  let left = total;
  parts.forEach((part, index) => {
    const last = sum === 10000 && index === parts.length - 1;
    const minor = last ? left : Math.round((total * points[index]) / 10000);
    left -= minor;
    const shown = part.querySelector("[data-amount]");
    const number = new Intl.NumberFormat("en", { minimumFractionDigits: digits });
    if (shown && !Number.isNaN(minor)) shown.textContent = number.format(minor / 10 ** digits);
  });
  for (const word of plan.querySelectorAll("[data-when-sum]")) word.hidden = (word.dataset.whenSum === "whole") !== (sum === 10000);
  for (const word of plan.querySelectorAll("[data-sum]")) word.textContent = `${sum / 100}%`;
}

document.addEventListener("input", ({ target }) => {
  const plan = target.closest("[data-plan]");
  if (plan) refresh(plan);
});
