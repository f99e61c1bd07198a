/**
 * What people type is nowhere in the clear: not in a file, not in a column, not in a line that the program prints, not even
 * when something fails. Words are planted by every way in, proven to have arrived, and looked for.
 */
import { setImmediate } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Arrived } from '../../src/conversation/receive.ts';
import type { ConversationView } from '../../src/desk/views.ts';
import { openBytes, openJson } from '../../src/privacy/keyring.ts';
import { Associate } from '../support/associate.ts';
import { createDataDir } from '../support/dataDir.ts';
import { type Program, runProgram, urlOf } from '../support/program.ts';
import { findIn, findInFolder, findInTables, type Words } from '../support/search.ts';
import { ogg } from '../support/sounds.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { writeInTurn } from '../support/standins/telegram/writer.ts';
import { Visitor } from '../support/web/visitor.ts';

const CHAT = 7_046_551_923;
const TROUBLED = 7_046_551_987;
const LEAVING = 7_046_551_941;

/** Planted in messages that are kept: they must be found when these are opened with the key. */
const kept = {
  story: 'quietmarigold has made a fake profile of me',
  phone: '+923451098765',
  caption: 'pic of teal bicycle',
  edited: 'amberlantern instead of that',
  reference: '9081-7263',
  page: 'velvetharbour on the page',
  option: 'coppertrellis',
  unstored: 'saffronkite while nothing can be stored',
  failing: 'indigobarley while the flow fails',
  refused: 'graniteplum while the answer is refused',
};

/** Planted where nothing is kept, or where the message is gone by now. */
const passing = {
  urdu: 'نیلم وادی والی بات',
  voiceReference: 'plumsparrow-is-where-the-sound-lies',
  chat: String(CHAT),
  troubledChat: String(TROUBLED),
  leavingChat: String(LEAVING),
  firstName: 'Zarqashan',
  lastName: 'Quetzalwala',
  username: 'zq_marble_otter',
  button: 'crimsonladle',
  shared: '923337700112',
  sharedName: 'Ghazalpari',
  erased: 'ivorytangent must be forgotten',
  spoken: 'russetpetrel is spoken on the page',
  spokenOnTelegram: 'umberquail is spoken on Telegram',
  spokenAndErased: 'hazeltern is spoken and forgotten',
  reply: 'cobaltmeadow is what the associate answers',
  password: 'pewterwillow-of-the-desk',
  wrongPassword: 'mauvetyphoon-is-wrong',
  badBody: 'tawnyglacier',
  badPath: 'ochrefalcon',
  tooLong: 'sablecomet',
};

const control = { control: 'written in the clear on purpose' };

const EMAIL = 'one@desk.example';

const dir = createDataDir();
const programs: Program[] = [];
let server: TelegramServer;
let planted: Words;
let sql: Sql;

beforeAll(async () => {
  server = await startTelegramServer();
  const settings = { DATA_DIR: dir.path, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'trace' };
  const telegram = { TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.url };
  const program = runProgram(['start'], { ...settings, ...telegram });
  programs.push(program);
  const url = await urlOf(program);
  const adding = runProgram(['user', 'add', '--email', EMAIL, '--name', 'One'], settings, `${passing.password}\n`);
  programs.push(adding);
  expect((await adding.ended).code).toBe(0);
  sql = dir.connect();

  const address = await program.during(onThePage(url));
  await program.during(onTelegram());
  await program.during(atTheDesk(url));
  await program.during(whileThingsFail(program));
  await program.during(leaving());
  await program.during(leavingThePage(url));
  planted = { ...kept, ...passing, address };
  await sql`create table control (value text, bytes bytea)`;
  await sql`insert into control values (${control.control}, ${Buffer.from(control.control)})`;
  await sql`checkpoint`;
  expect((await program.end('SIGTERM')).code).toBe(0);
});
afterAll(() => server.close());

test('what was planted did arrive, and opens with the key', async () => {
  const rows = await sql<{ id: string; dataKey: Buffer; body: Buffer }[]>`
    select c.id, c.data_key as "dataKey", i.body from inbox i join conversations c on c.id = i.conversation_id`;
  const keyring = dir.keyring();
  const opened = rows.map(({ id, dataKey, body }) => openJson<Arrived>(keyring.unwrap(id, dataKey), 'inbox', id, body));
  const text = Buffer.from(JSON.stringify(opened));
  expect(findIn(text, kept)).toHaveLength(Object.keys(kept).length);
  expect(findIn(text, { erased: passing.erased })).toEqual([]);
});

