/** The words for what the complainant picked, or their own words where there are none. */
import { nameOf } from '../languages.ts';
import type { Words } from './words.tsx';

export function typeLabel(words: Words, type: string): string {
  return words.first([`types:${type}.label`, `types:${type}`], readable(type));
}

/** What the desk calls the language of a conversation, else what its own readers call it. */
export function languageLabel(words: Words, language: string): string {
  return words.first([`language.${language}`], nameOf(language));
}

export function factLabel(words: Words, name: string): string {
  return words.first([`fact.${name}`], readable(name));
}

/** An answer is an option's id, several with commas between, or the person's own words. */
export function answerLabel(words: Words, name: string, answer: string): string {
  const one = (id: string): string =>
    words.first(
      [
        `intake:facts.${name}.option.${id}`,
        `intake:${name}.option.${id}`,
        `common:option.${id}`,
        `types:${id}.label`,
        `types:family.${id}.label`,
        `steps:${id}.short`,
      ],
      id,
    );
  return /^[\w,]+$/.test(answer) ? answer.split(',').map(one).join(', ') : answer;
}

function readable(id: string): string {
  const words = id.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
