/** The exact words people type instead of pressing something: commands, numbers, yes and no, in every language at once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, type Command, type Language } from './engine/protocol.ts';
import { loadLanguages } from './languages.ts';
import { LOCALES } from './texts.ts';
import { bare } from './triage/text/normalise.ts';

export interface Words {
  /** By the bare form of a whole message. `danger` alone is enough to say that there is some. */
  readonly commands: ReadonlyMap<string, Command | 'danger'>;
  readonly numbers: ReadonlyMap<string, number>;
  /** What a short answer means: an option id such as `yes`. */
  readonly answers: ReadonlyMap<string, string>;
  /** The language that a whole message names. */
  readonly languages: ReadonlyMap<string, Language>;
  /** What may stand between two numbers. */
  readonly joiners: ReadonlySet<string>;
  /** The words by which an answer in more words is known, or by which it is not clear. */
  readonly longer: Readonly<Record<LongerWord, ReadonlySet<string>>>;
}

/**
 * `yes`, `no`: what a longer answer may begin with. `negation`, `doubt`, `contrast`, `question`: what makes it less clear.
 * `well`, `fear`: how somebody is. `small`: words that say nothing by themselves about which option is meant.
 */
export const LONGER_WORDS = ['yes', 'no', 'negation', 'doubt', 'contrast', 'question', 'well', 'fear', 'small'] as const;
export type LongerWord = (typeof LONGER_WORDS)[number];

/** `answers.json`: spellings by what they mean. A language without `longer` is heard by its exact words. */
type AnswerWords = Readonly<Record<string, readonly string[]>>;

/** Reads `commands.json`, `numbers.json` and `answers.json` of every language. */
export function loadWords(folder: string = LOCALES): Words {
  const commands = new Map<string, Command | 'danger'>();
  const numbers = new Map<string, number>();
  const answers = new Map<string, string>();
  const languages = new Map<string, Language>();
  const joiners = new Set<string>();
  const longer = Object.fromEntries(LONGER_WORDS.map((name) => [name, new Set<string>()])) as Record<LongerWord, Set<string>>;
  for (const { id, and, called } of loadLanguages(folder)) {
    const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, id, `${name}.json`), 'utf8'));
    const commandWords = read('commands') as Record<Command | 'danger', readonly string[]>;
    for (const command of [...COMMANDS, 'danger'] as const)
      for (const word of commandWords[command]) commands.set(bare(word), command);
    for (const [word, value] of Object.entries(read('numbers') as Record<string, number>)) numbers.set(bare(word), Number(value));
    const { longer: more, ...exact } = read('answers') as AnswerWords & { longer?: Record<LongerWord, readonly string[]> };
    for (const [answer, spellings] of Object.entries(exact)) for (const word of spellings) answers.set(bare(word), answer);
    if (more) for (const name of LONGER_WORDS) for (const word of more[name]) longer[name].add(bare(word));
    for (const word of called) languages.set(bare(word), id);
    for (const word of and) joiners.add(bare(word));
  }
  return { commands, numbers, answers, languages, joiners, longer };
}
