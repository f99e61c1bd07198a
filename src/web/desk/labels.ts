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

/**
 * The words of an answer: an option's id, several with commas between, or the person's own words. Empty for what only the
 * conversation itself needs to remember.
 */
export function answerLabels(words: Words, name: string, answer: string): readonly string[] {
  if (answer === '' || answer === 'skip' || OWN.includes(name)) return [];
  if (VERBATIM.includes(name)) return [answer];
  if (answer === 'voice') return [words.t('media.voice')];
  if (!/^[\w,]+$/.test(answer)) return [answer];
  return answer.split(',').map((id) => words.first(keysOf(name, id), id));
}

/** A word that has to be used exactly as it was written. */
const VERBATIM = ['codeWord'];

/** That the news are among the story, and that the checks were given. */
const OWN = ['news', 'checked'];

/** Where the words for an option may stand, the likeliest first. */
function keysOf(name: string, id: string): readonly string[] {
  // Some short forms name a line or a site, which only the conversation fills in; the desk has words of its own for them.
  if (STEPS.includes(name)) return [`step.${id}`, `steps:${id}.short`];
  return [
    `intake:facts.${name}.option.${id}`,
    `intake:facts.${name}AtHome.option.${id}`,
    `intake:${name}.option.${id}`,
    `common:option.${id}`,
  ];
}

/** Lists of first steps. */
const STEPS = ['shown', 'done'];

function readable(id: string): string {
  const words = id.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
