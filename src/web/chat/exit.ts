/** Leaving at once: nothing of the chat may stay on the screen, in this tab or behind the back button. */
import { sayGoodbye } from './api.ts';
import type { Kept } from './kept.ts';

interface Parts {
  readonly button: HTMLElement;
  readonly kept: Kept;
  /** Where to go; without a line there is nowhere but an empty page. */
  readonly address: () => string;
}

/** How soon the second Esc must follow, in milliseconds. */
const TWICE = 1_500;

/** Arms the button and Esc twice. */
export function armExit({ button, kept, address }: Parts): void {
  const leave = (): void => {
    document.body.remove();
    kept.wipe();
    sayGoodbye();
    location.replace(navigator.onLine ? address() : 'about:blank');
  };
  let last = Number.NEGATIVE_INFINITY;
  button.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return;
    if (event.timeStamp - last < TWICE) leave();
    last = event.timeStamp;
  });
}
