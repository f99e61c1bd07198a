/// <reference types="vite/client" />
/** The words of the page in one language, fetched when that language is chosen. */
import { createInstance, type i18n, type ResourceLanguage } from 'i18next';
import type { Language } from '../../http/desk/api.ts';
import { folderOf, PAGE_LANGUAGES } from '../languages.ts';

/** `desk` and `oncall` are the page's own words; the others name complaint types, first steps and the answers that can be picked. */
const files = import.meta.glob<ResourceLanguage[string]>('../../../locales/*/{desk,oncall,types,common,intake,steps}.json', {
  import: 'default',
});

/** The languages that the desk itself speaks: those with a `desk.json`. */
export const DESK_LANGUAGES: readonly Language[] = PAGE_LANGUAGES.map(({ id }) => id).filter((id) =>
  Object.keys(files).some((path) => folderOf(path) === id && nameOfFile(path) === 'desk'),
);

const CHOICE = 'desk/language';

/** What was chosen on this device, else what the browser asks for, else English. */
export function chosenLanguage(): Language {
  const wanted = [localStorage.getItem(CHOICE), ...navigator.languages.map((tag) => tag.split('-')[0])];
  return wanted.flatMap((tag) => DESK_LANGUAGES.filter((language) => language === tag))[0] ?? 'en';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(CHOICE, language);
}

/** Rejects when the line is down. */
export async function loadWords(language: Language): Promise<i18n> {
  const entries = Object.entries(files).filter(([path]) => folderOf(path) === language);
  const loaded = await Promise.all(entries.map(async ([path, load]) => [nameOfFile(path), await load()] as const));
  const words = createInstance();
  await words.init({
    lng: language,
    resources: { [language]: Object.fromEntries(loaded) },
    fallbackLng: false,
    defaultNS: 'desk',
    load: 'currentOnly',
    interpolation: { escapeValue: false },
  });
  return words;
}

function nameOfFile(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}
