// [data-dismiss]: takes the notice it stands in away.
document.addEventListener("click", ({ target }) => target.closest("[data-dismiss]")?.closest(".toast, .banner")?.remove());
