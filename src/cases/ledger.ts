/** The cases and the queue as a turn sees them: reads before it is written, and rows to write together with it. */
import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '../../db/client.ts';
import {
  type CaseColumns,
  caseByReference,
  type FoundCase,
  insertCase,
  newestCase,
  readMatter,
  reopenNewestCase,
  updateNewestCase,
  urgencyOfFollower,
} from '../../db/queries/cases.ts';
import { erasePictures } from '../../db/queries/media.ts';
import { insertPick } from '../../db/queries/picks.ts';
import { countAhead, raiseAlarm, upsertHandoff, withdrawHandoff } from '../../db/queries/place.ts';
import { type Answers, type CaseStatus, type Flag, type Language, URGENCIES, type Urgency } from '../engine/protocol.ts';
import { type Keyring, sealJson } from '../privacy/keyring.ts';
import { followedBy, joined, moreUrgent, referenceIn } from './follow.ts';
import { Guesses } from './guesses.ts';
import { newReference, parsePin, parseReference } from './reference.ts';

/** The conversation whose turn it is. `key` is its data key. */
export interface Subject {
  readonly id: string;
  readonly key: Buffer;
}

export interface CaseFacts {
  readonly answers: Answers;
  readonly flags: readonly Flag[];
  readonly urgency: Urgency;
  /** The reference, as it was typed, of the case that this one goes on with. */
  readonly follows?: string;
}

/** What was proposed for words in that language, and what the person made of it. `score` is that of the first, 0 to 1. */
export interface Picked {
  readonly predicted: readonly string[];
  readonly picked: readonly string[];
  readonly language: Language;
  readonly score: number;
}

/** A row to be written in the turn's transaction. */
export type Write = (tx: Transaction) => Promise<void>;

export interface Ledger {
  openCase(subject: Subject, facts: CaseFacts, now: Date): { reference: string; pin: string; write: Write };
  updateCase(subject: Subject, facts: CaseFacts): Write;
  /** The conversation's place if it waited with this urgency, counted from 1. */
  placeInLine(subject: Subject, urgency: Urgency, now: Date): Promise<number>;
  handOff(subject: Subject, urgency: Urgency, now: Date): Write;
  withdraw(subject: Subject, now: Date): Write;
  alarm(subject: Subject, now: Date): Write;
  notePick(subject: Subject, pick: Picked, now: Date): Write;
  /** By reference and PIN; both empty means this conversation's own newest case. Whatever goes on with it counts as well. */
  findCase(subject: Subject, reference: string, pin: string, now: Date): Promise<FoundStanding | null>;
}

/** `place` counts from 1, 0 for who does not wait; `own`: it is the newest case of the conversation that asks. */
export interface FoundStanding {
  readonly status: CaseStatus;
  readonly place: number;
  readonly own: boolean;
}

export function createLedger({ database, keyring }: { database: Database; keyring: Keyring }): Ledger {
  const { sql } = database;
  const guesses = new Guesses();
  const pinHash = (reference: string, pin: string): Buffer => keyring.hash('pin', `${reference}/${pin}`);
  const placeInLine = async (id: string, urgency: number, now: Date): Promise<number> =>
    (await countAhead(sql, id, urgency, now)) + 1;

  return {
    openCase(subject, facts, now) {
      const { reference, pin } = newReference();
      const row = { id: randomUUID(), conversationId: subject.id, reference, pinHash: pinHash(reference, pin), openedAt: now };
      const write: Write = async (tx) => {
        const followed = await followedBy(tx, facts.follows);
        await insertCase(tx.sql, { ...row, ...joined(columns(subject, facts), followed), follows: followed?.id ?? null });
        await withoutPictures(tx, subject, facts);
      };
      return { reference, pin, write };
    },
    updateCase: (subject, facts) => async (tx) => {
      const kept = { above: URGENCIES.slice(0, URGENCIES.indexOf(facts.urgency)), follower: facts.follows !== undefined };
      await updateNewestCase(tx.sql, subject.id, columns(subject, facts), kept);
      await withoutPictures(tx, subject, facts);
    },
    placeInLine: (subject, urgency, now) => placeInLine(subject.id, URGENCIES.indexOf(urgency), now),
    handOff: (subject, urgency, now) => async (tx) => {
      await reopenNewestCase(tx.sql, subject.id);
      const wanted = moreUrgent(urgency, await urgencyOfFollower(tx.sql, subject.id));
      await upsertHandoff(tx.sql, { id: randomUUID(), conversationId: subject.id, urgency: URGENCIES.indexOf(wanted), now });
    },
    withdraw: (subject, now) => (tx) => withdrawHandoff(tx.sql, subject.id, now),
    notePick: (subject, pick, now) => (tx) => insertPick(tx.sql, { ...pick, conversationId: subject.id, at: now }),
    alarm: (subject, now) => (tx) => raiseAlarm(tx.sql, subject.id, now),
    async findCase(subject, reference, pin, now) {
      const found = await find(subject, reference, pin, now);
      return found ? { ...(await standingOf(found.id, now)), own: found.own } : null;
    },
  };

  /** It is one matter, however many conversations it is told in: open while any of them is. */
  async function standingOf(caseId: string, now: Date): Promise<Pick<FoundStanding, 'status' | 'place'>> {
    const open = (await readMatter(sql, caseId)).filter(({ closed }) => !closed);
    const [first] = open;
    if (!first) return { status: 'closed', place: 0 };
    if (open.some(({ claimed }) => claimed)) return { status: 'with_associate', place: 0 };
    if (first.urgency === null) return { status: 'kept', place: 0 };
    const place = (await countAhead(sql, first.conversationId, first.urgency, first.waitingSince ?? now)) + 1;
    return { status: 'waiting', place };
  }

  async function find(subject: Subject, typedReference: string, typedPin: string, now: Date): Promise<FoundCase | undefined> {
    if (typedReference === '' && typedPin === '') return await newestCase(sql, subject.id);
    const reference = parseReference(typedReference);
    const pin = parsePin(typedPin);
    if (!reference || !pin || !guesses.allowed(reference, now)) return undefined;
    const found = await caseByReference(sql, subject.id, { reference, pinHash: pinHash(reference, pin) });
    if (!found) guesses.miss(reference, now);
    return found;
  }
}

/** Nothing that may show a child is kept, also when it is only known later. */
async function withoutPictures(tx: Transaction, { id }: Subject, { flags }: CaseFacts): Promise<void> {
  if (flags.includes('minor')) await erasePictures(tx.sql, id);
}

/** The types are needed in the clear for the queue and the figures; what was said stays sealed. */
function columns(subject: Subject, facts: CaseFacts): CaseColumns {
  const follows = referenceIn(facts.follows);
  const types = (facts.answers.types ?? '').split(',').filter((type) => type !== '');
  return {
    types,
    flags: facts.flags,
    urgency: facts.urgency,
    // When the followed case is deleted, the reference among the answers is all that tells that there was one.
    answers: sealJson(subject.key, 'answers', subject.id, { ...facts.answers, ...(follows && { follows }) }),
    mayContact: facts.answers.consent === 'yes',
  };
}
