/// <reference types="vite/client" />
/** The languages as the pages know them: each `language.json` under `locales/`, built in. */

interface LanguageFile {
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly order: number;
  readonly fallback?: readonly string[];
  readonly letters?: string;
}

/** A language; `id` is its folder's name, which is a tag that browsers know. */
export interface PageLanguage extends LanguageFile {
  readonly id: string;
}

const files = import.meta.glob<LanguageFile>('../../locales/*/language.json', { import: 'default', eager: true });

/** In the order they are offered in. */
export const PAGE_LANGUAGES: readonly PageLanguage[] = Object.entries(files)
  .map(([path, file]) => ({ ...file, id: folderOf(path) }))
  .sort((a, b) => a.order - b.order);

/** The language folder of a file under `locales/`. */
export function folderOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

/** What a language is called by its own readers; its tag when it is no longer there. */
export function nameOf(language: string): string {
  return of(language)?.name ?? language;
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return of(language)?.direction ?? 'ltr';
}

/** Where words are sought: in the language, in its fallbacks, in English at last. */
export function lookedUpIn(language: string): readonly string[] {
  return [...new Set([language, ...(of(language)?.fallback ?? []), 'en'])];
}

/** What to call the language of a text, so that it gets a font and a voice: one by its own letters, else Urdu or English by script. */
export function scriptOf(text: string): string {
  const own = PAGE_LANGUAGES.find(({ letters = '' }) => [...letters].some((letter) => text.includes(letter)));
  return own?.id ?? (/[\u0600-\u06ff]/.test(text) ? 'ur' : 'en');
}

function of(language: string): PageLanguage | undefined {
  return PAGE_LANGUAGES.find(({ id }) => id === language);
}
