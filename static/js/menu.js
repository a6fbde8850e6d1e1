// Popover menus hang under their button by CSS; browsers without anchors get their place from here.
if (!CSS.supports("position-area", "block-end")) {
  document.addEventListener("toggle", ({ target, newState }) => {
    if (newState !== "open" || !target.matches(".menu[popover]")) return;
    const button = document.querySelector(`[popovertarget="${target.id}"]`).getBoundingClientRect();
    const { style, offsetWidth } = target;
    const side = button.left + offsetWidth < innerWidth ? button.left : button.right - offsetWidth;
    style.position = "fixed";
    style.inset = "auto";
    style.top = `${button.bottom}px`;
    style.left = `${Math.max(8, side)}px`;
  }, true);
}
