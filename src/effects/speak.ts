import type { Handler } from './handler.ts';

/** Changes the language from the next sentence on. */
export const speak: Handler<'speak'> = (effect, { draft }) => {
  draft.language = effect.language;
};
