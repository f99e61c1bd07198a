import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/client.ts';
import { openParts } from '../../src/conversation/file.ts';
import { Pace } from '../../src/http/chat/pace.ts';
import { soundTypeOf } from '../../src/http/chat/soundType.ts';
import { VOICE_PACE } from '../../src/http/chat/voice.ts';
import { VOICE_BYTES, VOICE_SECONDS } from '../../src/http/chat/voiceLimits.ts';
import { Keyring, openBytes } from '../../src/privacy/keyring.ts';
import { Sounds } from '../../src/web/chat/sounds.ts';
import { createDatabase } from '../support/database.ts';
import { findIn } from '../support/search.ts';
import { mp3, mp4, ogg, webm } from '../support/sounds.ts';
import { memory } from '../support/web/memory.ts';
import { openSite, type Site } from '../support/web/site.ts';
import { Visitor } from '../support/web/visitor.ts';

const made = createDatabase();
const keyring = new Keyring(Buffer.alloc(32, 7));

describe('a voice message on the page', () => {
  let database: Database;
  let site: Site;
  let visitor: Visitor;

  beforeAll(async () => {
    ({ database } = await made);
    site = await openSite(database, { keyring });
  });

  afterAll(() => site.close());

  beforeEach(async () => {
    visitor = new Visitor(site.url);
    await visitor.arrive();
  });

  const refusal = async (response: Response) => [response.status, await response.json()];

  /** The recordings of this visitor, opened with the key. */
  async function stored(): Promise<Buffer[]> {
    const id = await site.conversationOf(visitor.address);
    const key = await site.vault.keyOf(id);
    const rows = await database.sql<{ id: string; body: Buffer; size: number }[]>`
      select m.id, p.body, m.size from media m join media_parts p on p.media_id = m.id
      where m.conversation_id = ${id} order by m.received_at, p.part`;
    return [...Map.groupBy(rows, (row) => row.id)].map(([file, parts]) =>
      openParts(
        { conversationId: id, key, id: file },
        parts.map(({ body }) => body),
        parts[0]?.size ?? 0,
      ),
    );
  }

  test.each([
    ['audio/webm', webm('spoken')],
    ['audio/webm;codecs=opus', webm('spoken')],
    ['audio/ogg; codecs=opus', ogg('spoken')],
    ['audio/mp4', mp4('spoken')],
    ['Audio/MPEG', mp3('spoken')],
  ])('as %s is kept whole and stands in the history with its length', async (type, bytes) => {
    expect((await visitor.sayAloud(bytes, { type, seconds: 12 })).status).toBe(202);
    expect(await stored()).toEqual([bytes]);
    expect(await visitor.history()).toMatchObject([{ from: 'you', text: '', media: 'voice', seconds: 12 }]);
  });

  test('is sealed where it lies, and bound to its conversation and its place there', async () => {
    const bytes = ogg('quietmarigold is what was said');
    await visitor.sayAloud(bytes);
    const id = await site.conversationOf(visitor.address);
    const [row] = await database.sql<{ id: string; body: Buffer }[]>`
      select m.id, p.body from media m join media_parts p on p.media_id = m.id where m.conversation_id = ${id}`;
    expect(findIn(row?.body ?? Buffer.alloc(0), { said: 'quietmarigold', format: 'OpusHead' })).toEqual([]);
    const key = await site.vault.keyOf(id);
    for (const owner of [`${id}/${randomUUID()}`, `${randomUUID()}/${row?.id}`, id]) {
      expect(() => openBytes(key, 'media', owner, row?.body ?? Buffer.alloc(0))).toThrow();
    }
  });

  test('that is posted again, also at the same moment, is one', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => visitor.sayAloud(ogg('once'), { id })));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(202));
    expect((await visitor.sayAloud(ogg('another under the same id'), { id })).status).toBe(202);
    expect(await stored()).toEqual([ogg('once')]);
    expect(await visitor.history()).toHaveLength(1);
  });

  test('is not taken away by who used the same id in a session of their own, and is not shown there', async () => {
    const id = randomUUID();
    const other = new Visitor(site.url);
    await other.arrive();
    await other.sayAloud(ogg('theirs'), { id });
    await visitor.sayAloud(ogg('mine'), { id });
    expect(await stored()).toEqual([ogg('mine')]);
    expect(await other.history()).toHaveLength(1);
  });

  test('of 3 MB is taken, one byte more is not', async () => {
    const head = ogg();
    const largest = Buffer.concat([head, Buffer.alloc(VOICE_BYTES - head.length, 7)]);
    expect((await visitor.sayAloud(largest)).status).toBe(202);
    const larger = Buffer.concat([largest, Buffer.from('x')]);
    expect(await refusal(await visitor.sayAloud(larger))).toEqual([413, { code: 'too_long' }]);
    expect((await stored()).map(({ length }) => length)).toEqual([VOICE_BYTES]);
  });

  test.each([
    ['text that is called a sound', 'audio/ogg', Buffer.from('I am no sound. '.repeat(1_000))],
    ['a page that is called a sound', 'audio/webm', Buffer.from('<script>alert(1)</script>')],
    ['a picture that is called a sound', 'audio/mpeg', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF'.padEnd(900, '\0'), 'latin1')],
    ['a sound that is called another sound', 'audio/mp4', webm()],
    ['a sound that is called text', 'text/plain', ogg()],
    ['a sound without a name', '', ogg()],
    ['a film that is called a sound', 'audio/webm', webm('', 'V_VP9')],
    ['a film by its right name', 'video/webm', webm('', 'V_VP9')],
    ['nothing', 'audio/webm', Buffer.alloc(0)],
  ])('that is %s is refused and not kept', async (_, type, bytes) => {
    expect(await refusal(await visitor.sayAloud(bytes, { type }))).toEqual([415, { code: 'no_sound' }]);
    expect(await stored()).toEqual([]);
    expect(await visitor.history()).toEqual([]);
  });

  test.each([0, -1, VOICE_SECONDS + 1, 1.5, 'long', ''])('of %s seconds is refused', async (seconds) => {
    expect(await refusal(await visitor.sayAloud(ogg(), { seconds }))).toEqual([400, { code: 'bad_request' }]);
  });

  test('without a session, or with the id of none, is refused before it is read', async () => {
    const whole = Buffer.concat([ogg(), Buffer.alloc(VOICE_BYTES - 100)]);
    expect(await refusal(await new Visitor(site.url).sayAloud(whole))).toEqual([401, { code: 'no_session' }]);
    expect(await refusal(await visitor.sayAloud(whole, { id: 'mine' }))).toEqual([400, { code: 'bad_request' }]);
  });

  test('cannot be posted by another site with our cookie', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const init = { method: 'POST', headers: { ...headers, 'content-type': 'audio/ogg' }, body: new Uint8Array(ogg()) };
      const answer = await visitor.request(`/voice?id=${randomUUID()}&seconds=1`, init);
      expect(await refusal(answer)).toEqual([403, { code: 'wrong_origin' }]);
    }
    expect(await stored()).toEqual([]);
  });

  test('cannot be smuggled in as a message', async () => {
    const body = JSON.stringify({ id: randomUUID(), kind: 'voice', seconds: 3 });
    expect(await refusal(await visitor.request('/messages', { method: 'POST', body }))).toEqual([400, { code: 'bad_request' }]);
  });

  test('whose message cannot be kept is not kept either, and comes through when it is posted again', async () => {
    const id = randomUUID();
    await database.sql`alter table media add constraint closed check (size < 0) not valid`;
    expect(await refusal(await visitor.sayAloud(ogg('again'), { id }))).toEqual([503, { code: 'unavailable' }]);
    await database.sql`alter table media drop constraint closed`;
    expect(await visitor.history()).toEqual([]);
    expect((await visitor.sayAloud(ogg('again'), { id })).status).toBe(202);
    expect(await stored()).toEqual([ogg('again')]);
  });

  test('goes with its conversation', async () => {
    await visitor.sayAloud(ogg());
    const id = await site.conversationOf(visitor.address);
    await database.sql`delete from conversations where id = ${id}`;
    expect(await database.sql`select 1 from media where conversation_id = ${id}`).toHaveLength(0);
  });
});

