import type { Handler } from './handler.ts';

/** Opens a case and tells the flow its reference and PIN. The PIN is kept only as a hash. */
export const openCase: Handler<'openCase'> = (effect, { subject, ledger, now, draft }) => {
  const { reference, pin, write } = ledger.openCase(subject, effect, now);
  draft.writes.push(write);
  draft.replies.push({ type: 'caseOpened', reference, pin });
};
