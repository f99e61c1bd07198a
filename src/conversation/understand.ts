/**
 * What a message means at this point of a conversation: a picked option, an anytime word, danger, or an answer in the
 * person's own words. Pure; the same for every channel.
 */
import type { Content } from '../channels/channel.ts';
import { openQuestion, optionLabel } from '../effects/question.ts';
import type { Asked } from '../engine/flow.ts';
import type { Incoming, Language } from '../engine/protocol.ts';
import type { Texts } from '../texts.ts';
import { bare } from '../triage/text/normalise.ts';
import type { Judgement, Triage } from '../triage/triage.ts';
import { proposals } from '../triage/types/decide.ts';
import type { Words } from '../words.ts';
import { inMoreWords } from './inMoreWords.ts';
import { inPart, inPlace } from './inPart.ts';
import { hearsAgreement } from './questions.ts';

export interface Understanding {
  readonly texts: Texts;
  readonly words: Words;
  readonly triage: Triage;
}

/** Where the conversation stands when the message is read. */
export interface Moment {
  readonly asked: Asked | null;
  readonly language: Language;
  /** A story is being told: words that only may mean "I do not know" are part of it. */
  readonly listening?: boolean;
}

/** What to move the flow by, in order: a change of language may come before what was said in it. */
export function understand(parts: Understanding, content: Content, moment: Moment): readonly Incoming[] {
  if (content.kind === 'hello') return [{ type: 'hello' }];
  if (content.kind === 'option') return [pressed(content, moment.asked)];
  if (content.kind === 'text') return written(parts, content.text, moment);
  const caption = content.caption && bare(content.caption) !== '' ? written(parts, content.caption, moment) : [];
  return attached(content.media === 'voice' ? { type: 'voice' } : { type: 'attachment', kind: content.media }, caption, moment);
}

/** Fewer words than this under a picture point at it ("look at this") and tell nothing. */
const WORDS_THAT_TELL = 5;

/**
 * An attachment with what its caption means. Words that lead on or alarm come first, so that what is said of the attachment stands
 * beside the question they lead to; words that are only kept come after it, and those that fit nowhere are passed over.
 */
function attached(attachment: Incoming, caption: readonly Incoming[], { listening = false }: Moment): readonly Incoming[] {
  const leads = ({ type }: Incoming): boolean => type !== 'outOfRange' && (type !== 'answer' || listening);
  const kept = caption.filter((incoming) => incoming.type === 'answer' && !listening && tells(incoming));
  return [...caption.filter(leads), attachment, ...kept];
}

function tells({ text, proposals: named, cues = [] }: Extract<Incoming, { type: 'answer' }>): boolean {
  return named.length > 0 || cues.length > 0 || text.trim().split(/\s+/).length >= WORDS_THAT_TELL;
}

/** What words of an earlier message mean that were changed: never an answer to the question that is open now. */
export function hearAnew({ triage }: Pick<Understanding, 'triage'>, text: string): Incoming {
  return ownWords(triage.judge(text), text);
}

/** Whether a text is neither empty, nor a choice, nor an anytime word. */
export function isOwnWords(parts: Understanding, text: string, moment: Moment): boolean {
  const word = bare(text);
  if (word === '' || parts.words.languages.has(word)) return false;
  return !picked(parts, word, text, moment) && !commanded(parts.words, word);
}

function pressed(content: { id: string; asked: string }, asked: Asked | null): Incoming {
  const open = openQuestion(asked);
  return open?.token === content.asked && open.options.includes(content.id) ? choice(content.id) : { type: 'stale' };
}

function written(parts: Understanding, text: string, moment: Moment): readonly Incoming[] {
  const word = bare(text);
  if (word === '') return [wordless(text, moment)];
  const named = parts.words.languages.get(word);
  if (named !== undefined) return inLanguage(named, moment);
  const exact = picked(parts, word, text, moment) ?? commanded(parts.words, word);
  if (exact) return [exact];
  const judgement = parts.triage.judge(text);
  const heard = languageHeard(judgement, text, moment);
  const incoming = shortAnswer(parts, judgement, text, moment) ?? ownWords(judgement, text);
  // Somebody else who writes has not chosen a language, and the chat must not begin to speak of it.
  return heard && judgement.topic !== 'intruder' ? [heard, incoming] : [incoming];
}

/** A choice that is meant without its exact words; never where they say danger. */
function shortAnswer({ texts, words }: Understanding, judgement: Judgement, text: string, { asked }: Moment): Incoming | null {
  if (!asked || asked.options.length === 0) return null;
  const grave = (['danger', 'self_harm'] as const).some((flag) => judgement.flags.includes(flag) || judgement.ask.includes(flag));
  const part = grave || judgement.topic ? null : inPart(words, asked, text, (option) => labelsOf(texts, asked.key, option));
  const meant = part ?? inMoreWords(words, asked, text, judgement);
  return meant ? choice(meant) : null;
}

/** A language that is named is spoken at once; where the languages are offered it is the answer. */
function inLanguage(language: Language, { asked }: Moment): readonly Incoming[] {
  return asked?.options.includes(language) ? [choice(language)] : [{ type: 'languageHeard', language }, { type: 'hello' }];
}

/** A raised thumb says yes or done, or only that all is well; other signs say nothing that could be read. */
function wordless(text: string, { asked }: Moment): Incoming {
  const meant = /[\u{1F44D}\u{1F44C}\u{2705}\u{1F64F}]/u.test(text) ? ['yes', 'done', 'go_on'] : [];
  const id = meant.find((option) => asked?.options.includes(option) && (option !== 'yes' || hearsAgreement(asked.key)));
  return id === undefined ? { type: 'empty' } : choice(id);
}

