/** Linking a group by a code, through the real channel, which takes nothing else that is said in a group for a message. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTelegram, type Telegram } from '../../src/channels/telegram/telegram.ts';
import { createLinkGroup, newCode } from '../../src/oncall/link.ts';
import { createOncallStage, MINUTE, sayInGroup } from '../support/oncall.ts';
import { silent } from '../support/telegram/harness.ts';

const LINKED = 'This group will be told when somebody urgent is waiting.';
const WRONG = 'That code does not work.';

let stage: Awaited<ReturnType<typeof createOncallStage>>;
let channel: Telegram;
const received: string[] = [];

beforeAll(async () => {
  stage = await createOncallStage();
  const { telegram, parts } = stage;
  channel = createTelegram({ token: telegram.token, apiRoot: telegram.url, log: silent, onGroupCommand: createLinkGroup(parts) });
  await channel.start(async ({ content }) => void received.push(content.kind));
});

afterAll(() => channel.stop());

const answers = (group: number): string[] => stage.telegram.sent(group).map(({ text }) => text.split('\n')[0] ?? '');
const code = async (): Promise<string> => (await newCode(stage.parts, stage.admin.id)).code;
const groups = async (): Promise<number> =>
  (await stage.parts.database.sql`select 1 from oncall_groups where address is not null`).length;

/** Writes the line and waits for its answer. */
async function write(group: number, text: string): Promise<string | undefined> {
  const before = answers(group).length;
  sayInGroup(stage.telegram, group, text);
  await stage.telegram.until(() => answers(group).length > before);
  return answers(group).at(-1);
}

/** Resolves when the bot has taken everything that was said, by what a person says after it. */
async function taken(): Promise<void> {
  const before = received.length;
  stage.telegram.say(77, 'hello');
  await stage.telegram.until(() => stage.telegram.waiting() === 0 && received.length > before);
}

test('a code links one group, once', async () => {
  const shown = await code();
  expect(await write(-1, `/oncall@test_bot ${shown.slice(0, 4)} ${shown.slice(4)}`)).toBe(LINKED);
  expect(await groups()).toBe(1);
  expect(await write(-2, `/oncall ${shown}`)).toBe(WRONG);
  expect(await groups()).toBe(1);
});

test('a group that is linked twice is still one group', async () => {
  expect(await write(-1, `/oncall ${await code()}`)).toBe(LINKED);
  expect(await groups()).toBe(1);
});

test('a code is over after ten minutes, and when another was made', async () => {
  const [replaced, old] = [await code(), await code()];
  expect(await write(-3, `/oncall ${replaced}`)).toBe(WRONG);
  stage.pass(10 * MINUTE);
  expect(await write(-3, `/oncall ${old}`)).toBe(WRONG);
  expect(await groups()).toBe(1);
});

test('whoever guesses gets five answers and then none, not even to the right code, until ten minutes are over', async () => {
  for (let count = 0; count < 5; count += 1) expect(await write(-4, `/oncall 1234567${count}`)).toBe(WRONG);
  const shown = await code();
  sayInGroup(stage.telegram, -4, '/oncall 12345678');
  sayInGroup(stage.telegram, -4, `/oncall ${shown}`);
  // Another group is answered all the same; by then the two before it were taken.
  expect(await write(-5, '/oncall 87654321')).toBe(WRONG);
  expect(answers(-4)).toHaveLength(5);
  expect(await groups()).toBe(1);
  stage.pass(10 * MINUTE);
  expect(await write(-4, `/oncall ${await code()}`)).toBe(LINKED);
});

test('nothing that is said in a group is a message, and the command is one in a private chat', async () => {
  await taken();
  const before = received.length;
  for (const text of ['help me', '/oncall', '/oncall please', '/oncall 123', 'say /oncall 12345678', '/start']) {
    sayInGroup(stage.telegram, -6, text);
  }
  stage.telegram.say(88, '/oncall 12345678');
  await stage.telegram.until(() => stage.telegram.waiting() === 0 && received.length > before);
  expect(received.slice(before)).toEqual(['text']);
  expect(answers(-6)).toEqual([]);
});
