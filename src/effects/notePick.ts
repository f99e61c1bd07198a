import type { Handler } from './handler.ts';

/** Notes what the person made of the proposals. No words of theirs are in it; it goes when the conversation is erased. */
export const notePick: Handler<'notePick'> = ({ predicted, picked, score }, { subject, ledger, now, draft }) => {
  draft.writes.push(ledger.notePick(subject, { predicted, picked, score, language: draft.language }, now));
};
