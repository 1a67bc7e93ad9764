// F6 and Shift F6: from one pane of the window to the next. A pane is an element with `data-pane`.

function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.offsetParent !== null || pane.getClientRects().length > 0,
  );
}

export function movePane(step: 1 | -1) {
  const all = panes();
  if (all.length === 0) return;
  const here = all.findIndex((pane) => pane.contains(document.activeElement));
  const next = all[(here + step + all.length) % all.length] ?? all[0];
  if (!next) return;
  if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.focus();
}
