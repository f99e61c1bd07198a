/** The words of a drawing: what a text says, in one language, and what an event or a condition is called. */
import { optionLabel } from '../../../effects/question.ts';
import { spokenValues } from '../../../effects/values.ts';
import type { Language } from '../../../engine/protocol.ts';
import type { Profile } from '../../../profile.ts';
import type { Texts } from '../../../texts.ts';
import type { Named, Question } from './script.ts';

/** Longer texts are cut. Characters. */
const TEXT_LIMIT = 120;

export interface Wording {
  /** A text, shortened; its values by their names, because they change with the helpline and the hour. The key where there is none. */
  text(key: string, limit?: number): string;
  /** What a person does, as they would call it. */
  event(event: string, question: Question | undefined): string;
}

/** Events of the same kind, as one; the longest first. */
const TOGETHER: readonly (readonly [string, readonly string[]])[] = [
  ['any message', ['hello', 'answer', 'voice', 'skip', 'choice.*', 'choices', 'attachment', 'empty', 'outOfRange', 'stale']],
  ['any other message', ['hello', 'skip', 'choice.*', 'choices', 'attachment', 'empty', 'outOfRange', 'stale']],
];

const EVENTS: Readonly<Record<string, string>> = {
  answer: 'own words',
  'choice.*': 'another option',
  choices: 'two options',
  attachment: 'a picture or file',
  voice: 'a voice message',
  skip: '‹skip›',
  empty: 'nothing readable',
  outOfRange: 'a number that is not there',
  stale: 'an old button',
  hello: 'a greeting',
  danger: 'words of danger',
  selfHarm: 'words of self-harm',
  worry: 'words that may mean danger or self-harm',
  asks: 'a question or a word of their own',
  silence: 'the agreed time has come',
  languageHeard: 'another language',
  returned: 'coming back after long',
  claimed: 'an associate takes the chat',
  released: 'the associate gives it back',
  closed: 'the associate closes it',
};

/** The words of one language; the drawing's own are English. */
export function wordingOf(texts: Texts, profile: Profile, language: Language): Wording {
  const names = Object.keys(spokenValues(profile, texts, language, new Date(0)));
  const values = Object.fromEntries(
    [...names, 'place', 'reference', 'pin', 'codeWord', 'steps'].map((name) => [name, `[${name}]`]),
  );
  const isText = (key: string): boolean => texts.has(language, key) || texts.has('en', key);
  return {
    text: (key, limit = TEXT_LIMIT) => (isText(key) ? shortened(texts.say(language, key, values), limit) : key),
    event(event, question) {
      if (event.startsWith('command.')) return `‹${event.slice('command.'.length)}›`;
      const option = event.startsWith('choice.') ? event.slice('choice.'.length) : undefined;
      if (option === undefined || option === '*') return EVENTS[event] ?? spaced(event);
      const beside = question ? `${question.key.slice(0, question.key.lastIndexOf('.'))}.option.${option}` : '';
      const shared = [`common:option.${option}`, `types:${option}.label`, `types:family.${option}.label`];
      return [beside, ...shared].some(isText) ? optionLabel(texts, language, question?.key ?? '', option) : spaced(option);
    },
  };
}

/** Several events as few words; where there are many, the rest is counted. */
export function together(events: readonly string[], word: (event: string) => string, most = 6): readonly string[] {
  const [name, all] = TOGETHER.find(([, kinds]) => kinds.every((kind) => events.includes(kind))) ?? ['', []];
  const words = [...new Set([...(name ? [name] : []), ...events.filter((event) => !all.includes(event)).map(word)])];
  return words.length > most ? [...words.slice(0, most - 1), `and ${words.length - most + 1} more`] : words;
}

/** A condition in words: its name, and what it is about. */
export function condition({ type, params }: Named): string {
  const about =
    typeof params === 'object' && params !== null ? Object.values(params).filter((value) => typeof value === 'string') : [];
  return [spaced(type), ...about.map(spaced)].join(' ');
}

/** `hasStory` as `has story`. */
export function spaced(name: string): string {
  return name
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function shortened(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, line.lastIndexOf(' ', limit))} …`;
}