test('the recordings that were kept open with the key, and of the erased one nothing is left', async () => {
  const rows = await sql<{ id: string; owner: string; dataKey: Buffer; body: Buffer }[]>`
    select m.id, c.id as owner, c.data_key as "dataKey", p.body from media m
    join media_parts p on p.media_id = m.id join conversations c on c.id = m.conversation_id order by m.received_at`;
  const keyring = dir.keyring();
  const opened = rows.map(({ id, owner, dataKey, body }) =>
    openBytes(keyring.unwrap(owner, dataKey), 'media', `${owner}/${id}`, body),
  );
  expect(opened).toHaveLength(2);
  expect(opened).toEqual(expect.arrayContaining([ogg(passing.spoken), ogg(passing.spokenOnTelegram)]));
});

test('no file under the data folder holds a planted word; the search finds what is in the clear', () => {
  const found = findInFolder(dir.path, { ...planted, ...control });
  expect(found.filter((line) => !line.startsWith('control'))).toEqual([]);
  expect(found.some((line) => line.startsWith('control (plain)'))).toBe(true);
});

test('no column of any table holds a planted word; the search finds what is in the clear', async () => {
  const found = await findInTables(sql, { ...planted, ...control });
  expect(found.toSorted()).toEqual([
    'control (hex) in control.bytes',
    'control (plain) in control.bytes',
    'control (plain) in control.value',
  ]);
});

test('no line that was printed holds a planted word', () => {
  const printed = Buffer.from(programs.map((program) => program.printed()).join('\n'));
  expect(findIn(printed, planted)).toEqual([]);
  expect(findIn(printed, { failure: 'turn failed', refusal: 'message could not be stored' })).toHaveLength(2);
});

test.for([
  ['plain', (word: string) => word],
  ['UTF-16', (word: string) => Buffer.from(word, 'utf16le').toString('latin1')],
  ['hex', (word: string) => Buffer.from(word).toString('hex')],
  ['HEX', (word: string) => Buffer.from(word).toString('hex').toUpperCase()],
  ['base64', (word: string) => Buffer.from(`a${word}`).toString('base64')],
  ['base64', (word: string) => Buffer.from(`ab${word}z`).toString('base64')],
  ['base64url', (word: string) => Buffer.from(`abc${word}`).toString('base64url')],
  ['percent', (word: string) => encodeURIComponent(word)],
] as const)('the search knows %s', ([form, write]) => {
  const word = 'a word?>~ to find';
  const bytes = Buffer.from(`before ${write(word)} after`, 'latin1');
  expect(findIn(bytes, { word })).toContain(`word (${form})`);
  expect(findIn(bytes, { word: 'another' })).toEqual([]);
});

test('the search knows a number that is written as an integer', () => {
  const bytes = Buffer.alloc(20);
  bytes.writeBigInt64LE(BigInt(CHAT), 5);
  expect(findIn(bytes, { chat: String(CHAT) })).toEqual(['chat (little-endian)']);
});

/** Resolves to the address, which is the secret in the cookie. */
async function onThePage(url: string): Promise<string> {
  const visitor = new Visitor(url);
  await visitor.arrive();
  const listening = await visitor.listen(0);
  await visitor.say({ kind: 'text', text: kept.page });
  await listening.messages(1);
  await visitor.say({ kind: 'option', option: kept.option, asked: kept.option });
  expect((await visitor.sayAloud(ogg(passing.spoken))).status).toBe(202);
  expect((await visitor.sayAloud(Buffer.from(passing.badBody))).status).toBe(415);
  expect((await visitor.request('/messages', { method: 'POST', body: `{"${passing.badBody}` })).status).toBe(400);
  expect((await visitor.request(`/stream?after=${passing.badPath}`)).status).toBe(400);
  expect((await visitor.request(`/${passing.badPath}`)).status).toBe(404);
  expect((await visitor.say({ kind: 'text', text: passing.tooLong.repeat(2_000) })).status).toBe(413);
  listening.hangUp();
  return visitor.address;
}

async function onTelegram(): Promise<void> {
  const names = { first_name: passing.firstName, last_name: passing.lastName, username: passing.username };
  const who = { from: { id: CHAT, is_bot: false, ...names }, chat: { id: CHAT, type: 'private', ...names } };
  await answered(CHAT, () => server.say(CHAT, kept.story, who));
  const message = server.say(CHAT, passing.urdu, who);
  await answered(CHAT, () => server.say(CHAT, kept.phone, who));
  await answered(CHAT, () => server.edit(CHAT, message, kept.edited));
  await answered(CHAT, () => server.attach(CHAT, 'picture', kept.caption));
  await answered(CHAT, () => server.speak(CHAT, ogg(passing.spokenOnTelegram), { file_id: passing.voiceReference }));
  await answered(CHAT, () => server.press(CHAT, `token:${passing.button}`));
  const contact = { phone_number: passing.shared, first_name: passing.sharedName };
  await answered(CHAT, () => server.update(CHAT, { message: { message_id: 9_000_001, date: 1, contact, ...who } }));
  await answered(CHAT, () => server.say(CHAT, 'status', who));
  await answered(CHAT, () => server.say(CHAT, kept.reference, who));
  await answered(CHAT, () => server.say(CHAT, '7351', who));
  await answered(CHAT, () => server.say(CHAT, '0', who));
}

