import { describe, expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { type KnownCase, Teller } from '../support/matter.ts';
import { createParts } from '../support/seed.ts';

const { database } = await createDatabase();
const parts = await createParts(database);
const { sql } = database;

const meet = () => Teller.meet(parts);

interface Row {
  readonly types: string[];
  readonly urgency: string;
  readonly followed: string | null;
}

async function read({ reference }: KnownCase): Promise<Row | undefined> {
  const [row] = await sql<Row[]>`
    select c.types, c.urgency, f.reference as followed from cases c left join cases f on f.id = c.follows where c.reference = ${reference}`;
  return row;
}

const claim = (handoffId: string) => sql`update handoffs set state = 'claimed', claimed_by = 'associate' where id = ${handoffId}`;
const close = ({ reference }: KnownCase) => sql`update cases set closed_at = now() where reference = ${reference}`;
const queued = async (handoffId: string) => (await sql`select urgency from handoffs where id = ${handoffId}`)[0]?.urgency;

/** A case, and one of another conversation that goes on with it. */
async function told(first: Parameters<Teller['opens']>[0] = {}, then: Parameters<Teller['opens']>[0] = {}) {
  const [before, now] = [await meet(), await meet()];
  const followed = await before.opens({ answers: { types: 'ncii' }, ...first });
  const follower = await now.opens({ follows: followed.reference, ...then });
  return { before, now, followed, follower };
}

describe('a case that goes on with another', () => {
  test('takes its types and at least its urgency, and knows it', async () => {
    const { followed, follower } = await told({ urgency: 'high' });
    expect(await read(follower)).toEqual({ types: ['ncii'], urgency: 'high', followed: followed.reference });
  });

  test('keeps types of its own and a higher urgency', async () => {
    const { follower } = await told({ urgency: 'high' }, { answers: { types: 'blackmailing,threat' }, urgency: 'emergency' });
    expect(await read(follower)).toMatchObject({ types: ['blackmailing', 'threat'], urgency: 'emergency' });
  });

  test('is not made urgent by a case that is closed, but is about the same', async () => {
    const [before, now] = [await meet(), await meet()];
    const followed = await before.opens({ answers: { types: 'ncii' }, urgency: 'emergency' });
    await close(followed);
    const follower = await now.opens({ follows: followed.reference });
    expect(await read(follower)).toEqual({ types: ['ncii'], urgency: 'normal', followed: followed.reference });
  });

  test.each([
    ['without the dash', (reference: string) => reference.replace('-', '')],
    ['with blanks', (reference: string) => ` ${reference.replace('-', ' - ')} `],
    ['in Urdu digits', (reference: string) => reference.replace(/\d/g, (digit) => String.fromCodePoint(0x6f0 + Number(digit)))],
  ])('finds the other when its reference was typed %s', async (_how, typed) => {
    const followed = await (await meet()).opens();
    const follower = await (await meet()).opens({ follows: typed(followed.reference) });
    expect(await read(follower)).toMatchObject({ followed: followed.reference });
  });

  test('opens all the same when the other is gone or the words are no reference', async () => {
    for (const follows of ['0000-0000', 'no idea', '']) {
      const follower = await (await meet()).opens({ follows, answers: { types: 'threat' } });
      expect(await read(follower)).toEqual({ types: ['threat'], urgency: 'normal', followed: null });
    }
  });

  test('stays as urgent, and about the same until it is known better, when later answers come', async () => {
    const { now, followed, follower } = await told({ urgency: 'high' });
    const { reference: follows } = followed;
    await now.updates({ follows, answers: { city: 'Lahore' }, urgency: 'low' });
    expect(await read(follower)).toEqual({ types: ['ncii'], urgency: 'high', followed: follows });
    await now.updates({ answers: { city: 'Multan' } });
    expect(await read(follower)).toMatchObject({ types: ['ncii'], urgency: 'high' });
    await now.updates({ follows, answers: { types: 'threat' } });
    expect(await read(follower)).toMatchObject({ types: ['threat'], urgency: 'high' });
    await now.updates({ urgency: 'emergency', answers: { types: 'threat' } });
    expect(await read(follower)).toMatchObject({ urgency: 'emergency' });
    await close(followed);
    await now.updates({ answers: { types: 'threat' } });
    expect(await read(follower)).toMatchObject({ urgency: 'normal' });
  });

  test('is put into the queue as urgent as it is', async () => {
    const { now } = await told({ urgency: 'high' });
    expect(await queued(await now.handsOff('low'))).toBe(1);
    const alone = await meet();
    await alone.opens({ urgency: 'high' });
    expect(await queued(await alone.handsOff('low'))).toBe(3);
  });

  test('loses nothing when the other is erased, and the other way round', async () => {
    const first = await told();
    await first.before.erases();
    await first.now.updates({ follows: first.followed.reference, answers: { city: 'Lahore' } });
    expect(await read(first.follower)).toEqual({ types: ['ncii'], urgency: 'normal', followed: null });
    expect(await first.now.asks()).toMatchObject({ status: 'kept' });
    expect(await first.now.asks(first.followed)).toBeNull();
    const second = await told();
    await second.now.erases();
    expect(await read(second.followed)).toEqual({ types: ['ncii'], urgency: 'normal', followed: null });
    expect(await second.before.asks()).toMatchObject({ status: 'kept' });
  });
});

describe('how a matter stands', () => {
  test('is told to anybody with reference and PIN, who hears whether it is the own newest case', async () => {
    const { before, now, followed, follower } = await told();
    const stranger = await meet();
    expect(await stranger.asks(followed)).toEqual({ status: 'kept', place: 0, own: false });
    expect(await stranger.asks()).toBeNull();
    expect(await before.asks(followed)).toMatchObject({ own: true });
    expect(await before.asks(follower)).toMatchObject({ own: false });
    expect(await now.asks()).toMatchObject({ own: true });
    await before.opens();
    expect(await before.asks(followed)).toMatchObject({ own: false });
  });

  test('is with an associate when any conversation of it is', async () => {
    for (const who of ['before', 'now'] as const) {
      const matter = await told();
      const handoffs = { before: await matter.before.handsOff(), now: await matter.now.handsOff() };
      await claim(handoffs[who]);
      expect(await matter.before.asks(matter.followed)).toMatchObject({ status: 'with_associate', place: 0 });
    }
  });

  test('is the best place of its conversations in the line', async () => {
    const matter = await told();
    const others = [await meet(), await meet()];
    const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
    await sql`delete from handoffs`;
    for (const other of others) await other.handsOff('high', minutesAgo(50));
    await matter.before.handsOff('low', minutesAgo(90));
    expect(await matter.before.asks()).toMatchObject({ status: 'waiting', place: 3 });
    const handoff = await matter.now.handsOff('emergency');
    expect(await matter.before.asks()).toMatchObject({ status: 'waiting', place: 1 });
    expect(await (await meet()).asks(matter.followed)).toEqual({ status: 'waiting', place: 1, own: false });
    expect(await matter.now.asks()).toMatchObject({ status: 'waiting', place: 1 });
    await sql`delete from handoffs where id = ${handoff}`;
    expect(await matter.now.asks()).toMatchObject({ status: 'kept' });
  });

  test('is closed only when all of it is', async () => {
    const { before, now, followed, follower } = await told();
    await close(followed);
    expect(await before.asks(followed)).toMatchObject({ status: 'kept' });
    await now.handsOff();
    expect(await before.asks(followed)).toMatchObject({ status: 'waiting' });
    await now.leaves();
    await close(follower);
    expect(await before.asks(followed)).toMatchObject({ status: 'closed', place: 0 });
    const later = await meet();
    await later.opens({ follows: follower.reference });
    expect(await before.asks(followed)).toMatchObject({ status: 'kept' });
    expect(await now.asks()).toMatchObject({ status: 'kept' });
  });
});
