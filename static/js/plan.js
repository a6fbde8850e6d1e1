// [data-plan] with [data-plan-total="minor units"] (or data-total) and data-digits: shows each [data-part]'s amount as its
// percent is typed, the last taking what rounding leaves. The server computes the same and decides.
const latin = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15).replace("٫", ".").replace(/[%٪\s]/g, "");

function show(place, words) {
  if (place.matches("input")) place.placeholder = words;
  else place.textContent = words;
}

function refresh(plan) {
  const digits = Number(plan.dataset.digits ?? 2);
  const parts = [...plan.querySelectorAll("[data-part]")];
  const points = parts.map((part) => Math.round(Number(latin(part.querySelector("[data-percent]").value)) * 100));
  const sum = points.reduce((all, one) => all + one, 0);
  const total = Number(plan.querySelector("[data-plan-total]")?.dataset.planTotal ?? plan.dataset.total);
  const number = new Intl.NumberFormat("en", { minimumFractionDigits: digits });
  let left = total;
  parts.forEach((part, index) => {
    const last = sum === 10000 && index === parts.length - 1;
    const minor = last ? left : Math.floor((total * points[index]) / 10000);
    left -= minor;
    const place = part.querySelector("[data-amount]");
    if (place) show(place, Number.isNaN(minor) || !points[index] ? "" : number.format(minor / 10 ** digits));
  });
  for (const word of plan.querySelectorAll("[data-when-sum]")) word.hidden = (word.dataset.whenSum === "whole") !== (sum === 10000);
  for (const word of plan.querySelectorAll("[data-sum]")) word.textContent = `${sum / 100}%`;
}

document.addEventListener("input", ({ target }) => {
  const plan = target.closest("[data-plan]");
  if (plan) refresh(plan);
});
// The server's answer brought another total.
document.addEventListener("htmx:afterSettle", () => {
  for (const plan of document.querySelectorAll("[data-plan]:has([data-plan-total])")) refresh(plan);
});
