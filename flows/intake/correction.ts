/**
 * An earlier message was changed or taken back. The words it left in the story or in a fact change with it. It is never
 * taken for an answer: "yes" put where "no" was answers a question that has long been closed, and not the open one.
 */
import { say } from './say.ts';

const quietly = [
  { guard: 'correctsCase' as const, actions: ['correct' as const, 'updateCase' as const] },
  { actions: 'correct' as const },
];

/** Keeps what is said now, and says nothing: while an associate has the chat, and where others may read. */
export const quietCorrections = { corrected: quietly, revoked: quietly };

/** Whoever changed an answer is told how to answer anew. What was taken back is never spoken of. */
export const corrections = {
  corrected: [
    { guard: 'correctsCase' as const, actions: ['correct' as const, 'updateCase' as const] },
    { guard: 'corrects' as const, actions: 'correct' as const },
    { guard: 'asks' as const, actions: [say('common:corrected'), 'again' as const] },
  ],
  revoked: quietly,
};
