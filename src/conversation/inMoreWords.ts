/**
 * A yes or no with more words around it: "haan bohat dar lag raha hai", "no, not right now". Whoever is afraid does not
 * answer in one word. Only what is clear counts; everything else is asked again, because a wrong yes brings a call for help to somebody who
 * is well, and a wrong no leaves somebody alone.
 */
import type { Asked } from '../engine/flow.ts';
import { bare } from '../triage/text/normalise.ts';
import type { Judgement } from '../triage/triage.ts';
import { proposals } from '../triage/types/decide.ts';
import type { LongerWord, Words } from '../words.ts';
import { asksOfAge, asksOfDanger, asksOfSelfHarm, asksWhatIsSo } from './questions.ts';

/** More is a story. */
const MOST_WORDS = 8;

/** From this share on the words tell what happened, and are kept instead of being taken for a short answer. */
const TELLS = 0.9;

/** What somebody tells who answers who else sees the phone. */
const SEEING = ['online_stalking', 'stalking'];

/** How far a negation may stand from the word it denies. */
const NEAR = 2;

/** The option that is meant, or null when the words are not clear, or tell or ask something of their own. */
export function inMoreWords(words: Words, asked: Asked, text: string, judgement: Judgement): 'yes' | 'no' | null {
  if (!asksWhatIsSo(asked.key)) return null;
  const tokens = bare(text).split(' ');
  if (tokens.length > MOST_WORDS || /[?؟]/u.test(text)) return null;
  const meant = clearAnswer(words, tokens);
  if (!meant || !asked.options.includes(meant)) return null;
  // Nobody is talked out of worry by half a sentence: there a person is called, as for any other words.
  if (meant === 'no' && asksOfSelfHarm(asked.key)) return null;
  return fits(asked, meant, tokens, judgement) ? meant : null;
}

function clearAnswer({ longer }: Words, tokens: readonly string[]): 'yes' | 'no' | null {
  const text = tokens.join(' ');
  const begins = (name: LongerWord): number =>
    Math.max(0, ...[...longer[name]].filter((word) => `${text} `.startsWith(`${word} `)).map((word) => word.split(' ').length));
  const has = (name: LongerWord): boolean => [...longer[name]].some((word) => ` ${text} `.includes(` ${word} `));
  const [yes, no] = [begins('yes'), begins('no')];
  if (yes === no || has('doubt') || has('question')) return null;
  const denial = tokens.findIndex((token) => longer.negation.has(token));
  if (yes > no) return denial === -1 && !has('well') ? 'yes' : null;
  const rest = tokens.slice(denial === -1 ? no : denial + 1);
  const denied = (at: number): boolean => rest.some((token, place) => longer.negation.has(token) && Math.abs(place - at) <= NEAR);
  if (has('contrast')) return null;
  // "No, not safe" and "no, I am scared" say the opposite of "no, no danger".
  if (rest.some((token) => longer.well.has(token)) && rest.some((token) => longer.negation.has(token))) return null;
  return rest.every((token, at) => !longer.fear.has(token) || denied(at)) ? 'no' : null;
}

/** Whether nothing in the words speaks against it, or needs to be heard for itself. */
function fits({ key }: Asked, meant: 'yes' | 'no', tokens: readonly string[], judgement: Judgement): boolean {
  const { flags, ask, topic, watched } = judgement;
  if (flags.includes('danger') || flags.includes('self_harm') || ask.includes('self_harm')) return false;
  if (ask.includes('danger') && !(meant === 'yes' && asksOfDanger(key))) return false;
  if (topic !== null && !(meant === 'no' && topic === 'safe_now' && asksOfDanger(key))) return false;
  const young = flags.includes('minor');
  if (young && !(meant === 'yes' && asksOfAge(key))) return false;
  if (flags.includes('deadline') || watched) return false;
  if (!young && tokens.some((token) => /\d/.test(token))) return false;
  const told = proposals(judgement).find(({ type, confidence }) => type !== 'other' && confidence >= TELLS);
  return told === undefined || (key === 'intake:safe.ask' && SEEING.includes(told.type));
}
