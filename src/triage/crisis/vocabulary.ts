import type { Language } from '../../engine/protocol.ts';
import { isLearnt } from '../text/columns.ts';
import { clippedKey, isArabic, isClippedFrom, isNear, lettersOf, mayBeNear, spellingKey } from '../text/spelling.ts';

/** A word of a phrase that stands at some place of a message, and over how many tokens ("khud kushi" is two). */
export interface Hit {
  readonly word: number;
  readonly length: number;
}

interface Entry {
  readonly id: number;
  readonly key: string;
  /** How long the word is as the phrase writes it. */
  readonly length: number;
  /** The letters of the key, to rule most words out before they are compared. */
  readonly letters: number;
}

interface Index {
  readonly exact: Map<string, Entry[]>;
  readonly byKey: Map<string, Entry[]>;
  readonly byClippedKey: Map<string, Entry[]>;
  readonly longByFirstLetter: Map<string, Entry[]>;
}

/** Shorter words have too many near neighbours that mean something else. */
const NEAR_LETTERS = 6;
/** Words with keys this long may hold two mistakes. */
const FAR_LETTERS = 9;
/** Two tokens are one word written apart only when the word is neither short (any two may make one) nor endless. */
const JOINED_KEY_LETTERS = 5;
const JOINED_LETTERS = 16;
/** A word that is misspelt and written apart as well must be long, or everything would resemble it. */
const NEAR_JOINED_LETTERS = 8;
const NEAR_KEY_LETTERS = 5;
const NOTHING: readonly number[] = [];

/** Every word that phrases use, found again in a message however it is spelt. Remembers nothing of a message. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #indexes = new Map<Language, Index>();
  readonly #added: Language[] = [];

  /** The id of a word as a phrase writes it, made on first use. An `exact` word is found in its own spelling only. */
  id(word: string, language: Language, exact: boolean): number {
    const name = `${language} ${exact} ${word}`;
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const key = spellingKey(word, language);
    const entry: Entry = { id: this.#ids.size, key, length: word.length, letters: lettersOf(key) };
    this.#ids.set(name, entry.id);
    const lists = this.#indexOf(language);
    if (exact) {
      add(lists.exact, word, entry);
      return entry.id;
    }
    add(lists.byKey, key, entry);
    if (language === 'ur-Latn' && key.length > 2) add(lists.byClippedKey, clippedKey(key), entry);
    if (word.length >= NEAR_LETTERS && key.length >= NEAR_KEY_LETTERS) add(lists.longByFirstLetter, key.slice(0, 1), entry);
    return entry.id;
  }

  /** The words that may stand at each place of a message. */
  find(tokens: readonly string[]): readonly (readonly Hit[])[] {
    const single = new Map<string, readonly number[]>();
    const joined = new Map<string, readonly number[]>();
    const hits = tokens.map((token): Hit[] => {
      const ids = single.get(token) ?? this.#lookUp(token, 1);
      single.set(token, ids);
      return ids.map((word) => ({ word, length: 1 }));
    });
    for (const [place, token] of tokens.entries()) {
      const next = tokens[place + 1];
      if (next === undefined || token.length + next.length > JOINED_LETTERS) continue;
      const ids = joined.get(token + next) ?? this.#lookUp(token + next, 2);
      joined.set(token + next, ids);
      for (const word of ids) hits[place]?.push({ word, length: 2 });
    }
    return hits;
  }

  #indexOf(language: Language): Index {
    const known = this.#indexes.get(language);
    if (known) return known;
    const made = index();
    this.#indexes.set(language, made);
    if (!isLearnt(language)) this.#added.push(language);
    return made;
  }

  /** A language that was added is sought apart: its words must not decide what is a misspelling in the others. */
  #lookUp(token: string, parts: 1 | 2): readonly number[] {
    const groups = [learntLanguagesOf(token), ...this.#added.map((language) => [language])];
    return groups.flatMap((languages) => this.#lookUpIn(languages, token, parts));
  }

  #lookUpIn(languages: readonly Language[], token: string, parts: 1 | 2): readonly number[] {
    let found = NOTHING;
    for (const language of languages) {
      const lists = this.#indexes.get(language);
      if (!lists) continue;
      const key = spellingKey(token, language);
      if (parts === 2 && key.length < JOINED_KEY_LETTERS) continue;
      found = join(found, lists.exact.get(token));
      found = join(found, lists.byKey.get(key));
      if (parts === 2 || language !== 'ur-Latn') continue;
      found = join(
        found,
        lists.byClippedKey.get(clippedKey(key))?.filter((entry) => isClippedFrom(key, entry.key)),
      );
    }
    // A token that is a word of its own is not a misspelling of another.
    if (found.length > 0 || token.length < NEAR_LETTERS) return found;
    return languages.flatMap((language) => this.#near(spellingKey(token, language), language, parts));
  }

  #near(key: string, language: Language, parts: 1 | 2): readonly number[] {
    const candidates = this.#indexes.get(language)?.longByFirstLetter.get(key.slice(0, 1));
    if (!candidates || key.length < NEAR_KEY_LETTERS) return NOTHING;
    const letters = lettersOf(key);
    const found: number[] = [];
    for (const entry of candidates) {
      if (parts === 2 && entry.length < NEAR_JOINED_LETTERS) continue;
      const limit = parts === 1 && entry.key.length >= FAR_LETTERS ? 2 : 1;
      if (mayBeNear(letters, entry.letters, limit) && isNear(key, entry.key, limit)) found.push(entry.id);
    }
    return found;
  }
}

function index(): Index {
  return { exact: new Map(), byKey: new Map(), byClippedKey: new Map(), longByFirstLetter: new Map() };
}

/** Digits belong to every language: phrases of each may hold them. */
function learntLanguagesOf(token: string): readonly Language[] {
  if (/^\d/.test(token)) return ['en', 'ur', 'ur-Latn'];
  return isArabic(token) ? ['ur'] : ['en', 'ur-Latn'];
}

function join(ids: readonly number[], entries: readonly Entry[] | undefined): readonly number[] {
  return entries && entries.length > 0 ? [...ids, ...entries.map(({ id }) => id)] : ids;
}

function add(lists: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}
