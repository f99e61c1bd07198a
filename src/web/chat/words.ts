/** The page's own words, in the language of the person. */
import en from '../../../locales/en/chat.json' with { type: 'json' };
import type { Language } from '../../http/chat/shape.ts';
import { directionOf, folderOf, lookedUpIn, PAGE_LANGUAGES } from '../languages.ts';

export type Words = typeof en;

/** The words of one language, or some of them. */
interface Tree {
  readonly [name: string]: string | Tree;
}

const files = import.meta.glob<Tree>('../../../locales/*/chat.json', { import: 'default', eager: true });
const own = new Map(Object.entries(files).map(([path, words]) => [folderOf(path), words]));
const known = new Map<Language, Words>();

/** All words in a language; those it lacks come from its fallbacks. */
export function wordsOf(language: Language): Words {
  const found = known.get(language) ?? completed(language);
  known.set(language, found);
  return found;
}

function completed(language: Language): Words {
  const trees: readonly Tree[] = lookedUpIn(language).flatMap((id): Tree[] => [own.get(id) ?? {}]);
  return trees.toReversed().reduce<Tree>(over, en) as Words;
}

function over(below: Tree, above: Tree): Tree {
  const names = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(names.map((name) => [name, inner(below[name], above[name])]));
}

function inner(below: string | Tree = '', above: string | Tree = below): string | Tree {
  return typeof below === 'string' || typeof above === 'string' ? above : over(below, above);
}

/** Reads a language tag of ours, such as the value of the switch. */
export function asLanguage(tag: string | null): Language | undefined {
  return PAGE_LANGUAGES.find(({ id }) => id === tag)?.id;
}

/** The first of the browser's languages that we speak, else English. `ur-Latn-PK` is `ur-Latn` before it is `ur`. */
export function preferredLanguage(tags: readonly string[]): Language {
  const ids = PAGE_LANGUAGES.map(({ id }) => id).sort((a, b) => b.length - a.length);
  const spoken = tags.map((tag) => ids.find((id) => `${tag}-`.toLowerCase().startsWith(`${id}-`.toLowerCase())));
  return spoken.find((id) => id !== undefined) ?? 'en';
}

/**
 * Puts the words into the page: `data-word` names the text of an element, `data-label` its accessible name,
 * `data-placeholder` and `data-hint` the rest.
 */
export function speak(language: Language): void {
  const words: Readonly<Record<string, unknown>> = wordsOf(language);
  const put = (attribute: string, set: (element: HTMLElement, word: string) => void): void => {
    for (const element of document.querySelectorAll<HTMLElement>(`[data-${attribute}]`)) {
      const word = words[element.dataset[attribute] ?? ''];
      if (typeof word === 'string') set(element, word);
    }
  };
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  put('word', (element, word) => {
    element.textContent = word;
  });
  put('label', (element, word) => element.setAttribute('aria-label', word));
  put('placeholder', (element, word) => element.setAttribute('placeholder', word));
  put('hint', (element, word) => element.setAttribute('title', word));
}
