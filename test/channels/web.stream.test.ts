import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/client.ts';
import { Keyring } from '../../src/privacy/keyring.ts';
import { createDatabase } from '../support/database.ts';
import { openSite, type Site } from '../support/web/site.ts';
import { Visitor } from '../support/web/visitor.ts';

const made = createDatabase();
const keyring = new Keyring(Buffer.alloc(32, 7));

// A lost wake-up is found by the next beat, after 20 seconds: a test that took so long would hide it.
describe('the stream of the chat API', { timeout: 10_000 }, () => {
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

  test('a line that was opened before the first message tells what is said to it', async () => {
    const stream = await visitor.listen(0);
    await visitor.say({ kind: 'text', text: 'salam' });
    await site.tell(visitor.address, 'walaikum salam');
    expect((await stream.messages(1)).map(({ text }) => text)).toEqual(['walaikum salam']);
    stream.hangUp();
  });

  test('a page that still shows a conversation which is gone is told so', async () => {
    const stream = await visitor.listen(7);
    expect(await stream.next()).toMatchObject({ event: 'gone' });
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
    expect(await visitor.history()).toMatchObject([{ from: 'you', text: 'again' }]);
  });

  test.each(['-1', 'x', '1.5'])('a cursor of %s is 400', async (after) => {
    expect((await visitor.request(`/stream?after=${after}`)).status).toBe(400);
  });
});
