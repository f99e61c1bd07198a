/** The helpline that runs this installation: one data file names it, and everything a person is told comes from there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from './engine/protocol.ts';
import { LOCALES, type Texts } from './texts.ts';

/** A name by language. A language without its own uses that of its fallbacks. */
const inLanguages = z.object({ en: z.string().min(1) }).catchall(z.string().min(1));
type Names = Readonly<z.infer<typeof inLanguages>>;
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00');
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a date such as 2026-08-14');

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Where a fact about others is from, and how long it is good. What nobody could verify has no entry at all. */
const provenance = {
  mark: z.enum(['verified', 'secondary']),
  source: z.string().min(1),
  verifiedOn: day,
  expiresOn: day,
};

/** A telephone line of others. Shown only until `expiresOn`, because numbers change hands. */
const line = z.object({
  id: z.string(),
  for: z.array(z.string()),
  number: z.string(),
  name: inLanguages,
  region: z.string().optional(),
  /** Somebody answers at any hour, as far as its source says. */
  always: z.boolean().optional(),
  ...provenance,
});

const shape = z.object({
  name: inLanguages,
  phone: z.string().min(1),
  mail: z.string().min(1),
  website: z.string().min(1),
  timeZone: z.string().min(1),
  /** Opening and closing time of each weekday; a day that is left out is closed. */
  hours: z.partialRecord(z.enum(WEEKDAYS), z.tuple([clockTime, clockTime])),
  holidays: z.array(day),
  emergency: z.string().min(1),
  retentionDays: z.number().int().positive(),
  quickExit: z.url(),
  /** What texts may name without a telephone number: an organisation, a site, a form; by the name that texts use. */
  names: z.record(z.string(), z.object({ value: z.string().min(1), ...provenance })),
  lines: z.array(line),
  /** What whoever begins to write elsewhere is told while this channel does not work; nothing when it is left out. */
  fallback: z.partialRecord(z.enum(['whatsapp', 'telegram']), inLanguages).optional(),
});

export type Profile = Readonly<z.infer<typeof shape>>;

/** Reads `locales/helpline.json`; `timeZone` replaces its own when set. Throws naming the field that is wrong. */
export function loadProfile(timeZone?: string, file: string = join(LOCALES, 'helpline.json')): Profile {
  const read = shape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`locales/helpline.json cannot be used: ${problems.join('; ')}`);
  }
  return timeZone ? { ...read.data, timeZone } : read.data;
}

type Line = Profile['lines'][number];

/** The telephone lines that fit and are still good on that day. */
export function goodLines(profile: Profile, fits: (line: Line) => boolean, now: Date): readonly Line[] {
  return profile.lines.filter((entry) => isGood(entry, now) && fits(entry));
}

/** The names that texts may use on that day; where one is no longer good, the team has to be asked. */
export function spokenNames({ names }: Profile, texts: Texts, language: Language, now: Date): Readonly<Record<string, string>> {
  const entries = Object.entries(names).map(([name, entry]) => [
    name,
    isGood(entry, now) ? entry.value : texts.say(language, 'system:askTeam'),
  ]);
  return Object.fromEntries(entries);
}

function isGood({ expiresOn }: { readonly expiresOn: string }, now: Date): boolean {
  return expiresOn >= now.toISOString().slice(0, 10);
}

/** Lines as a list for a sentence, one each with name and number; the helpline's own when there is none. */
export function spokenLines(lines: readonly Line[], { phone }: Profile, texts: Texts, language: Language): string {
  if (lines.length === 0) return `• ${texts.say(language, 'system:ownLine', { phone: dialled(phone, texts, language) })}`;
  return lines.map((entry) => `• ${nameIn(entry.name, texts, language)}: ${dialled(entry.number, texts, language)}`).join('\n');
}

/** A number as it is dialled: beside Urdu letters the parts between dashes would change places without a mark (U+200E) before it. */
export function dialled(number: string, { languages }: Pick<Texts, 'languages'>, language: Language): string {
  return languages.find(({ id }) => id === language)?.direction === 'rtl' ? `\u200e${number}` : number;
}

/** A name in a language, or in the first of its fallbacks that has one. */
export function nameIn(names: Names, texts: Pick<Texts, 'lookedUpIn'>, language: Language): string {
  const known = texts.lookedUpIn(language).find((candidate) => names[candidate] !== undefined);
  return names[known ?? 'en'] ?? names.en;
}
