/** The database goes away for a while: what arrives meanwhile is not acknowledged, nobody is forgotten, nobody is told twice. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Keyring } from '../../src/privacy/keyring.ts';
import { createDatabase } from '../support/database.ts';
import { deliveries, readOutbox } from '../support/outbox.ts';
import { endPrograms, type Program, runProgram, urlOf } from '../support/program.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { writeInTurn } from '../support/standins/telegram/writer.ts';
import { Visitor } from '../support/web/visitor.ts';
import { startWire, type Wire } from '../support/wire.ts';

const PERSONS = 10;
/** Telegram and the page. */
const CHANNELS = 2;

const { url, database } = await createDatabase();
const key = randomBytes(32);
let server: TelegramServer;
let wire: Wire;
let program: Program;
let at: string;

beforeAll(async () => {
  server = await startTelegramServer();
  wire = await startWire(Number(new URL(url).port));
  const through = new URL(url);
  through.port = String(wire.port);
  program = runProgram(['start'], {
    DATABASE_URL: through.href,
    AMAAN_MASTER_KEY: key.toString('hex'),
    HOST: '127.0.0.1',
    PORT: '0',
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
  });
  at = await urlOf(program);
});
afterAll(async () => {
  await endPrograms();
  await wire.close();
  await server.close();
});

test('messages that arrive while the database is away are answered once it is back', async () => {
  const visitor = new Visitor(at);
  await visitor.arrive();
  await visitor.say({ kind: 'hello' });
  const listening = await visitor.listen(0);
  await listening.messages(1);
  const known = Array.from({ length: PERSONS }, (_, person) => person);
  const talks = known.map((person) => writeInTurn(server, 100 + person, [{ words: `hello ${person}` }, { press: 'en' }]));
  await program.during(Promise.all(talks));
  await program.during(server.until(() => server.waiting() === 0));

  // Some are in hand at that moment, the others come when it is away.
  for (const person of known) server.say(200 + person, `I am new here with my question number ${person}`);
  await wire.cut();
  for (const person of known) server.say(100 + person, `I am here with my question number ${person}`);
  const posted = { id: randomUUID(), kind: 'text', text: 'I am also here with a question' } as const;
  expect((await program.during(visitor.post(posted))).status).toBe(503);
  expect((await program.during(fetch(`${at}/healthz`))).status).toBe(200);
  expect((await program.during(fetch(`${at}/readyz`))).status).toBe(503);
  await program.logged('channel lost its database connection', CHANNELS);
  const [kept] = await database.sql<{ count: number }[]>`select count(*)::int as count from inbox`;
  const sent = 2 + 4 * PERSONS;
  const acknowledged = sent - 1 - server.waiting();
  expect(kept?.count).toBeGreaterThanOrEqual(acknowledged);
  expect(kept?.count).toBeLessThanOrEqual(sent - 1 - PERSONS);

  const before = known.map((person) => server.sent(100 + person).length);
  await wire.mend();
  await program.logged('channel started', 2 * CHANNELS);
  expect((await program.during(visitor.post(posted))).status).toBe(202);
  expect((await program.during(visitor.post(posted))).status).toBe(202);
  const told = (person: number): boolean =>
    server.sent(100 + person).length > (before[person] ?? 0) &&
    server.sent(200 + person).some(({ options }) => options.length > 0);
  await program.during(server.until(() => known.every(told)));
  await program.during(server.until(() => server.waiting() === 0));
  expect((await visitor.history()).filter(({ from, text }) => from === 'you' && text === posted.text)).toHaveLength(1);
  expect((await program.end('SIGTERM')).code).toBe(0);

  const [rows] = await database.sql`select count(*)::int as rows, count(done_at)::int as done from inbox`;
  expect(rows).toEqual({ rows: sent, done: sent });
  for (const [chat, said] of await readOutbox(database.sql, new Keyring(key))) {
    expect(said.map(({ outcome }) => outcome)).toEqual(said.map(() => 'sent'));
    const copies = deliveries(said, server.sent(chat));
    for (const [index, { repeats }] of said.entries()) {
      expect(copies[index]).toBeGreaterThanOrEqual(1);
      expect(copies[index]).toBeLessThanOrEqual(1 + repeats);
    }
  }
});