/** Danger comes before everything else that a text may say, and what may be danger before what it asks. */
function ownWords(judgement: Judgement, text: string): Incoming {
  const flagged = (['minor', 'deadline'] as const).filter((cue) => judgement.flags.includes(cue));
  const cues = judgement.watched ? [...flagged, 'watched' as const] : flagged;
  const told = { text, proposals: proposals(judgement), cues };
  if (judgement.flags.includes('danger')) return { type: 'danger', ...told };
  if (judgement.flags.includes('self_harm')) return { type: 'selfHarm', ...told };
  const worries = (['self_harm', 'danger'] as const).filter((flag) => judgement.ask.includes(flag));
  // The question whether somebody is in danger is not for the eyes of whoever just came to the phone.
  if (judgement.topic === 'intruder' && worries.length > 0) return { type: 'asks', topic: 'intruder', flags: worries, ...told };
  if (worries.length > 0) return { type: 'worry', flags: worries, ...told };
  return judgement.topic ? { type: 'asks', topic: judgement.topic, ...told } : { type: 'answer', ...told };
}

/** Fewer words than this are mixed all the time ("go on"), so that they change no language by themselves. */
const WORDS_OF_A_LANGUAGE = 4;

/** A language is news when it is another one, or when the open question is which one it is. */
function languageHeard(judgement: Judgement, text: string, { language, asked }: Moment): Incoming | null {
  const heard = judgement.certain ? judgement.language : null;
  if (!heard) return null;
  if (asked?.options.includes(heard)) return { type: 'languageHeard', language: heard };
  const few = bare(text).split(' ').length < WORDS_OF_A_LANGUAGE;
  return heard === language || (few && sameScript(heard, language)) ? null : { type: 'languageHeard', language: heard };
}

/** Whether both are written in Latin letters, or neither is. */
function sameScript(one: Language, other: Language): boolean {
  return isLatin(one) === isLatin(other);
}

function isLatin(language: Language): boolean {
  return new Intl.Locale(language).maximize().script === 'Latn';
}

function commanded(words: Words, word: string): Incoming | null {
  const command = words.commands.get(word);
  if (command === 'danger') return { type: 'danger', text: word };
  return command ? { type: `command.${command}` } : null;
}

/** A choice by number, label, `[id]`, or a short yes or no. `0` is never a number in a list: it calls a person. */
function picked(parts: Understanding, word: string, text: string, { asked, listening = false }: Moment): Incoming | null {
  if (!asked || asked.options.length === 0) return null;
  const id = /^\s*\[([\w.-]+)\]\s*$/.exec(text)?.[1];
  if (id !== undefined) return asked.options.includes(id) ? choice(id) : { type: 'outOfRange' };
  const labelled = asked.options.find((option) => labelsOf(parts.texts, asked.key, option).includes(word));
  if (labelled) return choice(labelled);
  // "no one" is a no before it is a number.
  const answer = parts.words.answers.get(word) ?? '';
  if (answer === 'agreed' && !hearsAgreement(asked.key)) return null;
  const meant = (STANDS_FOR[answer] ?? [answer]).find((option) => asked.options.includes(option));
  if (meant !== undefined) return choice(meant);
  const placed = inPlace(parts.words, asked, word);
  if (placed !== null) return choice(placed);
  const numbers = numbersIn(parts.words, word);
  if (numbers) return byNumber(numbers, asked.options);
  return answer === 'skip' || (!listening && PASSES_OVER.includes(answer)) ? { type: 'skip' } : null;
}

/** Which options a short answer can mean, the likeliest first. */
const STANDS_FOR: Readonly<Record<string, readonly string[]>> = {
  yes: ['yes', 'go_on', 'team'],
  agreed: ['yes', 'go_on', 'team', 'next'],
  go_on: ['go_on', 'next', 'continue'],
  no: ['no', 'not_now', 'none', 'finish', 'else'],
  later: ['later', 'not_now', 'skip'],
  unsure: ['unsure', 'not_known', 'skip'],
};

/** What leads on without an answer, where a question was asked that has none of these among its options. */
const PASSES_OVER = ['later', 'unsure'];

/** Worked out once for each option, because every message is compared with all labels of the open question. */
const labels = new WeakMap<Texts, Map<string, readonly string[]>>();

/** What an option is called in each language, in the form in which messages are compared. */
function labelsOf(texts: Texts, question: string, option: string): readonly string[] {
  const known = labels.get(texts) ?? new Map<string, readonly string[]>();
  labels.set(texts, known);
  const name = `${question}/${option}`;
  const found = known.get(name) ?? texts.languages.map(({ id }) => bare(optionLabel(texts, id, question, option)));
  known.set(name, found);
  return found;
}

function byNumber(numbers: readonly number[], options: readonly string[]): Incoming | null {
  if (numbers[0] === 0) return null;
  const ids = [...new Set(numbers)].map((number) => options[number - 1]);
  const known = ids.filter((id) => id !== undefined);
  const [number] = numbers;
  if (known.length < ids.length) return { type: 'outOfRange', ...(numbers.length === 1 && number !== undefined && { number }) };
  const [only] = known;
  return known.length === 1 && only ? choice(only) : { type: 'choices', ids: known };
}

/** The numbers of a message that consists of nothing else, such as "2", "۲", "do", "1 and 3", "1,3". */
function numbersIn(words: Words, word: string): readonly number[] | null {
  const parts = word.split(' ').filter((part) => !words.joiners.has(part));
  const numbers = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : words.numbers.get(part)));
  const known = numbers.filter((number) => number !== undefined);
  return known.length > 0 && known.length === parts.length ? known : null;
}

function choice(id: string): Incoming {
  return { type: `choice.${id}` };
}
