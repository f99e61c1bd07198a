import { describe, expect, test } from 'vitest';
import type { ConversationView } from '../../src/desk/views.ts';
import { type Browser, createDesk } from '../support/desk.ts';
import { type KnownCase, Teller } from '../support/matter.ts';

const desk = await createDesk();
const { parts } = desk;
const { sql } = parts.database;

const meet = () => Teller.meet(parts);
const pathOf = ({ subject }: Teller): string => `/api/desk/conversations/${subject.id}`;
const claim = (browser: Browser, handoffId: string) => browser.post(`/api/desk/handoffs/${handoffId}/claim`);
const close = (browser: Browser, handoffId: string) =>
  browser.post(`/api/desk/handoffs/${handoffId}/close`, { outcome: 'advised' });

async function caseOf(browser: Browser, teller: Teller): Promise<ConversationView['case']> {
  return ((await (await browser.get(pathOf(teller))).json()) as ConversationView).case;
}

async function outcomes(...cases: readonly KnownCase[]): Promise<unknown[]> {
  const rows = await sql<{ reference: string; outcome: string | null }[]>`select reference, outcome from cases`;
  return cases.map(({ reference }) => rows.find((row) => row.reference === reference)?.outcome);
}

describe('a conversation that goes on with a case of another', () => {
  test('shows what was told there, newest first, and the other shows who goes on with it', async () => {
    const supervisor = await desk.logIn('supervisor');
    const [first, second, third] = [await meet(), await meet(), await meet()];
    const answers = { types: 'ncii', story: 'پہلی بات', city: 'Lahore' };
    const one = await first.opens({ answers, flags: ['minor'], urgency: 'high' });
    await sql`update cases set closed_at = '2026-11-20T08:00:00Z' where reference = ${one.reference}`;
    const two = await second.opens({ follows: one.reference, answers: { story: 'it began again' } });
    const three = await third.opens({ follows: two.reference });
    const later = await (await meet()).opens({ follows: one.reference });
    expect(await caseOf(supervisor, third)).toMatchObject({
      reference: three.reference,
      answers: {},
      followers: [],
      follows: [
        {
          deleted: false,
          reference: two.reference,
          types: ['ncii'],
          urgency: 'normal',
          closedAt: null,
          answers: { story: 'it began again' },
        },
        {
          deleted: false,
          reference: one.reference,
          flags: ['minor'],
          urgency: 'high',
          closedAt: '2026-11-20T08:00:00.000Z',
          answers,
        },
      ],
    });
    expect(await caseOf(supervisor, second)).toMatchObject({ followers: [three.reference] });
    expect(await caseOf(supervisor, first)).toMatchObject({ follows: [], followers: [two.reference, later.reference] });
  });

  test('shows of one that was erased only that it was', async () => {
    const supervisor = await desk.logIn('supervisor');
    const [before, now] = [await meet(), await meet()];
    const { reference } = await before.opens({ answers: { story: 'a secret story' } });
    await now.opens({ follows: reference, answers: { city: 'Multan' } });
    await before.erases();
    const gone = { answers: { city: 'Multan' }, follows: [{ deleted: true, reference }] };
    expect(await caseOf(supervisor, now)).toMatchObject(gone);
    await now.updates({ follows: reference, answers: { city: 'Multan' } });
    const seen = await caseOf(supervisor, now);
    expect(seen).toMatchObject(gone);
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  test('is shown to its associate alone, and opens nobody the other conversation itself', async () => {
    const [associate, other] = [await desk.logIn(), await desk.logIn()];
    const [before, now] = [await meet(), await meet()];
    const followed = await before.opens({ answers: { story: 'told before' } });
    await now.opens({ follows: followed.reference });
    await claim(associate, await now.handsOff());
    expect(await caseOf(associate, now)).toMatchObject({ follows: [{ answers: { story: 'told before' } }] });
    expect((await other.get(pathOf(now))).status).toBe(403);
    expect((await associate.get(pathOf(before))).status).toBe(403);
    expect(JSON.stringify(await (await other.get(pathOf(now))).json())).not.toContain('told before');
  });
});

describe('closing', () => {
  test('a conversation closes the case it goes on with, and those before, with the same outcome', async () => {
    const associate = await desk.logIn();
    const [first, second, third] = [await meet(), await meet(), await meet()];
    const one = await first.opens();
    const two = await second.opens({ follows: one.reference });
    const three = await third.opens({ follows: two.reference });
    const handoff = await third.handsOff();
    await claim(associate, handoff);
    expect((await close(associate, handoff)).status).toBe(200);
    expect(await outcomes(one, two, three)).toEqual(['advised', 'advised', 'advised']);
    expect(await first.asks()).toMatchObject({ status: 'closed' });
  });

  test('leaves open a case whose own conversation still waits or is with somebody', async () => {
    const [associate, other] = [await desk.logIn(), await desk.logIn()];
    const [waiting, held, now] = [await meet(), await meet(), await meet()];
    const one = await waiting.opens();
    await waiting.handsOff();
    const two = await held.opens({ follows: one.reference });
    const holding = await held.handsOff();
    await claim(other, holding);
    const three = await now.opens({ follows: two.reference });
    const handoff = await now.handsOff();
    await claim(associate, handoff);
    await close(associate, handoff);
    expect(await outcomes(one, two, three)).toEqual([null, null, 'advised']);
    await close(other, holding);
    expect(await outcomes(one, two, three)).toEqual([null, 'advised', 'advised']);
    expect(await waiting.asks()).toMatchObject({ status: 'waiting' });
  });

  test('a case does not close one that goes on with it, nor any of another matter, nor change how an older one ended', async () => {
    const associate = await desk.logIn();
    const [first, second, stranger] = [await meet(), await meet(), await meet()];
    const old = await first.opens();
    await sql`update cases set closed_at = now(), outcome = 'resolved' where reference = ${old.reference}`;
    const one = await first.opens({ follows: old.reference });
    const two = await second.opens({ follows: one.reference });
    const apart = await stranger.opens();
    const handoff = await first.handsOff();
    await claim(associate, handoff);
    await close(associate, handoff);
    expect(await outcomes(old, one, two, apart)).toEqual(['resolved', 'advised', null, null]);
  });
});
