import type { Handler } from './handler.ts';

/** Looks a case up by reference and PIN and tells the flow how it stands. */
export const findCase: Handler<'findCase'> = async (effect, { subject, ledger, now, draft }) => {
  const found = await ledger.findCase(subject, effect.reference, effect.pin, now);
  draft.replies.push(found ? { type: 'caseFound', ...found } : { type: 'caseMissing' });
};