async function atTheDesk(url: string): Promise<void> {
  const associate = new Associate(url);
  expect(await associate.logIn(EMAIL, passing.wrongPassword)).toBe(401);
  expect(await associate.logIn(EMAIL, passing.password)).toBe(200);
  const conversation = await associate.claimNext();
  // Out of hours nobody may write to a person who has not written since.
  await worked(() => server.say(CHAT, 'I am here'));
  await associate.answer(conversation, passing.reply);
  await server.until(() => server.sent(CHAT).some(({ text }) => text === passing.reply));
  const { entries } = (await (await associate.get(`/api/desk/conversations/${conversation}`)).json()) as ConversationView;
  const voice = entries.find((entry) => entry.from === 'complainant' && entry.voice);
  const heard = () => associate.get(`/api/desk/conversations/${conversation}/media/${voice?.id}`);
  let answer = await heard();
  while (answer.status === 503) answer = await heard();
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(ogg(passing.spokenOnTelegram));
  server.lose(passing.voiceReference);
  expect((await heard()).status).toBe(200);
  const path = `/api/desk/conversations/${passing.badPath}`;
  expect((await associate.get(path)).status).toBe(400);
  expect((await associate.post(`${path}/messages`, { text: passing.badBody })).status).toBe(400);
}

/** Writes and resolves when that has had its turn, whether or not anything is answered. */
async function worked(write: () => void): Promise<void> {
  const before = await arrived();
  write();
  for (let now = before; now.done <= before.done || now.waiting > 0; now = await arrived()) await setImmediate();
}

async function arrived(): Promise<{ done: number; waiting: number }> {
  const [row] = await sql<{ done: number; waiting: number }[]>`
    select count(done_at)::int as done, count(*) filter (where done_at is null and parked_at is null)::int as waiting
    from inbox where kind = 'message'`;
  return row ?? { done: 0, waiting: 0 };
}

/** A message that cannot be stored, a turn that fails in the flow, a turn that fails in the database. */
async function whileThingsFail(program: Program): Promise<void> {
  await answered(TROUBLED, () => server.say(TROUBLED, 'hello there, can you help me'));

  await sql`alter table inbox add constraint closed check (length(body) = 0) not valid`;
  await answered(TROUBLED, async () => {
    server.say(TROUBLED, kept.unstored);
    await program.logged('message could not be stored');
    await sql`alter table inbox drop constraint closed`;
  });

  // The turn goes up too, so that nothing of the conversation is remembered.
  await sql`update conversations set flow_version = flow_version + 900, turn = turn + 1`;
  await answered(TROUBLED, async () => {
    server.say(TROUBLED, kept.failing);
    await program.logged('turn failed');
    await sql`update conversations set flow_version = flow_version - 900`;
  });

  await sql`alter table outbox add constraint closed check (length(body) = 0) not valid`;
  await answered(TROUBLED, async () => {
    server.say(TROUBLED, kept.refused);
    await program.logged('turn failed', 2);
    await sql`alter table outbox drop constraint closed`;
  });
}

async function leaving(): Promise<void> {
  await writeInTurn(server, LEAVING, [{ words: passing.erased }, { words: 'delete my data' }]);
  await answered(LEAVING, () => server.say(LEAVING, 'yes'));
}

/** Somebody speaks on the page and has all of it deleted. */
async function leavingThePage(url: string): Promise<void> {
  const visitor = new Visitor(url);
  await visitor.arrive();
  const listening = await visitor.listen(0);
  await visitor.sayAloud(ogg(passing.spokenAndErased));
  await listening.messages(1);
  expect(await sql`select 1 from media`).toHaveLength(3);
  for (const text of ['delete my data', 'yes']) {
    await visitor.say({ kind: 'text', text });
    await listening.messages(1);
  }
  while ((await listening.next())?.event !== 'gone');
}

/** Does something and waits until the bot has answered in the chat. */
async function answered(chat: number, act: () => unknown): Promise<void> {
  const before = server.sent(chat).length;
  await act();
  await server.until(() => server.sent(chat).length > before);
}
