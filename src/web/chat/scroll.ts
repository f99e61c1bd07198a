/** Keeps the newest message in view, unless the person is reading further up. */

/** Nearer to the end than this, in pixels, somebody is reading the newest message. */
const NEAR = 90;

export interface Scroll {
  /** Goes to the end. */
  toEnd(): void;
  /** Call after something was added: follows, or shows that there is something newer. */
  added(): void;
}

export function createScroll(view: HTMLElement, content: HTMLElement, newer: HTMLButtonElement): Scroll {
  let following = true;
  // Reading back must work without a pointer, and not every browser lets a keyboard into what merely scrolls.
  view.tabIndex = 0;
  const toEnd = (): void => {
    following = true;
    newer.hidden = true;
    view.scrollTop = view.scrollHeight;
  };
  view.addEventListener(
    'scroll',
    () => {
      following = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR;
      if (following) newer.hidden = true;
    },
    { passive: true },
  );
  newer.addEventListener('click', toEnd);
  // A keyboard that opens, or a text size that changes, must not push the newest message out of view.
  if (typeof ResizeObserver === 'function') {
    const observer = new ResizeObserver(() => {
      if (following) view.scrollTop = view.scrollHeight;
    });
    observer.observe(view);
    observer.observe(content);
  }
  return {
    toEnd,
    added() {
      if (following) toEnd();
      else newer.hidden = false;
    },
  };
}
