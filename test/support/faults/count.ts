/** Counts what became of everything that was sent, from the database and from what the persons saw. */
import type { Sql } from 'postgres';
import type { Keyring } from '../../../src/privacy/keyring.ts';
import type { Cast } from './cast.ts';
import { copiesOf, type Meant } from './copies.ts';
import { type Kept, readKept } from './kept.ts';
import type { FaultLine } from './line.ts';
import { whatWasNoted } from './watch.ts';

export interface Counted {
  readonly events: number;
  readonly inbox: number;
  readonly lost: number;
  readonly doubled: number;
  /** Messages without a finished turn. */
  readonly unworked: number;
  /** Turns that were committed twice, and persons who were told something else than the first who wrote the same, with where that begins. */
  readonly twice: number;
  readonly otherwise: readonly string[];
  readonly replies: number;
  readonly unsent: number;
  readonly repliesLost: number;
  readonly repliesDoubled: number;
  /** Replies that nobody meant to send, or out of order. */
  readonly astray: number;
  /** Persons who were left without an answer. */
  readonly unanswered: number;
  /** Lost answers that were found again, and those that were not, so that the message came twice, counted. */
  readonly found: number;
  readonly repeated: number;
}

/** Nobody wrote in vain. */
const NOTHING: Kept = { heard: [], said: [], open: 0 };

export async function count(line: FaultLine, cast: Cast, sql: Sql, keyring: Keyring): Promise<Counted> {
  const kept = await readKept(sql, keyring, line.channel);
  const of = (person: string): Kept => kept.get(line.address(person)) ?? NOTHING;
  const { twice, found } = await whatWasNoted(sql);
  const total = { inbox: 0, lost: 0, doubled: 0, unworked: 0, replies: 0, unsent: 0 };
  const replies = { lost: 0, doubled: 0, repeated: 0, astray: 0 };
  const otherwise: string[] = [];
  let unanswered = 0;
  for (const [person, wrote] of cast.wrote) {
    const { heard, said, open } = of(person);
    const copies = copiesOf(said, line.standIn.sent(person));
    const times = timesOf(heard);
    total.inbox += heard.length;
    for (const [what, expected] of timesOf(wrote)) {
      const there = times.get(what) ?? 0;
      total.lost += Math.max(0, expected - there);
      total.doubled += Math.max(0, there - expected);
    }
    total.unworked += open;
    total.replies += said.length;
    total.unsent += said.filter(({ state }) => state !== 'sent').length;
    for (const part of ['lost', 'doubled', 'repeated', 'astray'] as const) replies[part] += copies[part];
    const kind = cast.kindOf(person);
    const difference = kind === undefined ? -1 : firstDifference(said, of(cast.firstOf(kind)).said);
    if (difference !== -1) otherwise.push(`${person} at ${difference} of ${said.length}`);
    if (!line.standIn.sent(person).some(({ options }) => options.length > 0)) unanswered += 1;
  }
  return {
    events: cast.events,
    ...total,
    twice,
    otherwise,
    repliesLost: replies.lost,
    repliesDoubled: replies.doubled,
    astray: replies.astray,
    unanswered,
    found,
    repeated: replies.repeated,
  };
}

/** How often each message is there; all options together count as one. */
function timesOf(messages: readonly (string | null)[]): Map<string | null, number> {
  const times = new Map<string | null, number>();
  for (const message of messages) times.set(message, (times.get(message) ?? 0) + 1);
  return times;
}

/** The place of the first message that is not the same; -1 when all are. */
function firstDifference(said: readonly Meant[], expected: readonly Meant[]): number {
  const length = Math.max(said.length, expected.length);
  return Array.from({ length }, (_, index) => said[index]?.text === expected[index]?.text).indexOf(false);
}
