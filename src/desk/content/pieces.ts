/** A text in pieces: plain words, and what is filled in where a person reads it. */
import { spokenValues } from '../../effects/values.ts';
import type { Language } from '../../engine/protocol.ts';
import type { Profile } from '../../profile.ts';
import type { Texts } from '../../texts.ts';

/** Words as they stand, or a place that is filled in. `value` is null where only the conversation knows it. */
export type Piece =
  | { readonly text: string }
  | { readonly kind: 'value' | 'reference'; readonly name: string; readonly value: string | null };

/** What fills texts in. */
export interface Filling {
  readonly texts: Texts;
  readonly profile: Profile;
  readonly now: Date;
}

const PLACES = /\{\{\s*(?<value>[\w.]+)\s*\}\}|\$t\((?<reference>[^),]+)[^)]*\)/g;

export function piecesOf(text: string, language: Language, { texts, profile, now }: Filling): readonly Piece[] {
  const values = spokenValues(profile, texts, language, now);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: place, groups } of text.matchAll(PLACES)) {
    if (index > from) pieces.push({ text: text.slice(from, index) });
    const { value, reference } = groups ?? {};
    if (value !== undefined) pieces.push({ kind: 'value', name: value, value: values[value] ?? null });
    else if (reference !== undefined) pieces.push({ kind: 'reference', name: reference, value: referred(reference) });
    from = index + place.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;

  function referred(key: string): string | null {
    return texts.has(language, key) ? texts.say(language, key, values) : null;
  }
}

/** How many characters a person reads; what only the conversation knows counts by its name. */
export function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + ('text' in piece ? piece.text : (piece.value ?? piece.name)).length, 0);
}