describe('the bytes of a sound', () => {
  test.each([
    ['audio/webm', webm()],
    ['audio/webm', webm('', 'A_VORBIS')],
    ['audio/ogg', ogg()],
    ['audio/mp4', mp4()],
    ['audio/mpeg', mp3()],
  ])('are known as %s', (type, bytes) => {
    expect(soundTypeOf(bytes)).toBe(type);
  });

  test.each([
    ['a film in WebM', webm('', 'V_VP8')],
    ['a film with sound in WebM', webm('V_VP9')],
    ['Matroska that is not WebM', Buffer.from(webm().toString('latin1').replace('webm', 'matr'), 'latin1')],
    ['a film in MP4', mp4('', 'vide')],
    ['a film with sound in MP4, told at its end', Buffer.concat([mp4('x'.repeat(5_000)), mp4('', 'vide')])],
    ['a film with sound in Ogg', ogg('OggS\x80theora')],
    ['MP3 behind a tag, which may hold a picture', Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x0a'), mp3()])],
    ['one frame of MP3 and something else', Buffer.concat([mp3().subarray(0, 417), Buffer.from('hello there')])],
    ['the first bytes of anything', Buffer.from([0x1a, 0x45, 0xdf])],
    ['words', Buffer.from('OggS is what this text begins with, and OpusHead is in it')],
    ['nothing', Buffer.alloc(0)],
  ])('of %s are no sound', (_, bytes) => {
    expect(soundTypeOf(Buffer.from(bytes))).toBeUndefined();
  });
});

describe('a recording that has not gone out', () => {
  const sound = new Blob([new Uint8Array(Array.from({ length: 100_000 }, (_, at) => at % 256))], {
    type: 'audio/webm;codecs=opus',
  });

  test('is the same after a reload, until it has gone out', async () => {
    const kept = memory();
    const before = new Sounds(kept);
    await before.keep('a', sound);
    expect(before.survives('a')).toBe(true);
    const after = new Sounds(kept);
    const found = after.find('a');
    expect([found?.type, await found?.bytes()]).toEqual([sound.type, await sound.bytes()]);
    after.drop('a');
    expect(new Sounds(kept).find('a')).toBeUndefined();
  });

  test('that goes out before it was written down leaves nothing behind', async () => {
    const kept = memory();
    const sounds = new Sounds(kept);
    const keeping = sounds.keep('a', sound);
    expect(sounds.find('a')).toBe(sound);
    sounds.drop('a');
    await keeping;
    expect(new Sounds(kept).find('a')).toBeUndefined();
  });

  test('is at hand where nothing can be kept, and known not to survive', async () => {
    const kept = memory();
    kept.wipe();
    const sounds = new Sounds(kept);
    await sounds.keep('a', sound);
    expect([sounds.find('a'), sounds.survives('a')]).toEqual([sound, false]);
  });
});

test('eight recordings go out at once, and the next ones wait their turn', () => {
  const pace = new Pace(VOICE_PACE);
  const delays = Array.from({ length: 10 }, () => pace.delay('a', 1_000));
  expect(delays).toEqual([...Array(8).fill(0), 20_000, 20_000]);
});
