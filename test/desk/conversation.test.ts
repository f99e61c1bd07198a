import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { writeLine } from '../../db/queries/lines.ts';
import type { LineState } from '../../src/channels/channel.ts';
import type { ConversationView } from '../../src/desk/views.ts';
import { sealJson } from '../../src/privacy/keyring.ts';
import { type Browser, createDesk } from '../support/desk.ts';
import { seedWaiting } from '../support/seed.ts';

const desk = await createDesk();
const { parts } = desk;

async function claimed(browser: Browser, story: Parameters<typeof seedWaiting>[1] = {}) {
  const seeded = await seedWaiting(parts, story);
  await browser.post(`/api/desk/handoffs/${seeded.handoffId}/claim`);
  const path = `/api/desk/conversations/${seeded.conversationId}`;
  const read = async (): Promise<ConversationView> => (await browser.get(path)).json() as Promise<ConversationView>;
  const reply = (text: string, id: string = randomUUID()) => browser.post(`${path}/messages`, { id, text });
  return { ...seeded, path, read, reply };
}

describe('a conversation', () => {
  test('opens for who claimed it, with what was told and what is known', async () => {
    const associate = await desk.logIn();
    const chat = await claimed(associate, {
      text: 'my account was taken',
      urgency: 'high',
      flags: ['deadline'],
      answers: { platform: 'instagram', city: 'Lahore' },
    });
    expect(await chat.read()).toMatchObject({
      conversation: { id: chat.conversationId, channel: 'web', language: 'en' },
      handoff: { id: chat.handoffId, mine: true, alarmAt: null },
      case: {
        types: ['hacking'],
        flags: ['deadline'],
        urgency: 'high',
        answers: { platform: 'instagram', city: 'Lahore' },
        mayContact: false,
      },
      entries: [{ from: 'complainant', text: 'my account was taken' }],
    });
  });

  test('is closed to other associates and while it waits, open to a supervisor', async () => {
    const [associate, other, supervisor] = [await desk.logIn(), await desk.logIn(), await desk.logIn('supervisor')];
    const waiting = await seedWaiting(parts);
    const path = `/api/desk/conversations/${waiting.conversationId}`;
    expect((await associate.get(path)).status).toBe(403);
    await associate.post(`/api/desk/handoffs/${waiting.handoffId}/claim`);
    expect((await associate.get(path)).status).toBe(200);
    const refused = await other.get(path);
    expect([refused.status, await refused.json()]).toEqual([403, { error: 'not_yours' }]);
    const seen = (await (await supervisor.get(path)).json()) as ConversationView;
    expect(seen.handoff?.mine).toBe(false);
    await associate.post(`/api/desk/handoffs/${waiting.handoffId}/close`, { outcome: 'resolved' });
    expect((await associate.get(path)).status).toBe(403);
  });

  test('never carries the address to the page', async () => {
    const chat = await claimed(await desk.logIn());
    expect(JSON.stringify(await chat.read())).not.toContain(chat.address);
  });

  test('tells its associate when the channel does not work, and nothing else of it', async () => {
    const chat = await claimed(await desk.logIn());
    const stands = async (state: LineState, at = new Date()): Promise<boolean> => {
      await writeLine(parts.database.sql, { channel: 'web', account: 'web', state, trouble: null, code: null, at });
      return (await chat.read()).conversation.lineAway;
    };
    expect((await chat.read()).conversation.lineAway).toBe(false);
    expect(await stands('reconnecting')).toBe(true);
    expect(await stands('ready')).toBe(false);
    expect(await stands('ready', new Date(Date.now() - 60_000))).toBe(true);
    await parts.database.sql`update lines set account = 'another'`;
    expect((await chat.read()).conversation.lineAway).toBe(false);
  });

  test('names the messages that hold a reference with its PIN, and no others', async () => {
    const chat = await claimed(await desk.logIn());
    const key = await parts.vault.keyOf(chat.conversationId);
    for (const said of [{ secret: true as const }, {}]) {
      const body = sealJson(key, 'outbox', chat.conversationId, { text: 'a text', options: [], asked: '', ...said });
      await parts.database.sql`
        insert into outbox (conversation_id, channel, account, author, body) values (${chat.conversationId}, 'web', 'web', 'bot', ${body})`;
    }
    const secrets = (await chat.read()).entries.map((entry) => 'secret' in entry && entry.secret);
    expect(secrets.slice(-2)).toEqual([true, false]);
  });

  test('that was erased is not found', async () => {
    const associate = await desk.logIn();
    const chat = await claimed(associate);
    await parts.database.sql`delete from conversations where id = ${chat.conversationId}`;
    expect((await associate.get(chat.path)).status).toBe(404);
    expect((await chat.reply('are you there?')).status).toBe(404);
  });
});

describe('a reply', () => {
  test('waits for delivery, stands in the transcript under its writer and is unreadable at rest', async () => {
    const associate = await desk.logIn();
    const chat = await claimed(associate);
    expect((await chat.reply('You did the right thing.')).status).toBe(200);
    const { entries, names } = await chat.read();
    expect(entries.at(-1)).toMatchObject({
      from: 'associate',
      userId: associate.id,
      text: 'You did the right thing.',
      delivery: 'waiting',
    });
    expect(names).toEqual({ [associate.id]: 'A associate' });
    const [row] = await parts.database.sql<{ body: Buffer; author: string; channel: string }[]>`
      select body, author, channel from outbox where conversation_id = ${chat.conversationId}`;
    expect(row).toMatchObject({ author: 'associate', channel: 'web' });
    expect(row?.body.toString('latin1')).not.toContain('right thing');
  });

  test('that is sent again is said once', async () => {
    const chat = await claimed(await desk.logIn());
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => chat.reply('Once.', id)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    await chat.reply('Twice.');
    const { entries } = await chat.read();
    expect(entries.filter((entry) => entry.from === 'associate').map((entry) => entry.text)).toEqual(['Once.', 'Twice.']);
  });

  test('that was kept before the chat was given back is still answered as kept', async () => {
    const associate = await desk.logIn();
    const chat = await claimed(associate);
    const id = randomUUID();
    await chat.reply('Kept.', id);
    await associate.post(`/api/desk/handoffs/${chat.handoffId}/release`);
    expect((await chat.reply('Kept.', id)).status).toBe(200);
    expect((await chat.reply('Too late.')).status).toBe(403);
  });

  test('comes only from who has the conversation, supervisors included', async () => {
    const chat = await claimed(await desk.logIn());
    const supervisor = await desk.logIn('supervisor');
    const answer = await supervisor.post(`${chat.path}/messages`, { id: randomUUID(), text: 'hello' });
    expect([answer.status, await answer.json()]).toEqual([403, { error: 'not_yours' }]);
  });

  test.each([
    ['empty', { id: randomUUID(), text: '  \n ' }],
    ['longer than 4,000 characters', { id: randomUUID(), text: 'x'.repeat(4001) }],
    ['without an id', { text: 'hello' }],
  ])('%s is refused', async (_name, body) => {
    const associate = await desk.logIn();
    const chat = await claimed(associate);
    const answer = await associate.post(`${chat.path}/messages`, body);
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'bad_request' }]);
    expect((await chat.read()).entries).toHaveLength(1);
  });
});
