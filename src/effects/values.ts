/** What every text may name without its flow saying so: the helpline's own facts, in the person's language. */
import { nextOpening } from '../desk/hours.ts';
import type { Language } from '../engine/protocol.ts';
import { dialled, goodLines, nameIn, type Profile, spokenLines, spokenNames, WEEKDAYS } from '../profile.ts';
import type { Texts } from '../texts.ts';

export type Values = Readonly<Record<string, string>>;

/** Hours and openings change by the minute, so they are worked out anew each minute; the rest is fixed. */
const recent = new WeakMap<Profile, Map<string, Values>>();

export function spokenValues(profile: Profile, texts: Texts, language: Language, now: Date): Values {
  const minute = `${language}/${Math.floor(now.getTime() / 60_000)}`;
  const known = recent.get(profile);
  const found = known?.get(minute);
  if (found) return found;
  const values = workOut(profile, texts, language, now);
  const fresh = known && known.size < 10 ? known : new Map<string, Values>();
  recent.set(profile, fresh.set(minute, values));
  return values;
}

function workOut(profile: Profile, texts: Texts, language: Language, now: Date): Values {
  const lines = (fits: Parameters<typeof goodLines>[1]): string =>
    spokenLines(goodLines(profile, fits, now), profile, texts, language);
  return {
    ...spokenNames(profile, texts, language, now),
    helpline: nameIn(profile.name, texts, language),
    phone: dialled(profile.phone, texts, language),
    mail: profile.mail,
    website: profile.website,
    emergency: profile.emergency,
    retentionDays: String(profile.retentionDays),
    hours: hoursText(profile, texts, language),
    nextOpening: openingText(profile, texts, language, now),
    crisisLines: lines((line) => line.for.includes('self_harm')),
    counsellingLines: lines((line) => line.for.includes('counselling') || line.for.includes('self_harm')),
    areaLines: lines((line) => line.for.some((need) => ['danger', 'women', 'minor'].includes(need))),
    awakeLines: lines((line) => line.always === true && line.for.some((need) => need === 'danger' || need === 'women')),
  };
}

/** One sentence when all open days have the same hours, else a line a day. */
function hoursText(profile: Profile, texts: Texts, language: Language): string {
  const spans = WEEKDAYS.flatMap((day) => {
    const span = profile.hours[day];
    return span ? [{ day, from: span[0], to: span[1] }] : [];
  });
  const [first] = spans;
  if (first && spans.length === 7 && spans.every(({ from, to }) => from === first.from && to === first.to)) {
    return texts.say(language, 'system:hours.daily', { from: first.from, to: first.to });
  }
  return spans
    .map(({ day, from, to }) =>
      texts.say(language, 'system:hours.day', { day: texts.say(language, `system:weekday.${day}`), from, to }),
    )
    .join('; ');
}

function openingText(profile: Profile, texts: Texts, language: Language, now: Date): string {
  const next = nextOpening(profile, now);
  if (!next) return texts.say(language, 'system:opening.unknown');
  const near = ['today', 'tomorrow'][next.daysAhead];
  const day = texts.say(language, `system:weekday.${next.weekday}`);
  return texts.say(language, `system:opening.${near ?? 'later'}`, { time: next.time, day });
}
