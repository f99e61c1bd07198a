import { describe, expect, test } from 'vitest';
import { lockByHandoff } from '../../db/queries/claims.ts';
import { lockForReply } from '../../db/queries/replies.ts';
import type { Queue } from '../../src/desk/views.ts';
import type { AlertsAnswer } from '../../src/http/desk/api.ts';
import { openJson } from '../../src/privacy/keyring.ts';
import { type Browser, createDesk } from '../support/desk.ts';
import { type Seeded, type SeedParts, seedWaiting } from '../support/seed.ts';

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const queueOf = async (browser: Browser): Promise<Queue> => (await browser.get('/api/desk/queue')).json() as Promise<Queue>;
const claim = (browser: Browser, { handoffId }: Seeded) => browser.post(`/api/desk/handoffs/${handoffId}/claim`);

async function eventsOf({ database, vault }: SeedParts, { conversationId }: Seeded): Promise<unknown[]> {
  const rows = await database.sql<{ body: Buffer }[]>`
    select body from inbox where conversation_id = ${conversationId} and kind = 'event' order by id`;
  const key = await vault.keyOf(conversationId);
  return rows.map((row) => openJson(key, 'inbox', conversationId, row.body));
}

describe('the queue', () => {
  test('shows danger first, then urgency, then who waited longest, and nothing a person wrote', async () => {
    const { parts, logIn } = await createDesk();
    const low = await seedWaiting(parts, { urgency: 'low', waitingSince: minutesAgo(90), text: 'secret words' });
    const later = await seedWaiting(parts, { urgency: 'high', waitingSince: minutesAgo(5) });
    const earlier = await seedWaiting(parts, { urgency: 'high', waitingSince: minutesAgo(50) });
    const danger = await seedWaiting(parts, { urgency: 'emergency', flags: ['danger'], types: ['threat'] });
    const answer = await (await logIn()).get('/api/desk/queue');
    const body = await answer.text();
    const { waiting, mine, alerts } = JSON.parse(body) as Queue;
    expect(waiting.map((entry) => entry.handoffId)).toEqual([danger, earlier, later, low].map((seeded) => seeded.handoffId));
    expect(waiting.map((entry) => entry.place)).toEqual([1, 2, 3, 4]);
    expect(waiting[0]).toMatchObject({
      urgency: 'emergency',
      flags: ['danger'],
      types: ['threat'],
      channel: 'web',
      language: 'en',
    });
    expect(body).not.toContain('secret words');
    expect(body).not.toContain(danger.address);
    expect([mine, alerts]).toEqual([[], 0]);
  });

  test('claim-next hands out the most urgent, to each associate another one', async () => {
    const { parts, logIn } = await createDesk();
    const stories = [];
    for (const urgency of ['normal', 'emergency', 'low', 'high'] as const) stories.push(await seedWaiting(parts, { urgency }));
    const [one, two] = [await logIn(), await logIn()];
    const next = async (browser: Browser): Promise<unknown> => (await browser.post('/api/desk/claim-next')).json();
    expect(await next(one)).toEqual({ conversationId: stories[1]?.conversationId });
    const rest = await Promise.all([next(two), next(one), next(two)]);
    const left = [stories[0], stories[2], stories[3]].map((story) => ({ conversationId: story?.conversationId }));
    expect(new Set(rest)).toEqual(new Set(left));
    const empty = await two.post('/api/desk/claim-next');
    expect([empty.status, await empty.json()]).toEqual([404, { error: 'nothing_waiting' }]);
  });
});

