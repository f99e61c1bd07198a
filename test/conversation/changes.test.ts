import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { upsertHandoff } from '../../db/queries/place.ts';
import type { Change, Content } from '../../src/channels/channel.ts';
import { createReceiver } from '../../src/conversation/receive.ts';
import { type HeardEntry, readTranscript } from '../../src/conversation/transcript.ts';
import { claim } from '../../src/desk/claims.ts';
import { addUser } from '../../src/desk/people.ts';
import type { Effect } from '../../src/engine/protocol.ts';
import { openJson } from '../../src/privacy/keyring.ts';
import { deskAuth } from '../../src/wiring/desk.ts';
import { createWorker } from '../../src/wiring/turns.ts';
import { ogg } from '../support/sounds.ts';
import { createFoundation } from '../support/stage.ts';

const PLACE = { name: 'terminal', account: 'changes' };

let now = Date.parse('2026-11-23T10:00:00Z');
const foundation = await createFoundation(() => new Date(now));
const { database, vault, signals } = foundation;
const { sql } = database;
const effects: Effect[] = [];
const worker = createWorker(foundation, { watch: (_id, came) => effects.push(...came) });
const receiver = createReceiver({ ...foundation, wake: () => {} });
let address: string;
let id: string;

afterAll(async () => {
  await worker.stop();
  await foundation.close();
});

beforeEach(() => {
  address = randomUUID();
  effects.length = 0;
});

/** Keeps a message or a change; its turn comes with {@link worked}. Gives its name on the platform. */
async function heard(content: Content | Change, name: string = randomUUID()): Promise<string> {
  now += 1_000;
  id = await receiver.message(PLACE, { id: name, address, content });
  return name;
}

async function worked(): Promise<void> {
  worker.wake(id);
  await worker.settled();
}

const text = (words: string): Content => ({ kind: 'text', text: words });
const edit = (of: string, words: string): Change => ({ kind: 'edit', of, text: words });
const revoke = (of: string): Change => ({ kind: 'revoke', of });

async function said(content: Content | Change): Promise<string> {
  const name = await heard(content);
  await worked();
  return name;
}

/** Her side of the conversation, as the desk reads it. */
async function hers(): Promise<Partial<HeardEntry>[]> {
  const entries = await readTranscript({ database, vault }, id);
  return entries.flatMap((entry) => {
    if (entry.from !== 'complainant') return [];
    const { id: _id, at: _at, from: _from, picked: _picked, ...rest } = entry;
    return [rest];
  });
}

/** Everything that is kept of what came in, opened. */
async function bodies(): Promise<string> {
  const rows = await sql<{ body: Buffer }[]>`select body from inbox where conversation_id = ${id}`;
  const key = await vault.keyOf(id);
  return JSON.stringify(rows.map(({ body }) => openJson<unknown>(key, 'inbox', id, body)));
}

const left = async (): Promise<number> =>
  (await sql`select 1 from inbox where conversation_id = ${id} and done_at is null`).length;
const answers = async (): Promise<number> => (await sql`select 1 from outbox where conversation_id = ${id}`).length;
const files = async (): Promise<number> => (await sql`select 1 from media where conversation_id = ${id}`).length;

