/** Every sentence a person reads: the files under `locales/`, one folder a language, one file a flow or page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInstance, type Resource } from 'i18next';
import { LANGUAGES, type Language } from './engine/protocol.ts';

export const LOCALES = fileURLToPath(new URL('../locales', import.meta.url));

export interface Texts {
  /** The text of a key (`intake:story.ask`) in a language. Throws when no language has it. */
  say(language: Language, key: string, values?: Readonly<Record<string, string>>): string;
  has(language: Language, key: string): boolean;
}

/** Reads all locale files. Synchronous, once, at start. */
export function loadTexts(folder: string = LOCALES): Texts {
  const i18n = createInstance();
  void i18n.init({
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, namespaces(join(folder, language))])),
    lng: 'en',
    fallbackLng: 'en',
    load: 'currentOnly',
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: false },
  });
  const speakers = new Map(LANGUAGES.map((language) => [language, i18n.getFixedT(language)]));
  /** A text that names no value is the same every time; null for others, and for plurals, which have no text under the bare key. */
  const constant = remembered((language, key) => {
    const text: unknown = speakers.get(language)?.(key, { defaultValue: '', skipInterpolation: true });
    return typeof text === 'string' && text !== '' && !/\{\{|\$t\(/.test(text) ? text : null;
  });
  return {
    say(language, key, values = {}) {
      const same = constant(language, key);
      if (same !== null) return same;
      const speak = speakers.get(language);
      const text: unknown = speak?.(key, { ...values, defaultValue: '' });
      if (typeof text !== 'string' || text === '') throw new Error(`no text for ${key}`);
      return text;
    },
    has: remembered((language, key) => i18n.exists(key, { lng: language, fallbackLng: language })),
  };
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
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(files.map((file) => [file.slice(0, -'.json'.length), readJson(join(folder, file))]));
}

function readJson(file: string): Resource[string][string] {
  return JSON.parse(readFileSync(file, 'utf8')) as Resource[string][string];
}
