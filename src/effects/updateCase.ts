import type { Handler } from './handler.ts';

/** Writes what was learned since into the conversation's open case. */
export const updateCase: Handler<'updateCase'> = (effect, { subject, ledger, draft }) => {
  draft.writes.push(ledger.updateCase(subject, effect));
};
