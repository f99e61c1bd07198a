/**
 * Nothing lost and nothing said twice, however often the program is killed. The persons write to a stand-in for Telegram;
 * the program, its database and its keys are the real ones.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { beforeAll, expect, test } from 'vitest';
import { createDataDir } from '../support/dataDir.ts';
import { deliveries, type Row, readOutbox } from '../support/outbox.ts';
import { type Program, runProgram } from '../support/program.ts';
import { createRandom, type Random } from '../support/random.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { type Line, writeInTurn } from '../support/standins/telegram/writer.ts';

const KILLS = 20;
/** Persons of each kind; together they send 200 updates. */
const PERSONS = 20;
const UPDATES = PERSONS * (4 + 4 + 2);
/** More conversations are never served at the same moment, so no more messages can be cut off by one kill. */
const UNDER_WAY = 16;

const seed = Number(process.env.KILL_SEED ?? randomInt(2 ** 31));

/** Whose language is clear at once, and who is asked for it. The words differ from person to person. */
const SCRIPTS: readonly ((person: number) => readonly Line[])[] = [
  (person) => [
    { words: `somebody made a fake profile of me, this is report ${person}` },
    { press: 'no' },
    { press: 'no' },
    { press: 'go_on' },
  ],
  (person) => [{ words: `hello ${person}` }, { press: 'en' }, { press: 'no' }, { press: 'unsure' }],
];
const HASTY = [
  (person: number) => `somebody got into my account, this is message ${person}`,
  (person: number) => `and my password was changed ${person}`,
];

const dir = createDataDir();
const random = createRandom(seed);
let server: TelegramServer;

beforeAll(async () => {
  server = await startTelegramServer();
  // Compiles the program once; killed processes leave nothing behind for the next one.
  await runProgram(['help']).ended;
  return () => server.close();
});

const start = (): Program =>
  runProgram(['start'], {
    DATA_DIR: dir.path,
    HOST: '127.0.0.1',
    PORT: '0',
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
  });

test(`${UPDATES} updates while the program is killed ${KILLS} times: each answered, none twice (KILL_SEED=${seed})`, {
  timeout: 240_000,
}, async () => {
  const undisturbed = start();
  await undisturbed.during(
    Promise.all(SCRIPTS.map((script, kind) => writeInTurn(server, CONTROL + kind, script(CONTROL + kind)))),
  );
  expect((await undisturbed.end('SIGKILL')).signal).toBe('SIGKILL');

  const persons: Promise<void>[] = [];
  const logs: Program[] = [];
  for (let life = 0; life < KILLS; life += 1) {
    const program = start();
    logs.push(program);
    persons.push(...arrivals(life));
    await program.during(someMoment(server, random));
    server.mend();
    expect((await program.end('SIGKILL')).signal).toBe('SIGKILL');
  }
  const last = start();
  logs.push(last);
  await last.during(Promise.all(persons));
  const sql = dir.connect();
  await last.during(quiet(sql));
  expect(await last.end('SIGTERM')).toEqual({ code: 0, signal: null });

  expect(server.waiting()).toBe(0);
  const [kept] = await sql`
    select count(*)::int as rows, count(done_at)::int as done, count(parked_at)::int as parked from inbox
    where kind = 'message'`;
  const sent = UPDATES + SCRIPTS.length * 4;
  expect(kept).toEqual({ rows: sent, done: sent, parked: 0 });

  const conversations = await readOutbox(sql, dir.keyring());
  expect(conversations.size).toBe(SCRIPTS.length * (PERSONS + 1) + PERSONS);
  let repeats = 0;
  for (const [chat, rows] of conversations) {
    expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'sent'));
    // Every copy that reached the person belongs to a row, in order; more than one only where a repeat was counted.
    const copies = deliveries(rows, server.sent(chat));
    for (const [index, { repeats: counted }] of rows.entries()) {
      expect(copies[index]).toBeGreaterThanOrEqual(1);
      expect(copies[index]).toBeLessThanOrEqual(1 + counted);
      repeats += counted;
    }
  }
  expect(repeats).toBeLessThanOrEqual((KILLS + 1) * UNDER_WAY);

  for (const kind of SCRIPTS.keys()) {
    const expected = texts(conversations.get(CONTROL + kind));
    expect(expected.length).toBeGreaterThanOrEqual(4);
    for (let person = 0; person < PERSONS; person += 1) expect(texts(conversations.get(chatOf(kind, person)))).toEqual(expected);
  }
  for (let person = 0; person < PERSONS; person += 1)
    expect(server.sent(chatOf(SCRIPTS.length, person)).at(-1)?.options.length).toBeGreaterThan(0);
  for (const program of logs) expect(program.log().filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

/** Chats of the persons who write before the first kill. */
const CONTROL = 900_000;

function chatOf(kind: number, person: number): number {
  return 1_000 * (kind + 1) + person;
}

/** Who begins to write in this life: one of each kind. A hasty person writes twice at once and does not wait. */
function arrivals(life: number): Promise<void>[] {
  const inTurn = SCRIPTS.map((script, kind) => writeInTurn(server, chatOf(kind, life), script(life)));
  for (const words of HASTY) server.say(chatOf(SCRIPTS.length, life), words(life));
  return inTurn;
}

function texts(rows: readonly Row[] | undefined): readonly string[] {
  return (rows ?? []).map(({ text }) => text);
}

/**
 * A moment while the program is at work: coming up, taking an update in, working it, handing a message over with its answer
 * still to come, or shortly after. The waits are part of the chance, not of the order of things.
 */
async function someMoment({ until, calls, confirmed, fault }: TelegramServer, { below, pick }: Random): Promise<void> {
  const before = { me: calls('getMe'), sends: calls('sendMessage'), confirmed: confirmed() };
  const kind = pick(['comingUp', 'takingIn', 'underWay', 'underWay', 'answerLost', 'after', 'after']);
  if (kind === 'comingUp') await until(() => calls('getMe') > before.me);
  else if (kind === 'takingIn') await until(() => confirmed() > before.confirmed);
  else {
    const sends = 1 + below(10);
    if (kind === 'underWay') fault({ method: 'sendMessage', delay: 5 + below(20), times: 1_000 });
    if (kind === 'answerLost') fault({ method: 'sendMessage', drop: 'after' });
    await until(() => calls('sendMessage') >= before.sends + sends);
  }
  await pause(below(kind === 'underWay' ? 8 : 40));
}

/** Resolves when everything that came in is worked and everything that was said is on its way. Looks after each event at the stand-in. */
async function quiet(sql: Sql): Promise<void> {
  const busy = async (): Promise<boolean> => {
    const [row] = await sql<{ busy: boolean }[]>`
      select exists (select 1 from inbox where done_at is null) or exists (select 1 from outbox where state in ('waiting', 'unknown')) as busy`;
    return row?.busy ?? true;
  };
  await server.until(() => server.waiting() === 0);
  for (;;) {
    // Counted before the look, so that what happens during it is not waited for.
    const seen = server.calls('sendMessage');
    if (!(await busy())) return;
    await server.until(() => server.calls('sendMessage') > seen);
  }
}
