import type { Handler } from './handler.ts';

/** Tells the flow which languages there are, so that it can offer them. */
export const findLanguages: Handler<'findLanguages'> = (_effect, { texts, draft }) => {
  draft.replies.push({ type: 'languages', ids: texts.languages.map(({ id }) => id) });
};
