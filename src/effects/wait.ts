import type { Handler } from './handler.ts';

/** Notes when `silence` is due, and whether something that happens before makes it void. */
export const wait: Handler<'wait'> = (effect, { draft, now }) => {
  draft.wait = { at: new Date(now.getTime() + effect.minutes * 60_000), anyway: effect.anyway ?? false };
};
