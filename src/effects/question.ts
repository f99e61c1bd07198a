/** The open question: its name for buttons, and the words of what may be picked. */
import { hash } from 'node:crypto';
import type { Asked } from '../engine/flow.ts';
import type { Language } from '../engine/protocol.ts';
import type { Texts } from '../texts.ts';

/** Names a question by what it asks, so that a button knows which question it belongs to. 8 characters. */
export function questionToken(key: string, values: Readonly<Record<string, string>> = {}): string {
  const parts = Object.entries(values).sort(([a], [b]) => a.localeCompare(b));
  return hash('sha1', JSON.stringify([key, parts]), 'base64url').slice(0, 8);
}

/** The words of an option: beside its question, or shared by all, or the name of a complaint type or family, or of a language. */
export function optionLabel(texts: Texts, language: Language, question: string, option: string): string {
  const beside = `${question.slice(0, question.lastIndexOf('.'))}.option.${option}`;
  const keys = [beside, `common:option.${option}`, `types:${option}.label`, `types:family.${option}.label`];
  for (const known of texts.lookedUpIn(language)) {
    const key = keys.find((candidate) => texts.has(known, candidate));
    if (key !== undefined) return texts.say(known, key);
  }
  return texts.languages.find(({ id }) => id === option)?.name ?? texts.say(language, beside);
}

/** What is open for an answer, with everything a person may type instead of pressing a button. */
export interface OpenQuestion {
  readonly token: string;
  readonly options: readonly string[];
}

export function openQuestion(asked: Asked | null): OpenQuestion | null {
  return asked && { token: questionToken(asked.key, asked.values), options: asked.options };
}
