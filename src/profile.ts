/** The helpline that runs this installation: one data file names it, and everything a person is told comes from there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from './engine/protocol.ts';
import { LOCALES, type Texts } from './texts.ts';

const inLanguages = z.object({ en: z.string().min(1), ur: z.string().min(1), 'ur-Latn': z.string().min(1) });
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00');
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a date such as 2026-08-14');

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A telephone line of others. Shown only until `expiresOn`, because numbers change hands. */
const line = z.object({
  id: z.string(),
  for: z.array(z.string()),
  number: z.string(),
  name: inLanguages,
  region: z.string().optional(),
  /** Somebody answers at any hour, as far as its source says. */
  always: z.boolean().optional(),
  mark: z.enum(['verified', 'secondary']),
  source: z.string(),
  verifiedOn: day,
  expiresOn: day,
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
  links: z.record(z.string(), z.string()),
  lines: z.array(line),
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
  const today = now.toISOString().slice(0, 10);
  return profile.lines.filter((entry) => entry.expiresOn >= today && fits(entry));
}

/** Lines as a list for a sentence, one each with name and number; the helpline's own when there is none. */
export function spokenLines(lines: readonly Line[], { phone }: Profile, texts: Texts, language: Language): string {
  if (lines.length === 0) return `• ${texts.say(language, 'system:ownLine', { phone })}`;
  return lines.map((entry) => `• ${entry.name[language]}: ${entry.number}`).join('\n');
}
