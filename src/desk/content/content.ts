/** What the desk shows of all texts: one file, or what a search finds, in all complete languages side by side. */
import type { Clock } from '../../clock.ts';
import type { Language } from '../../engine/protocol.ts';
import { Refusal } from '../refusal.ts';
import { type Book, readBook, type Source, type Written } from './book.ts';
import { type Filling, lengthOf, type Piece, piecesOf } from './pieces.ts';

/** The most that a text may have: what a phone shows at once, and what every channel takes in one message. Characters. */
export const TEXT_LIMIT = 700;

/** More lines than this are asked for more exactly. */
const MOST_LINES = 300;

/** What is asked for; neither: the first file. */
export interface ContentQuery {
  readonly file?: string | undefined;
  readonly search?: string | undefined;
}

export interface ContentText {
  readonly pieces: readonly Piece[];
  /** Characters, with everything filled in. */
  readonly length: number;
  readonly problem: 'missing' | 'long' | null;
}

export interface ContentLine {
  readonly file: string;
  readonly key: string;
  /** In the order of the languages. */
  readonly texts: readonly ContentText[];
}

export interface ContentFile {
  readonly name: string;
  readonly lines: number;
  /** How many of them lack a language or are too long. */
  readonly marked: number;
}

export interface ContentAnswer {
  readonly languages: readonly { readonly id: Language; readonly name: string; readonly direction: 'ltr' | 'rtl' }[];
  readonly files: readonly ContentFile[];
  /** The chosen file; null for a search. */
  readonly file: string | null;
  readonly limit: number;
  readonly lines: readonly ContentLine[];
  /** How many more were found than are shown. */
  readonly more: number;
  /** Only for a file that names its sources. `reviewed` is in the order of the languages. */
  readonly origin: { readonly sources: readonly Source[]; readonly reviewed: readonly string[] } | null;
}

/** As the process read its texts when it started, so the files are read once as well. */
interface Shelf {
  readonly book: Book;
  readonly files: readonly ContentFile[];
}

const shelves = new WeakMap<Filling['texts'], Shelf>();

export interface ContentParts extends Omit<Filling, 'now'> {
  readonly clock: Clock;
  /** Where the texts were read from, when it was not `locales/`. */
  readonly folder?: string;
}

/** Throws a {@link Refusal} when there is no such file. */
export function readContent(parts: ContentParts, { file, search }: ContentQuery): ContentAnswer {
  const filling: Filling = { texts: parts.texts, profile: parts.profile, now: parts.clock() };
  const languages = languagesOf(filling);
  const { book, files } = shelfOf(filling, parts.folder);
  const wanted = search ? null : (file ?? files[0]?.name ?? '');
  const found = wanted === null ? searched(book, search ?? '', filling) : book.files.get(wanted);
  if (!found) throw new Refusal('not_found');
  const origin = wanted === null ? undefined : book.origins.get(wanted);
  return {
    languages: languages.map(({ id, name, direction }) => ({ id, name, direction })),
    files,
    file: wanted,
    limit: TEXT_LIMIT,
    lines: found.slice(0, MOST_LINES).map((line) => lineOf(line, filling)),
    more: Math.max(0, found.length - MOST_LINES),
    origin: origin ? { sources: origin.sources, reviewed: languages.map(({ id }) => origin.reviewed.get(id) ?? '') } : null,
  };
}

function languagesOf({ texts }: Filling) {
  return texts.languages.filter(({ complete }) => complete);
}

function shelfOf(filling: Filling, folder: string | undefined): Shelf {
  const known = shelves.get(filling.texts);
  if (known) return known;
  const book = readBook(languagesOf(filling), folder);
  const files = [...book.files].map(([name, lines]) => {
    const marked = lines.filter((line) => lineOf(line, filling).texts.some(({ problem }) => problem !== null));
    return { name, lines: lines.length, marked: marked.length };
  });
  const shelf = { book, files };
  shelves.set(filling.texts, shelf);
  return shelf;
}

function lineOf({ file, key, texts, typed }: Written, filling: Filling): ContentLine {
  return {
    file,
    key,
    texts: languagesOf(filling).map(({ id }) => {
      const text = texts.get(id);
      const pieces = text === undefined ? [] : piecesOf(text, id, filling);
      const length = lengthOf(pieces);
      const missing = text === undefined && !typed;
      return { pieces, length, problem: missing ? 'missing' : length > TEXT_LIMIT && !typed ? 'long' : null };
    }),
  };
}

/** Lines with the words in their key or in the text as a person reads it. */
function searched({ files }: Book, search: string, filling: Filling): readonly Written[] {
  const words = search.toLowerCase().trim();
  const has = (text: string): boolean => text.toLowerCase().includes(words);
  return [...files.values()].flat().filter((line) => {
    if (has(`${line.file}:${line.key}`)) return true;
    return [...line.texts].some(([language, text]) => has(text) || has(read(text, language, filling)));
  });
}

function read(text: string, language: Language, filling: Filling): string {
  return piecesOf(text, language, filling)
    .map((piece) => ('text' in piece ? piece.text : (piece.value ?? '')))
    .join('');
}
