import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Database } from '../../db/client.ts';
import type { Posted } from '../../src/http/chat/shape.ts';
import { Keyring } from '../../src/privacy/keyring.ts';
import { createDatabase } from '../support/database.ts';
import { openSite, PROFILE, type Site } from '../support/web/site.ts';
import { Visitor } from '../support/web/visitor.ts';

const made = createDatabase();
const keyring = new Keyring(Buffer.alloc(32, 7));

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
      const marks = [{ style: 'bold' as const, from: 0, to: 4 }];
      await site.tell(visitor.address, 'Safe?', { marks, options: [{ id: 'no', label: 'Nahi' }], asked: 't1' });
      expect((await visitor.say({ kind: 'option', option: 'no', asked: 't1' })).status).toBe(202);
      expect((await visitor.say({ kind: 'text', text: 'مدد 😀' })).status).toBe(202);
      expect(await texts()).toEqual(['bot: Safe?', 'you: Nahi', 'you: مدد 😀']);
      expect(await visitor.history()).toMatchObject([
        { marks, options: [{ id: 'no', label: 'Nahi' }], asked: 't1' },
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

    test('reading begins no conversation, whatever cookie was made up', async () => {
      const count = async () =>
        (await database.sql<{ count: number }[]>`select count(*)::int as count from conversations`)[0]?.count;
      const before = await count();
      expect(await visitor.history()).toEqual([]);
      (await visitor.listen(0)).hangUp();
      expect(await count()).toBe(before);
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
});
