/** Reads what came in, whatever event carried it. */
import type { Asked } from '../../src/engine/flow.ts';
import type { Cues, Flag, Incoming, Proposal } from '../../src/engine/protocol.ts';
import type { Context } from './context.ts';
import { typeOf } from './types.ts';

/** Fewer words than this are a greeting or a short reply, not a story. */
const WORDS_OF_A_STORY = 5;

/** More proposals would be a list, and there is a better list. */
const MOST_PROPOSALS = 3;

/** Misunderstood this often in a row, a person is offered. */
const PATIENCE = 2;

/** The person's own words; empty when something else came. */
export function textOf(event: Incoming): string {
  return 'text' in event ? event.text : '';
}

/** What an earlier message said before and says now; nothing when it was taken back. */
export function changeIn(event: Incoming): [before: string, after: string] {
  if (event.type === 'corrected') return [event.before, event.after];
  return event.type === 'revoked' ? [event.text, ''] : ['', ''];
}

/** What is kept of an answer: the picked option, the words, or that it was spoken. */
export function answerOf(event: Incoming): string {
  return optionOf(event) ?? (event.type === 'voice' ? 'voice' : textOf(event).trim());
}

/** The number of an answer that is in no list. */
export function numberIn(event: Incoming): number | undefined {
  return event.type === 'outOfRange' ? event.number : undefined;
}

/** The age group of an age in years. */
export function ageGroupOf(age: number): string {
  if (age < 18) return 'under_18';
  if (age <= 25) return '18_25';
  if (age <= 35) return '26_35';
  return age <= 50 ? '36_50' : 'over_50';
}

/** Whether the desk did this so long after the person wrote that somebody else may hold the phone. */
export function isLate(event: Incoming): boolean {
  return 'late' in event && event.late === true;
}

/** A reference and its PIN in one message, as they are told in one line. */
export function referenceAndPin(event: Incoming): { reference: string; pin: string } | undefined {
  const [, reference, pin] = /^\P{Nd}*(\p{Nd}{4}[\s-]?\p{Nd}{4})\P{Nd}+(\p{Nd}{4})\P{Nd}*$/u.exec(textOf(event)) ?? [];
  return reference && pin ? { reference, pin } : undefined;
}

/** Whether the desk did this while the person is surely still at the phone. */
export function isRecent(event: Incoming): boolean {
  return 'recent' in event && event.recent === true;
}

/** The id of the picked option, or undefined when nothing was picked. */
export function optionOf(event: Incoming): string | undefined {
  return event.type.startsWith('choice.') ? event.type.slice('choice.'.length) : undefined;
}

/** The ids of all that was picked, one or two. */
export function idsIn(event: Incoming): readonly string[] {
  if (event.type === 'choices') return event.ids;
  const id = optionOf(event);
  return id === undefined ? [] : [id];
}

/** Those that are complaint types, each once. */
export function knownTypes(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].filter((id) => typeOf(id) !== undefined);
}

/** The types the words may be about, likeliest first. */
export function proposalsIn(event: Incoming): readonly Proposal[] {
  const proposals = 'proposals' in event ? (event.proposals ?? []) : [];
  return likeliest(proposals.filter(({ type }) => typeOf(type) !== undefined));
}

/** The likeliest few of many, each once. */
export function likeliest(proposals: readonly Proposal[]): readonly Proposal[] {
  const sorted = proposals.toSorted((a, b) => b.confidence - a.confidence);
  const types = sorted.map(({ type }) => type);
  return sorted.filter(({ type }, index) => types.indexOf(type) === index).slice(0, MOST_PROPOSALS);
}

/** Whether the words say more than a greeting or a yes, so that they must be kept as part of the story. */
export function tellsSomething(event: Incoming): boolean {
  return proposalsIn(event).length > 0 || textOf(event).trim().split(/\s+/).length >= WORDS_OF_A_STORY;
}

/** The open question, with a person among its options after too many misses. */
export function withPerson(asked: Asked | null, misses: number): Asked | null {
  if (!asked || misses < PATIENCE || asked.options.includes('person')) return asked;
  return { ...asked, options: [...asked.options, 'person'] };
}

/** The flags, with what the words let one suspect. Whoever was asked and has answered knows better. */
export function withCues({ flags, answers }: Pick<Context, 'flags' | 'answers'>, event: Incoming): readonly Flag[] {
  return [...new Set([...flags, ...cuesIn(event).filter((cue) => answers[cue] === undefined)])];
}

/** What the words say beside what they tell. */
export function cuesIn(event: Incoming): Cues {
  return 'cues' in event ? (event.cues ?? []) : [];
}
