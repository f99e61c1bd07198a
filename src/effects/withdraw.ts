import type { Handler } from './handler.ts';

/** Takes the conversation out of the queue because the person said so. */
export const withdraw: Handler<'withdraw'> = (_effect, { subject, ledger, now, draft }) => {
  draft.writes.push(ledger.withdraw(subject, now));
};
