import type { Handler } from './handler.ts';

/** Shows the associate who has the chat, and everyone at the desk, that danger words arrived. */
export const alarm: Handler<'alarm'> = (_effect, { subject, ledger, now, draft }) => {
  draft.writes.push(ledger.alarm(subject, now));
};