describe('a claim', () => {
  test('of fifty at once exactly one wins, and the flow hears of it exactly once', async () => {
    const { parts, logIn } = await createDesk();
    const waiting = await seedWaiting(parts);
    const associates: Browser[] = [];
    for (let count = 0; count < 5; count++) associates.push(await logIn());
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => claim(associates[index % 5] as Browser, waiting)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect(await answers.find((answer) => answer.status === 409)?.json()).toEqual({ error: 'taken' });
    expect(await eventsOf(parts, waiting)).toEqual([{ event: { type: 'claimed' } }]);
    const holders = [];
    for (const associate of associates) if ((await queueOf(associate)).mine.length > 0) holders.push(associate);
    expect(holders).toHaveLength(1);
  });

  test('takes the conversation out of the queue and into the associate’s own', async () => {
    const { parts, logIn } = await createDesk();
    const waiting = await seedWaiting(parts);
    const [associate, other] = [await logIn(), await logIn()];
    expect(await (await claim(associate, waiting)).json()).toEqual({ conversationId: waiting.conversationId });
    expect((await queueOf(associate)).mine.map((entry) => entry.handoffId)).toEqual([waiting.handoffId]);
    expect(await queueOf(other)).toMatchObject({ waiting: [], mine: [] });
  });

  test('stands among the associate’s own: danger first, then danger words since the claim, then who waited longest', async () => {
    const { parts, logIn } = await createDesk();
    const high = await seedWaiting(parts, { urgency: 'high', waitingSince: minutesAgo(90) });
    const danger = await seedWaiting(parts, { urgency: 'emergency', waitingSince: minutesAgo(5) });
    const later = await seedWaiting(parts, { urgency: 'normal', waitingSince: minutesAgo(10) });
    const earlier = await seedWaiting(parts, { urgency: 'normal', waitingSince: minutesAgo(50) });
    const alarmed = await seedWaiting(parts, { urgency: 'normal', waitingSince: minutesAgo(1) });
    const associate = await logIn();
    for (const seeded of [danger, earlier, alarmed, later, high]) await claim(associate, seeded);
    await parts.database.sql`update handoffs set alarm_at = now() where id = ${alarmed.handoffId}`;
    const order = (await queueOf(associate)).mine.map((entry) => entry.handoffId);
    expect(order).toEqual([danger, high, alarmed, earlier, later].map((seeded) => seeded.handoffId));
  });

  test('of what is not there, or not an id, is refused', async () => {
    const { logIn } = await createDesk();
    const associate = await logIn();
    expect((await associate.post('/api/desk/handoffs/8b0e2f5e-7c83-4a1e-9d62-0f5f5c7f0a11/claim')).status).toBe(404);
    expect((await associate.post('/api/desk/handoffs/1/claim')).status).toBe(400);
  });

  test('that another site sends is refused and changes nothing', async () => {
    const { parts, logIn } = await createDesk();
    const { handoffId } = await seedWaiting(parts);
    const associate = await logIn();
    const path = `/api/desk/handoffs/${handoffId}/claim`;
    expect((await associate.post(path, {}, { origin: 'http://elsewhere.test' })).status).toBe(403);
    expect((await associate.post(path, {}, { 'content-type': 'text/plain' })).status).toBe(403);
    expect((await queueOf(associate)).waiting).toHaveLength(1);
  });
});

test('while a claim or a reply is being written, what the person writes still comes in', async () => {
  const { parts } = await createDesk();
  const { conversationId, handoffId, address } = await seedWaiting(parts);
  const write = (text: string) =>
    parts.receiver.message({ name: 'web', account: 'web' }, { id: text, address, content: { kind: 'text', text } });
  await parts.database.transaction(async ({ sql }) => {
    await lockByHandoff(sql, handoffId);
    expect(await write('during a claim')).toBe(conversationId);
  });
  await parts.database.transaction(async ({ sql }) => {
    await lockForReply(sql, conversationId);
    expect(await write('during a reply')).toBe(conversationId);
  });
});

describe('giving back', () => {
  test('puts the conversation where it was in line, and somebody else can claim it', async () => {
    const { parts, logIn } = await createDesk();
    const waiting = await seedWaiting(parts, { waitingSince: minutesAgo(30) });
    await seedWaiting(parts, { waitingSince: minutesAgo(10) });
    const [associate, other] = [await logIn(), await logIn()];
    const before = (await queueOf(associate)).waiting[0];
    await claim(associate, waiting);
    expect((await associate.post(`/api/desk/handoffs/${waiting.handoffId}/release`)).status).toBe(200);
    expect((await queueOf(associate)).waiting[0]).toEqual(before);
    expect((await claim(other, waiting)).status).toBe(200);
    const types = (await eventsOf(parts, waiting)).map((arrived) => (arrived as { event: { type: string } }).event.type);
    expect(types).toEqual(['claimed', 'released', 'claimed']);
  });

  test('a chat in which danger words came goes back as an emergency', async () => {
    const { parts, logIn } = await createDesk();
    const waiting = await seedWaiting(parts, { urgency: 'low' });
    const associate = await logIn();
    await claim(associate, waiting);
    await parts.database.sql`update handoffs set alarm_at = now() where id = ${waiting.handoffId}`;
    expect((await queueOf(associate)).mine[0]?.alarmAt).toBeTruthy();
    await associate.post(`/api/desk/handoffs/${waiting.handoffId}/release`);
    expect((await queueOf(associate)).waiting[0]?.urgency).toBe('emergency');
  });

  test('is for who has it, or a supervisor', async () => {
    const { parts, logIn } = await createDesk();
    const waiting = await seedWaiting(parts);
    const path = `/api/desk/handoffs/${waiting.handoffId}/release`;
    const [associate, other, supervisor] = [await logIn(), await logIn(), await logIn('supervisor')];
    await claim(associate, waiting);
    expect((await other.post(path)).status).toBe(403);
    expect((await supervisor.post(path)).status).toBe(200);
    expect((await associate.post(path)).status).toBe(403);
  });
});

