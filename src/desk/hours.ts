/** When the helpline is open, in its own time zone, holidays included. */
import type { Profile, Weekday } from '../profile.ts';
import { WEEKDAYS } from '../profile.ts';

type Schedule = Pick<Profile, 'timeZone' | 'hours' | 'holidays'>;

/** A moment as the clock on the helpline's wall shows it. `minutes` since midnight. */
interface WallTime {
  readonly date: string;
  readonly weekday: Weekday;
  readonly minutes: number;
}

const MINUTES_A_DAY = 24 * 60;

/** Longer than any holiday: a helpline without opening hours for so long has none. */
const DAYS_AHEAD = 30;

/** 0 when somebody is there now, otherwise the minutes until then. Infinity when there are no hours at all. */
export function minutesUntilOpen(schedule: Schedule, now: Date): number {
  const wall = wallTime(now, schedule.timeZone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = addDays(wall, ahead);
    const span = schedule.holidays.includes(day.date) ? undefined : schedule.hours[day.weekday];
    if (!span) continue;
    const [opens, closes] = [minutesOf(span[0]), minutesOf(span[1])];
    if (ahead === 0 && wall.minutes >= opens && wall.minutes < closes) return 0;
    if (ahead > 0 || wall.minutes < opens) return ahead * MINUTES_A_DAY + opens - wall.minutes;
  }
  return Number.POSITIVE_INFINITY;
}

/** The next opening: how many days ahead, on which weekday, at what time ("09:00"). Null when there are no hours. */
export function nextOpening(schedule: Schedule, now: Date): { daysAhead: number; weekday: Weekday; time: string } | null {
  const wait = minutesUntilOpen(schedule, now);
  if (!Number.isFinite(wait)) return null;
  const wall = wallTime(now, schedule.timeZone);
  const daysAhead = Math.floor((wall.minutes + wait) / MINUTES_A_DAY);
  const { weekday } = addDays(wall, daysAhead);
  return { daysAhead, weekday, time: schedule.hours[weekday]?.[0] ?? '' };
}

function wallTime(now: Date, timeZone: string): WallTime {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  return { date, weekday: weekdayOf(date), minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

function addDays(wall: WallTime, days: number): { date: string; weekday: Weekday } {
  const date = new Date(Date.parse(`${wall.date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return { date, weekday: weekdayOf(date) };
}

function weekdayOf(date: string): Weekday {
  return WEEKDAYS[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? 'sunday';
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
