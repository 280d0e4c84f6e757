export type Side = "top" | "right" | "bottom";
export type Align = "start" | "centre" | "end";

const gap = 6;
const margin = 8;

/** Puts a fixed element beside its anchor: on the other side where there is no room, and never over the edge of the window. */
export function placeBeside(popup: HTMLElement, anchor: DOMRect, side: Side, align: Align): void {
  popup.style.maxHeight = `${window.innerHeight - 2 * margin}px`;
  const { width, height } = popup.getBoundingClientRect();
  const across = { start: anchor.left, centre: anchor.left + (anchor.width - width) / 2, end: anchor.right - width }[
    align
  ];
  const above = anchor.top - gap - height;
  const below = anchor.bottom + gap;
  const fitsBelow = below + height <= window.innerHeight - margin;
  const wanted = {
    top: { x: across, y: above >= margin ? above : below },
    bottom: { x: across, y: fitsBelow || above < margin ? below : above },
    right: { x: anchor.right + gap, y: anchor.top + (anchor.height - height) / 2 },
  }[side];
  // Inside a moved ancestor (an open dialog) "fixed" counts from there: take its distance back.
  const origin = measureOrigin(popup);
  const x = keepBetween(wanted.x, margin, window.innerWidth - margin - width) - origin.x;
  const y = keepBetween(wanted.y, margin, window.innerHeight - margin - height) - origin.y;
  popup.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
}

function measureOrigin(popup: HTMLElement): { x: number; y: number } {
  popup.style.translate = "0px 0px";
  const { x, y } = popup.getBoundingClientRect();
  return { x, y };
}

function keepBetween(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
