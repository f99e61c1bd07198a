/** Every text under `locales/` as it is written, by file and key, in all complete languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../../engine/protocol.ts';
import type { LanguageFacts } from '../../languages.ts';
import { LOCALES } from '../../texts.ts';

/** One text, as written; a list of words that people type stands with commas. A language that lacks it has none. */
export interface Written {
  readonly file: string;
  readonly key: string;
  readonly texts: ReadonlyMap<Language, string>;
  /** Each language has words of its own here, so that none can lack any. */
  readonly typed: boolean;
}

/** Where the facts of a file come from, and who has read it over, by language. */
export interface Origin {
  readonly sources: readonly Source[];
  readonly reviewed: ReadonlyMap<Language, string>;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly where: string;
}

export interface Book {
  /** In the order of their keys in English. */
  readonly files: ReadonlyMap<string, readonly Written[]>;
  /** Only for files that name their sources. */
  readonly origins: ReadonlyMap<string, Origin>;
}

const sourcesShape = z.record(z.string(), z.object({ title: z.string(), where: z.string() }));
const originShape = z.object({ sources: z.array(z.string()), reviewed: z.string() });

/** Keys that say something about a file and are read by nobody in need. */
const ABOUT = ['sources', 'reviewed'];

/** Reads the files. Synchronous and slow: once in a process. */
export function readBook(languages: readonly LanguageFacts[], folder: string = LOCALES): Book {
  const known = sourcesShape.parse(readJson(join(folder, 'sources.json')));
  const files = new Map<string, readonly Written[]>();
  const origins = new Map<string, Origin>();
  for (const name of fileNames(languages, folder)) {
    const contents = new Map(languages.map(({ id }) => [id, readIfThere(join(folder, id, `${name}.json`))]));
    const lines = written(name, contents);
    if (lines.length > 0) files.set(name, lines);
    const origin = originOf(contents, known);
    if (origin) origins.set(name, origin);
  }
  return { files, origins };
}

function fileNames(languages: readonly LanguageFacts[], folder: string): readonly string[] {
  const names = languages.flatMap(({ id }) => readdirSync(join(folder, id), { recursive: true, encoding: 'utf8' }));
  const json = names
    .filter((name) => name.endsWith('.json') && name !== 'language.json')
    .map((name) => name.slice(0, -'.json'.length));
  // What is said in the conversation comes before the guides, and these before the pages.
  const rank = (name: string): number => (name === 'intake' ? 0 : name.includes('/') ? 2 : 1);
  return [...new Set(json)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

function written(file: string, contents: ReadonlyMap<Language, unknown>): readonly Written[] {
  const lines = new Map<string, { texts: Map<Language, string>; typed: boolean }>();
  for (const [language, content] of contents) {
    for (const { key, text, typed } of textsIn(content)) {
      const line = lines.get(key) ?? { texts: new Map(), typed };
      lines.set(key, { texts: line.texts.set(language, text), typed: line.typed || typed });
    }
  }
  return [...lines].map(([key, line]) => ({ file, key, ...line }));
}

interface Found {
  readonly key: string;
  readonly text: string;
  readonly typed: boolean;
}

function textsIn(value: unknown, path = ''): readonly Found[] {
  if (path !== '' && typeof value === 'string') return ABOUT.includes(path) ? [] : [{ key: path, text: value, typed: false }];
  if (Array.isArray(value)) return ABOUT.includes(path) ? [] : [{ key: path, text: value.join(', '), typed: true }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => textsIn(below, path === '' ? key : `${path}.${key}`));
}

function originOf(contents: ReadonlyMap<Language, unknown>, known: z.infer<typeof sourcesShape>): Origin | undefined {
  const read = [...contents].flatMap(([language, content]) => {
    const origin = originShape.safeParse(content);
    return origin.success ? [{ language, ...origin.data }] : [];
  });
  if (read.length === 0) return undefined;
  const ids = [...new Set(read.flatMap(({ sources }) => sources))];
  return {
    sources: ids.map((id) => ({ id, title: known[id]?.title ?? '', where: known[id]?.where ?? '' })),
    reviewed: new Map(read.map(({ language, reviewed }) => [language, reviewed])),
  };
}

function readIfThere(file: string): unknown {
  try {
    return readJson(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
