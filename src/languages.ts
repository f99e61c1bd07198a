/** Which languages there are: each folder under `locales/` that has a `language.json`. Adding one is adding a folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from './engine/protocol.ts';

/** The language that has every text, and what is left when a language has one not. */
export const LAST_RESORT: Language = 'en';

const shape = z.strictObject({
  /** As its own readers call it. */
  name: z.string().min(1),
  /** What people type to be spoken to in it. */
  called: z.array(z.string()).default([]),
  direction: z.enum(['ltr', 'rtl']),
  /** Its place wherever languages are offered. */
  order: z.number(),
  /** Whether it has every text; the others fall back. */
  complete: z.boolean(),
  /** Which languages its readers may know as well, best first. English comes last by itself. */
  fallback: z.array(z.string()).default([]),
  /** What people put between two numbers: "1 and 2". */
  and: z.array(z.string()).default([]),
  /** Letters that no other language here has: a message with them is in this language. */
  letters: z.string().default(''),
  /** Words that no other language here has; people leave the letters out when their keyboard lacks them. */
  words: z.array(z.string()).default([]),
  /** Who has read the texts over. */
  reviewed: z.string().optional(),
});

/** A language as its folder describes it; `id` is the folder's name, a tag such as `ps` or `ur-Latn`. */
export type LanguageFacts = Readonly<z.infer<typeof shape>> & { readonly id: Language };

/** Reads every `language.json`, in the order of the languages. Synchronous, once, at start. Throws naming the file and the field that is wrong. */
export function loadLanguages(folder: string): readonly LanguageFacts[] {
  const ids = readdirSync(folder).filter((name) => existsSync(fileOf(folder, name)));
  const languages = ids.map((id) => read(folder, id)).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  if (!ids.includes(LAST_RESORT)) throw new Error(`locales/${LAST_RESORT}/language.json is missing`);
  for (const { id, fallback } of languages) {
    const strange = fallback.find((other) => !ids.includes(other));
    if (strange !== undefined) throw new Error(`locales/${id}/language.json cannot be used: fallback: there is no ${strange}`);
  }
  return languages;
}

/** Where a text is sought for a language: in itself, then in its fallbacks, in English at last. */
export function lookedUpIn(languages: readonly LanguageFacts[], language: Language): readonly Language[] {
  const own = languages.find(({ id }) => id === language);
  return [...new Set([...(own ? [own.id, ...own.fallback] : []), LAST_RESORT])];
}

/** A folder's name is an option's id and a tag that browsers know. */
const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

function read(folder: string, id: string): LanguageFacts {
  const file = `locales/${id}/language.json`;
  if (!TAG.test(id)) throw new Error(`${file} cannot be used: the folder must be named by a tag such as ps or ur-Latn`);
  const facts = shape.safeParse(JSON.parse(readFileSync(fileOf(folder, id), 'utf8')));
  if (!facts.success) {
    const problems = facts.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`${file} cannot be used: ${problems.join('; ')}`);
  }
  return { id, ...facts.data };
}

function fileOf(folder: string, id: string): string {
  return join(folder, id, 'language.json');
}
