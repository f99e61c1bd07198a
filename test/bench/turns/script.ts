/** A conversation that can go on for ever, with work in every turn: a number, own words, an anytime word, a button. */
import type { Content } from '../../../src/channels/channel.ts';
import { questionToken } from '../../../src/effects/question.ts';

/** Opens the conversation: says which language it is in and what happened, and leads to the first question. */
export const OPENING: Content = {
  kind: 'text',
  text: 'Hello, somebody made an account with my name and my pictures and writes to all my friends, please help me',
};

/** The token of the question that every round begins and ends with. */
export const FIRST_QUESTION = questionToken('intake:safe.ask');

/** From the first question to the second one and back; the words fit nowhere and are answered with the question again. */
const ROUND: readonly Content[] = [
  { kind: 'text', text: '2' },
  { kind: 'text', text: 'what does this mean' },
  { kind: 'text', text: 'back' },
  { kind: 'option', id: 'privacy', asked: FIRST_QUESTION },
];

/** How many turns pass until the conversation stands where it stood. */
export const ROUND_LENGTH = ROUND.length;

/** What the person sends in a turn; the first after the opening is turn 0. */
export function contentOf(turn: number): Content {
  return ROUND[turn % ROUND.length] ?? OPENING;
}
