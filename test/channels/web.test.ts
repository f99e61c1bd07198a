import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Database } from '../../db/client.ts';
import { Pace } from '../../src/http/chat/pace.ts';
import type { Posted } from '../../src/http/chat/shape.ts';
import { Keyring } from '../../src/privacy/keyring.ts';
import { Outgoing, type PostResult } from '../../src/web/chat/outgoing.ts';
import { preferredLanguage, wordsOf } from '../../src/web/chat/words.ts';
import { channelContract } from '../contract/channel.ts';
import { createDatabase } from '../support/database.ts';
import { webHarness } from '../support/web/harness.ts';
import { memory } from '../support/web/memory.ts';
import { openSite, PROFILE, type Site } from '../support/web/site.ts';
import { Visitor } from '../support/web/visitor.ts';

const made = createDatabase();
const keyring = new Keyring(Buffer.alloc(32, 7));

channelContract('web', webHarness(made));

describe('the chat API', () => {
  let database: Database;
  let url: string;
  let site: Site;
  let visitor: Visitor;

  beforeAll(async () => {
    ({ database, url } = await made);
    site = await openSite(database, { keyring });
  });

  afterAll(() => site.close());

  beforeEach(async () => {
    visitor = new Visitor(site.url);
    await visitor.arrive();
  });

  const texts = async () => (await visitor.history()).map(({ from, text }) => `${from}: ${text}`);

  describe('session', () => {
    test('a first visit gets the profile and a cookie that ends with the browser and that no script can read', async () => {
      const first = new Visitor(site.url);
      expect(await first.arrive()).toEqual({ profile: PROFILE, fresh: true, textLimit: 10_000 });
      expect(first.setCookie).toMatch(/^chat=[\w-]{43}; Path=\/api\/chat; HttpOnly; SameSite=Strict$/);
    });

    test('a second visit keeps the cookie it has', async () => {
      const { address } = visitor;
      expect(await visitor.arrive()).toMatchObject({ fresh: false });
      expect(visitor.address).toBe(address);
    });

    test('a cookie that is not ours is replaced', async () => {
      const response = await fetch(`${site.url}/api/chat/session`, { method: 'POST', headers: { cookie: 'chat=short' } });
      expect(response.headers.get('set-cookie')).toMatch(/^chat=[\w-]{43};/);
    });

    test('over https the cookie never travels without it', async () => {
      const secured = await openSite(database, { keyring, secureCookie: true });
      const other = new Visitor(secured.url);
      await other.arrive();
      expect(other.setCookie).toContain('; Secure');
      await secured.close();
    });

    test('leaving forgets the cookie, and with it the chat', async () => {
      await visitor.say({ kind: 'text', text: 'salam' });
      const response = await visitor.request('/leave', { method: 'POST', headers: { origin: 'null' } });
      expect(response.status).toBe(204);
      expect(visitor.address).toBe('');
      expect(await visitor.arrive()).toMatchObject({ fresh: true });
      expect(await visitor.history()).toEqual([]);
    });

    test.each(['/messages', '/stream'])('%s without a session is 401', async (path) => {
      const response = await fetch(`${site.url}/api/chat${path}`);
      expect([response.status, await response.json()]).toEqual([401, { code: 'no_session' }]);
    });
  });

  describe('posting', () => {
    test('what was posted and what was said stand in the history, in order, also for a page that was reloaded', async () => {
      expect((await visitor.say({ kind: 'hello' })).status).toBe(202);
      await site.tell(visitor.address, 'Safe?', { options: [{ id: 'no', label: 'Nahi' }], asked: 't1' });
      expect((await visitor.say({ kind: 'option', option: 'no', asked: 't1' })).status).toBe(202);
      expect((await visitor.say({ kind: 'text', text: 'مدد 😀' })).status).toBe(202);
      expect(await texts()).toEqual(['bot: Safe?', 'you: Nahi', 'you: مدد 😀']);
      expect(await visitor.history()).toMatchObject([
        { options: [{ id: 'no', label: 'Nahi' }], asked: 't1' },
        { picked: true },
        {},
      ]);
    });

    test('the same id is one message, however often and at once it is posted', async () => {
      const body: Posted = { id: randomUUID(), kind: 'text', text: 'once' };
      const answers = await Promise.all(Array.from({ length: 8 }, () => visitor.post(body)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
      expect(await texts()).toEqual(['you: once']);
    });

    test('an id that somebody else used does not take the message away', async () => {
      const id = randomUUID();
      const other = new Visitor(site.url);
      await other.arrive();
      await other.post({ id, kind: 'text', text: 'theirs' });
      await visitor.post({ id, kind: 'text', text: 'mine' });
      expect(await texts()).toEqual(['you: mine']);
    });

    test('a text of 10,000 letters is taken, one more is 413, as is a body beyond all measure', async () => {
      expect((await visitor.say({ kind: 'text', text: 'م'.repeat(10_000) })).status).toBe(202);
      for (const text of ['x'.repeat(10_001), 'x'.repeat(500_000)]) {
        const refused = await visitor.say({ kind: 'text', text });
        expect([refused.status, await refused.json()]).toEqual([413, { code: 'too_long' }]);
      }
    });

    test.each([
      ['no JSON', '{'],
      ['no id', '{"kind":"hello"}'],
      ['an unknown kind', `{"id":"${randomUUID()}","kind":"song"}`],
      ['a text that is none', `{"id":"${randomUUID()}","kind":"text","text":7}`],
    ])('%s is 400', async (_, body) => {
      const response = await visitor.request('/messages', { method: 'POST', body });
      expect([response.status, await response.json()]).toEqual([400, { code: 'bad_request' }]);
    });

    test('another site may not post with our cookie', async () => {
      for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
        const body = JSON.stringify({ id: randomUUID(), kind: 'text', text: 'forged' });
        const response = await visitor.request('/messages', { method: 'POST', body, headers: { ...headers } });
        expect([response.status, await response.json()]).toEqual([403, { code: 'wrong_origin' }]);
      }
      expect(await visitor.history()).toEqual([]);
    });

    test('our own page may', async () => {
      for (const headers of [{ origin: site.url }, { 'sec-fetch-site': 'same-origin' }]) {
        const body = JSON.stringify({ id: randomUUID(), kind: 'text', text: 'ours' });
        expect((await visitor.request('/messages', { method: 'POST', body, headers: { ...headers } })).status).toBe(202);
      }
    });

    test('while the database is away a message is 503, and the same message is taken once it is back', async () => {
      const pool = connect(url, 2);
      const cutOff = await openSite(pool, { keyring });
      await pool.close();
      const body: Posted = { id: randomUUID(), kind: 'text', text: 'in the dark' };
      const refused = await visitor.at(cutOff.url).post(body);
      expect([refused.status, await refused.json()]).toEqual([503, { code: 'unavailable' }]);
      await cutOff.close();
      expect((await visitor.post(body)).status).toBe(202);
      expect(await texts()).toEqual(['you: in the dark']);
    });
  });

  describe('stream', () => {
    const cursors = async () => (await visitor.history()).map(({ cursor }) => cursor);

    test('tells what was said after a cursor, and then what is said', async () => {
      for (const text of ['one', 'two', 'three']) await site.tell(visitor.address, text);
      const [first = 0] = await cursors();
      const stream = await visitor.listen(first);
      expect((await stream.messages(2)).map(({ text }) => text)).toEqual(['two', 'three']);
      await site.tell(visitor.address, 'four');
      expect((await stream.messages(1)).map(({ text }) => text)).toEqual(['four']);
      stream.hangUp();
    });

    test('nothing is lost or told twice over reconnects, whatever is said meanwhile', async () => {
      const said = Array.from({ length: 60 }, (_, at) => `line ${at}`);
      const telling = (async () => {
        for (const text of said) await site.tell(visitor.address, text);
      })();
      const heard: string[] = [];
      let last = 0;
      while (heard.length < said.length) {
        const stream = await visitor.listen(0, last);
        for (const message of await stream.messages(Math.min(7, said.length - heard.length))) {
          heard.push(message.text);
          last = message.cursor ?? last;
        }
        stream.hangUp();
      }
      await telling;
      expect(heard).toEqual(said);
    });

    test('the id of an event is the cursor, which the browser sends back by itself and which counts before the address', async () => {
      for (const text of ['one', 'two']) await site.tell(visitor.address, text);
      const stream = await visitor.listen();
      const event = await stream.next();
      stream.hangUp();
      const again = await visitor.listen(0, Number(event?.id));
      expect((await again.messages(1)).map(({ text }) => text)).toEqual(['two']);
      again.hangUp();
    });

    test('what another process says arrives too', async () => {
      const elsewhere = await openSite(database, { keyring });
      const stream = await visitor.listen(0);
      await elsewhere.tell(visitor.address, 'from elsewhere');
      expect((await stream.messages(1)).map(({ text }) => text)).toEqual(['from elsewhere']);
      stream.hangUp();
      await elsewhere.close();
    });

    test('it holds only what was said to this person, and nothing of the desk', async () => {
      const other = new Visitor(site.url);
      await other.arrive();
      const stream = await visitor.listen(0);
      await site.tell(other.address, 'not for you');
      await site.tell(visitor.address, 'for you');
      const [message] = await stream.messages(1);
      expect(message).toEqual({
        id: expect.any(String),
        at: expect.any(String),
        from: 'bot',
        text: 'for you',
        cursor: expect.any(Number),
      });
      stream.hangUp();
    });

    test('when the conversation is erased it says so and ends, and the next word begins a new one', async () => {
      await visitor.say({ kind: 'text', text: 'forget me' });
      const id = await site.conversationOf(visitor.address);
      const stream = await visitor.listen(0);
      await database.sql`delete from conversations where id = ${id}`;
      site.signals.notify('chat', id);
      expect(await stream.next()).toMatchObject({ event: 'gone' });
      expect(await stream.next()).toBeUndefined();
      expect((await visitor.say({ kind: 'text', text: 'again' })).status).toBe(202);
      expect(await texts()).toEqual(['you: again']);
    });

    test.each(['-1', 'x', '1.5'])('a cursor of %s is 400', async (after) => {
      expect((await visitor.request(`/stream?after=${after}`)).status).toBe(400);
    });
  });
});

describe('pace', () => {
  test('thirty messages in ten seconds are taken at once, each further one waits its turn, none for ever', () => {
    const pace = new Pace();
    const delays = Array.from({ length: 61 }, () => pace.delay('a', 1_000));
    expect(delays).toEqual([...Array(30).fill(0), ...Array(30).fill(10_000), 20_000]);
  });

  test('whoever writes no faster than that never waits, and nobody waits for another', () => {
    const pace = new Pace();
    const delays = Array.from({ length: 200 }, (_, at) => pace.delay('a', at * 334));
    expect(Math.max(...delays)).toBe(0);
    for (let count = 0; count < 100; count += 1) pace.delay('b', 0);
    expect(pace.delay('c', 0)).toBe(0);
  });
});

describe('the page', () => {
  const outgoingWith = (kept = memory(), post: (body: Posted) => Promise<PostResult>) =>
    new Outgoing({ kept, post, pause: async () => {}, changed: () => {} });

  test('what could not go out survives a reload and goes out once, under the same id', async () => {
    const kept = memory();
    const before = outgoingWith(kept, async () => 'away');
    const { body } = before.add({ kind: 'text', text: 'wait for me' }, 'wait for me');
    const posted: Posted[] = [];
    const after = outgoingWith(kept, async (next) => {
      posted.push(next);
      return 'taken';
    });
    await after.run();
    expect(posted).toEqual([body]);
    expect(outgoingWith(kept, async () => 'away').waiting).toEqual([]);
  });

  test('a message that will never be taken does not hold up the next', async () => {
    const posted: string[] = [];
    const outgoing = outgoingWith(memory(), async (body) => {
      posted.push(body.kind);
      return body.kind === 'text' ? 'too_long' : 'taken';
    });
    outgoing.add({ kind: 'text', text: 'x' }, 'x');
    outgoing.add({ kind: 'hello' }, '');
    await outgoing.run();
    expect(posted).toEqual(['text', 'hello']);
  });

  test('after leaving, nothing is kept any more', () => {
    const kept = memory();
    kept.set('draft', 'a secret');
    kept.wipe();
    kept.set('draft', 'a secret');
    expect(kept.get('draft')).toBeNull();
  });

  test('it speaks the first language of the browser that we speak', () => {
    expect(preferredLanguage(['pa', 'ur-PK', 'en'])).toBe('ur');
    expect(preferredLanguage(['ur-Latn-PK'])).toBe('ur-Latn');
    expect(preferredLanguage(['en-GB', 'ur'])).toBe('en');
    expect(preferredLanguage(['fr'])).toBe('en');
  });

  test.each(['en', 'ur', 'ur-Latn'] as const)('its first paint says in %s what the words file says', (language) => {
    const shell = readFileSync(fileURLToPath(new URL('../../src/web/chat/index.html', import.meta.url)), 'utf8');
    const { loading, noscript } = wordsOf(language);
    expect(shell).toContain(`>${loading}</p>`);
    expect(shell).toContain(`>${noscript}</p>`);
  });
});
