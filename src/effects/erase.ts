import type { Handler } from './handler.ts';

/** Marks the conversation for destruction: the turn deletes it with its key instead of saving it. */
export const erase: Handler<'erase'> = (_effect, { draft }) => {
  draft.erased = true;
};
