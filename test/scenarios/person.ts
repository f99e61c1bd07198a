/** Somebody on a platform, who reads everything that comes in its order. */
import { expect } from 'vitest';
import { optionLabel } from '../../src/effects/question.ts';
import { rendered } from '../../src/effects/say.ts';
import type { Language } from '../../src/engine/protocol.ts';
import type { Deed, Seen } from '../support/standins/standin.ts';
import type { Platform } from './platform.ts';

/** What stands where a text names something that only the program knows. */
const NAMED: Readonly<Record<string, string>> = {
  reference: '[\\d-]+',
  pin: '\\d+',
  place: '\\d+',
  steps: '[^]+',
};

export class Person {
  readonly name: string;
  readonly language: Language;
  readonly #platform: Platform;
  #read = 0;

  constructor(platform: Platform, name: string, language: Language = 'en') {
    this.#platform = platform;
    this.name = name;
    this.language = language;
  }

  /** Does something, and resolves to the platform's id of it. */
  does(deed: Deed): Promise<string> {
    return this.#platform.standIn.receive(this.name, deed);
  }

  writes(text: string): Promise<string> {
    return this.does({ kind: 'text', text });
  }

  /** Picks what a question offers. */
  async picks(question: string, option: string): Promise<void> {
    await this.does({ kind: 'pick', label: this.label(question, option) });
  }

  /** The words of an option. */
  label(question: string, option: string): string {
    return optionLabel(this.#platform.foundation.texts, this.language, question, option);
  }

  /** The next message. */
  async next(): Promise<Seen> {
    const { standIn } = this.#platform;
    await standIn.until(() => standIn.sent(this.name).length > this.#read);
    const seen = standIn.sent(this.name)[this.#read];
    if (!seen) throw new Error('a message was taken back');
    this.#read += 1;
    return seen;
  }

  /** Reads the next message, which has to be this text. Gives it, with what is named in it. */
  async reads(key: string): Promise<Seen & { readonly named: Readonly<Record<string, string>> }> {
    const seen = await this.next();
    const words = this.wordsOf(key);
    expect(seen.text.trim(), key).toMatch(words);
    return { ...seen, named: words.exec(seen.text.trim())?.groups ?? {} };
  }

  /** Reads these texts, one after the other. */
  async readsAll(...keys: string[]): Promise<void> {
    for (const key of keys) await this.reads(key);
  }

  /** Reads on until this text comes, which has to come. */
  async readsUntil(key: string): Promise<readonly Seen[]> {
    const words = this.wordsOf(key);
    const before: Seen[] = [];
    for (;;) {
      const seen = await this.next();
      if (words.test(seen.text.trim())) return before;
      before.push(seen);
    }
  }

  /** What has come and was not read. */
  unread(): readonly Seen[] {
    return this.#platform.standIn.sent(this.name).slice(this.#read);
  }

  /** How a text begins and ends on a phone, and what is named in it. */
  wordsOf(key: string): RegExp {
    const { texts, profile } = this.#platform.foundation;
    const values = Object.fromEntries(Object.keys(NAMED).map((name) => [name, `NAMED${name}NAMED`]));
    const { text } = rendered({ key, values }, this.language, { texts, profile, now: new Date() });
    const [plain, ...named] = [escaped(text.trim()), ...Object.entries(NAMED)] as const;
    const words = named.reduce((whole, [name, pattern]) => whole.replace(`NAMED${name}NAMED`, `(?<${name}>${pattern})`), plain);
    return new RegExp(`^${words}$`);
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
