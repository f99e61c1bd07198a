import { describe, expect, test } from 'vitest';
import { minutesUntilOpen, nextOpening } from '../../src/desk/hours.ts';

const schedule = {
  timeZone: 'Asia/Karachi',
  hours: {
    monday: ['09:00', '17:00'],
    tuesday: ['09:00', '17:00'],
    wednesday: ['10:30', '17:00'],
    friday: ['09:00', '12:00'],
  } satisfies Record<string, [string, string]>,
  holidays: ['2026-11-24'],
};

/** 23 November 2026 is a Monday. */
const at = (day: number, time: string): Date => new Date(`2026-11-${day}T${time}:00+05:00`);

describe('minutes until somebody is there', () => {
  test.each([
    ['in the middle of a day', at(23, '12:00'), 0],
    ['at the minute of opening', at(23, '09:00'), 0],
    ['a minute before opening', at(23, '08:59'), 1],
    ['at the minute of closing, before a holiday', at(23, '17:00'), 17.5 * 60 + 24 * 60],
    ['on a holiday', at(24, '12:00'), 12 * 60 + 10.5 * 60],
    ['on a day without hours', at(26, '12:00'), 21 * 60],
    ['over a weekend', at(27, '12:00'), 12 * 60 + 2 * 24 * 60 + 9 * 60],
  ])('%s', (_when, now, minutes) => {
    expect(minutesUntilOpen(schedule, now)).toBe(minutes);
  });

  test('a helpline without hours has no opening', () => {
    const none = { ...schedule, hours: {} };
    expect(minutesUntilOpen(none, at(23, '12:00'))).toBe(Number.POSITIVE_INFINITY);
    expect(nextOpening(none, at(23, '12:00'))).toBeNull();
  });
});

test('the next opening names its day in the helpline’s own time zone', () => {
  expect(nextOpening(schedule, at(23, '18:00'))).toEqual({ daysAhead: 2, weekday: 'wednesday', time: '10:30' });
  expect(nextOpening(schedule, new Date('2026-11-22T20:30:00Z'))).toEqual({ daysAhead: 0, weekday: 'monday', time: '09:00' });
});