describe('closing', () => {
  test('ends the hand-off and the case with its outcome', async () => {
    const { parts, logIn } = await createDesk();
    const waiting = await seedWaiting(parts);
    const associate = await logIn();
    await claim(associate, waiting);
    const path = `/api/desk/handoffs/${waiting.handoffId}/close`;
    expect((await associate.post(path, { outcome: 'something else' })).status).toBe(400);
    expect((await associate.post(path, { outcome: 'advised' })).status).toBe(200);
    expect(await queueOf(associate)).toMatchObject({ waiting: [], mine: [] });
    const [row] = await parts.database.sql`
      select outcome, closed_at is not null as closed from cases where conversation_id = ${waiting.conversationId}`;
    expect(row).toEqual({ outcome: 'advised', closed: true });
    expect((await eventsOf(parts, waiting)).at(-1)).toEqual({ event: { type: 'closed' } });
    expect((await associate.post(path, { outcome: 'advised' })).status).toBe(403);
  });
});

describe('alerts', () => {
  test('are counted, listed with their conversation, and gone when somebody dealt with them', async () => {
    const { parts, logIn } = await createDesk();
    const waiting = await seedWaiting(parts);
    const associate = await logIn();
    await parts.database.sql`insert into alerts (conversation_id, kind) values (${waiting.conversationId}, 'delivery_failed')`;
    expect((await queueOf(associate)).alerts).toBe(1);
    const { alerts } = (await (await associate.get('/api/desk/alerts')).json()) as { alerts: { id: number }[] };
    const { conversationId } = waiting;
    expect(alerts).toMatchObject([{ kind: 'delivery_failed', conversationId, open: false, holder: null }]);
    expect((await associate.post(`/api/desk/alerts/${alerts[0]?.id}/seen`)).status).toBe(200);
    expect((await queueOf(associate)).alerts).toBe(0);
    expect((await associate.post('/api/desk/alerts/99999/seen')).status).toBe(404);
  });

  test('lead to the conversation: to be taken while it waits, opened by who has it, named as a colleague’s to others', async () => {
    const { parts, logIn } = await createDesk();
    const { conversationId, handoffId } = await seedWaiting(parts);
    await parts.database.sql`insert into alerts (conversation_id, kind) values (${conversationId}, 'turn_failed')`;
    const [associate, other, supervisor] = [await logIn(), await logIn(), await logIn('supervisor')];
    const seenBy = async (browser: Browser): Promise<unknown[]> => {
      const { alerts } = (await (await browser.get('/api/desk/alerts')).json()) as AlertsAnswer;
      return alerts.map(({ open, waiting, holder }) => ({ open, waiting, holder }));
    };
    expect(await seenBy(associate)).toEqual([{ open: false, waiting: handoffId, holder: null }]);
    expect(await (await claim(associate, { conversationId, handoffId, address: '' })).json()).toEqual({ conversationId });
    expect(await seenBy(associate)).toEqual([{ open: true, waiting: null, holder: 'me' }]);
    expect((await associate.get(`/api/desk/conversations/${conversationId}`)).status).toBe(200);
    expect(await seenBy(other)).toEqual([{ open: false, waiting: null, holder: 'colleague' }]);
    expect(await seenBy(supervisor)).toEqual([{ open: true, waiting: null, holder: 'colleague' }]);
    await associate.post(`/api/desk/handoffs/${handoffId}/close`, { outcome: 'advised' });
    expect(await seenBy(associate)).toEqual([{ open: false, waiting: null, holder: null }]);
  });
});
