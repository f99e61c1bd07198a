import { expect } from 'vitest';
import type { Outcome } from './scene.ts';

/** Everything arrived once, was worked once and was answered once, and nothing left this machine. */
export function expectNothingLost(row: Outcome): void {
  expect(row).toMatchObject({
    inbox: row.events,
    lost: 0,
    doubled: 0,
    unworked: 0,
    twice: 0,
    otherwise: [],
    unsent: 0,
    repliesLost: 0,
    repliesDoubled: 0,
    astray: 0,
    unanswered: 0,
    errors: 0,
    strays: 0,
    exit: 0,
  });
}