describe('a message that was changed', () => {
  test('says what it says now, in its place, and what it said is kept nowhere', async () => {
    const first = await said(text('my name is Amber'));
    await said(text('please help'));
    await said(edit(first, 'my name is secret'));
    expect(await hers()).toEqual([{ text: 'my name is secret', edited: true }, { text: 'please help' }]);
    expect(await bodies()).not.toContain('Amber');
    expect(await left()).toBe(0);
  });

  test('says the last of several changes, also when they came at once', async () => {
    const first = await said(text('one'));
    await heard(edit(first, 'two'));
    await heard(edit(first, 'three'));
    await worked();
    await said(edit(first, 'four'));
    expect(await hers()).toEqual([{ text: 'four', edited: true }]);
    expect(await bodies()).not.toMatch(/"(one|two|three)"/);
  });

  test('before its turn came is simply another message', async () => {
    const first = await heard(text('helo'));
    await heard(edit(first, 'hello'));
    await worked();
    expect(await hers()).toEqual([{ text: 'hello', edited: true }]);
    expect(await bodies()).not.toContain('helo"');
    const [row] = await sql<{ turn: number }[]>`select turn from conversations where id = ${id}`;
    expect(row?.turn).toBe(1);
  });

  test('to what it said already is no change', async () => {
    const name = await said(text('somebody made a fake profile of me'));
    await said(edit(name, 'somebody made a fake profile of me'));
    expect((await hers()).map(({ text: words, edited }) => [words, edited])).toEqual([
      ['somebody made a fake profile of me', undefined],
    ]);
  });

  test('keeps its file when the words beside it change', async () => {
    const bytes = ogg();
    await said(text('hello'));
    const kept = { id: randomUUID(), address, bytes, type: 'audio/ogg', seconds: 3 };
    id = await receiver.recording(PLACE, kept);
    await worked();
    await said(edit(kept.id, 'this is my voice'));
    expect(await hers()).toEqual([
      { text: 'hello' },
      { text: 'this is my voice', media: 'voice', voice: { seconds: 3 }, edited: true },
    ]);
    expect(await files()).toBe(1);
  });

  test('and that nobody knows here is heard, and stands where the change came', async () => {
    await said(text('hello'));
    await said(edit('from long ago', 'he is outside my door and will kill me'));
    expect(await hers()).toEqual([{ text: 'hello' }, { text: 'he is outside my door and will kill me', edited: true }]);
    expect(effects.map(({ type }) => type)).toContain('handOff');
  });

  test('comes once however often it is delivered', async () => {
    const first = await said(text('one'));
    const name = await heard(edit(first, 'two'));
    await heard(edit(first, 'two'), name);
    await worked();
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from inbox where conversation_id = ${id}`;
    expect(row?.count).toBe(2);
  });

  test('is not found under the same name on another account', async () => {
    const first = await said(text('one'));
    const own = id;
    const other = { ...PLACE, account: 'another' };
    id = await receiver.message(other, { id: randomUUID(), address, content: edit(first, 'two') });
    await worked();
    expect(id).not.toBe(own);
    id = own;
    expect(await hers()).toEqual([{ text: 'one' }]);
  });

  test('is shown at once to an associate with whom the assistant is silent', async () => {
    const first = await said(text('one'));
    const handoffId = randomUUID();
    await upsertHandoff(sql, { id: handoffId, conversationId: id, urgency: 1, now: new Date(now) });
    const user = { name: 'An associate', email: 'associate@desk.example', password: randomUUID(), role: 'associate' } as const;
    const associate = await addUser(deskAuth(foundation), user);
    await claim(foundation, { id: associate, name: user.name, role: user.role }, handoffId);
    await worked();
    const about = id;
    const before = await answers();
    let told = Promise.withResolvers<void>();
    const stop = signals.on('chat', (changed) => {
      if (changed === about) told.resolve();
    });
    await heard(edit(first, 'two'));
    await told.promise;
    expect(await hers()).toEqual([{ text: 'one' }]);
    told = Promise.withResolvers<void>();
    await worked();
    await told.promise;
    stop();
    expect(await hers()).toEqual([{ text: 'two', edited: true }]);
    expect(await answers()).toBe(before);
  });
});

describe('a message that was taken back', () => {
  test('leaves that it was, and nothing of its words', async () => {
    const first = await said(text('my name is Amber'));
    await said(revoke(first));
    expect(await hers()).toEqual([{ text: '', withdrawn: true }]);
    expect(await bodies()).not.toContain('Amber');
  });

  test('takes its file along, with every part of it', async () => {
    await said(text('hello'));
    const kept = {
      id: randomUUID(),
      address,
      bytes: Buffer.concat([ogg(), Buffer.alloc(2_000_000)]),
      type: 'audio/ogg',
      seconds: 3,
    };
    id = await receiver.recording(PLACE, kept);
    await worked();
    expect(await files()).toBe(1);
    await said(revoke(kept.id));
    expect(await files()).toBe(0);
    expect(await sql`select 1 from media_parts p left join media m on m.id = p.media_id where m.id is null`).toHaveLength(0);
    expect(await hers()).toEqual([{ text: 'hello' }, { text: '', withdrawn: true }]);
  });

  test('before its turn came is never heard', async () => {
    await said(text('hello'));
    effects.length = 0;
    const first = await heard(text('he will kill me tonight'));
    await heard(revoke(first));
    await worked();
    expect(effects.map(({ type }) => type)).not.toContain('handOff');
    expect(await hers()).toEqual([{ text: 'hello' }, { text: '', withdrawn: true }]);
    expect(await left()).toBe(0);
  });

  test('stays so, whatever is changed of it afterwards', async () => {
    const first = await said(text('one'));
    await said(revoke(first));
    await said(edit(first, 'two'));
    await said(revoke(first));
    expect(await hers()).toEqual([{ text: '', withdrawn: true }]);
    expect(await bodies()).not.toContain('two');
  });

  test('and that nobody knows here changes nothing', async () => {
    await said(text('one'));
    await said(revoke('from long ago'));
    expect(await hers()).toEqual([{ text: 'one' }]);
    expect(await left()).toBe(0);
  });
});
