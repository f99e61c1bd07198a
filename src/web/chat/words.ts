/** The page's own words, in the language of the person. */
import en from '../../../locales/en/chat.json' with { type: 'json' };
import ur from '../../../locales/ur/chat.json' with { type: 'json' };
import urLatn from '../../../locales/ur-Latn/chat.json' with { type: 'json' };
import type { Language } from '../../http/chat/shape.ts';

export type Words = typeof en;

const WORDS: Readonly<Record<Language, Words>> = { en, ur, 'ur-Latn': urLatn };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** Reads a language tag of ours, such as the value of the switch. */
export function asLanguage(tag: string | null): Language | undefined {
  return tag === 'en' || tag === 'ur' || tag === 'ur-Latn' ? tag : undefined;
}

/** The first of the browser's languages that we speak, else English. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (/^ur-latn/i.test(tag)) return 'ur-Latn';
    if (/^ur\b/i.test(tag)) return 'ur';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
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
  document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr';
  put('word', (element, word) => {
    element.textContent = word;
  });
  put('label', (element, word) => element.setAttribute('aria-label', word));
  put('placeholder', (element, word) => element.setAttribute('placeholder', word));
  put('hint', (element, word) => element.setAttribute('title', word));
}
