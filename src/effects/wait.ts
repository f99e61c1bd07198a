import type { Handler } from './handler.ts';

/** Notes when `silence` is due. Anything that happens before makes it void. */
export const wait: Handler<'wait'> = (effect, { draft, now }) => {
  draft.wait = new Date(now.getTime() + effect.minutes * 60_000);
};
