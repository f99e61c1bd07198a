/** Every sentence a person reads: the files under `locales/`, one folder a language, one file a flow or page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInstance, type Resource } from 'i18next';
import type { Language } from './engine/protocol.ts';
import { LAST_RESORT, type LanguageFacts, loadLanguages, lookedUpIn } from './languages.ts';
import { type Marked, prepareMarks, readMarks, verbatim, withoutMarks } from './marks.ts';

export const LOCALES = fileURLToPath(new URL('../locales', import.meta.url));

export interface Texts {
  /** Every language there is, in the order they are offered in. */
  readonly languages: readonly LanguageFacts[];
  /** Where a text is sought for a language, best first; a language that is no longer there is read in English. */
  lookedUpIn(language: Language): readonly Language[];
  /** The text of a key (`intake:story.ask`) in a language, with what stands out in it; from a fallback where the language lacks it. Throws when none has it. */
  marked(language: Language, key: string, values?: Readonly<Record<string, string>>): Marked;
  /** The same without marks. */
  say(language: Language, key: string, values?: Readonly<Record<string, string>>): string;
  /** Whether a language has a key itself, without its fallbacks. */
  has(language: Language, key: string): boolean;
}

/** Reads all locale files. Synchronous, once, at start. */
export function loadTexts(folder: string = LOCALES): Texts {
  const languages = loadLanguages(folder);
  const ids = languages.map(({ id }) => id);
  const fallbacks = (id: Language): string[] => lookedUpIn(languages, id).filter((other) => other !== id);
  const i18n = createInstance();
  void i18n.init({
    resources: Object.fromEntries(ids.map((id) => [id, namespaces(join(folder, id))])),
    lng: LAST_RESORT,
    fallbackLng: Object.fromEntries([...ids.map((id) => [id, fallbacks(id)]), ['default', [LAST_RESORT]]]),
    load: 'currentOnly',
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: false },
  });
  const speakers = new Map(ids.map((id) => [id, i18n.getFixedT(id)]));
  const speakerOf = (language: Language) => speakers.get(language) ?? i18n.getFixedT(LAST_RESORT);
  /** A text that names no value is the same every time; null for others, and for plurals, which have no text under the bare key. */
  const constant = remembered((language, key) => {
    const text: unknown = speakerOf(language)(key, { defaultValue: '', skipInterpolation: true });
    return typeof text === 'string' && text !== '' && !/\{\{|\$t\(/.test(text) ? text : null;
  });
  const render = (language: Language, key: string, values: Readonly<Record<string, string>>): string => {
    const same = constant(language, key);
    if (same !== null) return same;
    const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filledIn(value)]));
    const text: unknown = speakerOf(language)(key, { ...given, defaultValue: '' });
    if (typeof text !== 'string' || text === '') throw new Error(`no text for ${key}`);
    return text;
  };
  return {
    languages,
    lookedUpIn: (language) => lookedUpIn(languages, language),
    marked: (language, key, values = {}) => readMarks(render(language, key, values)),
    say: (language, key, values = {}) => withoutMarks(render(language, key, values)),
    has: remembered((language, key) => i18n.exists(key, { lng: language, fallbackLng: language })),
  };
}

/** A list of other texts, one a line, which only a flow makes. Every other value stands in a text as it is. */
const TEXTS = /^(?:• \$t\([\w/:.-]+\)(?:\n|$))+$/;

function filledIn(value: string): string {
  return TEXTS.test(value) ? value : verbatim(value);
}

/** Asks only once for each key: the files do not change while a process runs. */
function remembered<Answer>(ask: (language: Language, key: string) => Answer): (language: Language, key: string) => Answer {
  const answers = new Map<string, Answer>();
  return (language, key) => {
    const name = `${language}/${key}`;
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = ask(language, key);
    answers.set(name, answer);
    return answer;
  };
}

function namespaces(folder: string): Resource[string] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = all.filter((file) => file.endsWith('.json') && file !== 'language.json');
  return Object.fromEntries(files.map((file) => [file.slice(0, -'.json'.length), readJson(join(folder, file))]));
}

function readJson(file: string): Resource[string][string] {
  const prepared = (_name: string, value: unknown): unknown => (typeof value === 'string' ? prepareMarks(value) : value);
  return JSON.parse(readFileSync(file, 'utf8'), prepared) as Resource[string][string];
}
