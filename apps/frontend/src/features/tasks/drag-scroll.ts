const EDGE_PX = 56;
const STEP_PX = 14;

/** Scrolls the page, and a board sideways, for as long as the pointer is near their edges. */
export function scrollNear(
  pointer: () => { clientX: number; clientY: number },
  onScroll: () => void,
  signal: AbortSignal,
) {
  const tick = () => {
    if (signal.aborted) return;
    const { clientX: x, clientY: y } = pointer();
    const board = document.elementFromPoint(x, y)?.closest('[data-drag-scroller]');
    const before = [window.scrollY, board?.scrollLeft];
    window.scrollBy(0, pull(y, 0, window.innerHeight));
    if (board) {
      const { left, right } = board.getBoundingClientRect();
      board.scrollLeft += pull(x, left, right);
    }
    if (window.scrollY !== before[0] || board?.scrollLeft !== before[1]) onScroll();
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

/** How far to go in one frame: the nearer the edge, the faster. */
function pull(at: number, from: number, to: number): number {
  const [before, after] = [EDGE_PX - (at - from), EDGE_PX - (to - at)];
  if (before <= 0 && after <= 0) return 0;
  const strength = Math.min(1, Math.max(before, after) / EDGE_PX);
  return Math.ceil(strength * STEP_PX) * (before > after ? -1 : 1);
}
