// [data-refresh="seconds"]: what it stands for is on its way, so the page is loaded again while somebody looks at it,
// a dozen times at most. Without scripts the link inside does the same.
const MOST = 12;
const waiting = document.querySelector("[data-refresh]");
const key = `refresh:${location.pathname}`;
const tries = Number(sessionStorage.getItem(key) ?? 0);

function again() {
  if (document.hidden) return document.addEventListener("visibilitychange", again, { once: true });
  sessionStorage.setItem(key, tries + 1);
  location.reload();
}

if (!waiting) sessionStorage.removeItem(key);
else if (tries < MOST) setTimeout(again, waiting.dataset.refresh * 1000);
