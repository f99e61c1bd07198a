/** What stands in a group of associates: once, true, and nothing about the person who waits. */
import { expect, test } from 'vitest';
import { beginPost, bringUpToDate, duePosts } from '../../db/queries/oncall.ts';
import { withdrawHandoff } from '../../db/queries/place.ts';
import { readAlerts, seeAlert } from '../../src/desk/alerts.ts';
import { claim, close, release } from '../../src/desk/claims.ts';
import { timesAt } from '../../src/oncall/times.ts';
import { Watch } from '../../src/oncall/watch.ts';
import { createOncallStage, DESK, MINUTE } from '../support/oncall.ts';
import { type Seeded, seedWaiting } from '../support/seed.ts';

const GROUP = -1001;
const OTHER = -1002;

/** What a line says, whatever its time: the first of its sentences, in English. */
const said = (line = ''): string => line.split('\n')[0]?.replace(/^\d\d:\d\d: /, '') ?? '';
const WAITING = 'An urgent conversation is waiting.';
const CLAIMED = 'This urgent conversation is being looked after.';
const OVER = 'This urgent conversation is over.';

async function stage() {
  const made = await createOncallStage();
  await made.link(GROUP);
  const urgent = (): Promise<Seeded> =>
    seedWaiting(made.parts, { urgency: 'emergency', flags: ['danger'], types: ['threat'], text: 'he is at my door' });
  return { ...made, urgent, says: (group = GROUP) => made.lines(group).map(said) };
}

test('an emergency is posted once though two processes look at the same moment, and again never', async () => {
  const { parts, watch, urgent, says, look, telegram } = await stage();
  await urgent();
  const other = new Watch(parts);
  await Promise.all([look(watch), look(other)]);
  await look(watch);
  await look(other);
  expect(says()).toEqual([WAITING]);
  // One that answered the code, one that calls.
  expect(telegram.calls('sendMessage')).toBe(2);
});

test('a line has the fixed words in English and Urdu, the time and the desk, and nothing else', async () => {
  const { parts, urgent, lines, look, admin } = await stage();
  const { handoffId, conversationId, address } = await urgent();
  await look();
  await claim(parts, admin, handoffId);
  const before = lines(GROUP);
  await look();
  for (const line of [...before, ...lines(GROUP)]) {
    const [english, urdu, ...rest] = line.split('\n');
    expect(english).toMatch(/^\d\d:\d\d: (An|This) urgent conversation is [a-z ]+\.$/);
    expect(urdu).toMatch(/^\d\d:\d\d: [\u0600-\u06ff ]+۔$/);
    for (const secret of [handoffId, conversationId, address, 'door', 'threat', 'web', admin.name]) {
      expect(line.includes(secret)).toBe(false);
    }
    expect(rest).toEqual(line === before[0] ? [DESK] : []);
  }
});

test('what is high is posted as well, what can wait is not', async () => {
  const { parts, says, look } = await stage();
  await seedWaiting(parts, { urgency: 'normal' });
  await seedWaiting(parts, { urgency: 'low' });
  await look();
  expect(says()).toEqual([]);
  await seedWaiting(parts, { urgency: 'high' });
  await look();
  expect(says()).toEqual([WAITING]);
});

test('a claim changes the line, a release calls anew, and in the end every line says that it is over', async () => {
  const { parts, admin, urgent, says, look } = await stage();
  const { handoffId } = await urgent();
  await look();
  await claim(parts, admin, handoffId);
  await look();
  expect(says()).toEqual([CLAIMED]);
  await release(parts, admin, handoffId);
  await look();
  await look();
  expect(says()).toEqual([CLAIMED, WAITING]);
  await claim(parts, admin, handoffId);
  await look();
  expect(says()).toEqual([CLAIMED, CLAIMED]);
  await close(parts, admin, handoffId, 'advised');
  await look();
  expect(says()).toEqual([OVER, OVER]);
});

test('who leaves the queue, and who is deleted with all that was kept, is not waited for any more', async () => {
  const { parts, urgent, says, look } = await stage();
  const [leaving, deleted] = [await urgent(), await urgent()];
  await look();
  expect(says()).toEqual([WAITING, WAITING]);
  await withdrawHandoff(parts.database.sql, leaving.conversationId, new Date());
  await parts.database.sql`delete from conversations where id = ${deleted.conversationId}`;
  await look();
  expect(says()).toEqual([OVER, OVER]);
});

test('after five minutes of waiting there is one reminder, and no second one', async () => {
  const { parts, admin, urgent, says, look, pass } = await stage();
  const { handoffId } = await urgent();
  await look();
  pass(4 * MINUTE);
  await look();
  expect(says()).toEqual([WAITING]);
  for (let times = 0; times < 5; times += 1) {
    pass(2 * MINUTE);
    await look();
  }
  expect(says()).toEqual([WAITING, 'An urgent conversation is still waiting.']);
  await claim(parts, admin, handoffId);
  await look();
  expect(says()).toEqual([CLAIMED, CLAIMED]);
});

test('a process that died before it sent leaves the line to the next one, a minute later', async () => {
  const { parts, urgent, says, look, pass } = await stage();
  await urgent();
  const { sql } = parts.database;
  const times = timesAt(parts.clock());
  await bringUpToDate(sql, times);
  const [due] = await duePosts(sql, times);
  expect(due && (await beginPost(sql, due, times))).toBeTruthy();
  await look();
  pass(MINUTE / 2);
  await look();
  expect(says()).toEqual([]);
  pass(MINUTE / 2);
  await look();
  await look();
  expect(says()).toEqual([WAITING]);
});

test('a line whose answer was lost is not repeated within a minute, but is after that', async () => {
  const { urgent, says, look, pass, telegram } = await stage();
  await urgent();
  telegram.fault({ method: 'sendMessage', drop: 'after' });
  await look();
  pass(MINUTE - 1);
  await look();
  expect(says()).toEqual([WAITING]);
  pass(1);
  await look();
  expect(says()).toEqual([WAITING, WAITING]);
  pass(2 * MINUTE);
  await look();
  expect(says()).toEqual([WAITING, WAITING]);
});

test('a group that Telegram is slow with rests as long as it was told to, and the others are told meanwhile', async () => {
  const { urgent, says, look, link, pass, telegram } = await stage();
  await link(OTHER);
  await urgent();
  telegram.fault({ method: 'sendMessage', status: 429, retryAfter: 30 });
  await look();
  expect([...says(GROUP), ...says(OTHER)]).toEqual([WAITING]);
  pass(29_000);
  await look();
  expect([...says(GROUP), ...says(OTHER)]).toEqual([WAITING]);
  pass(1_000);
  await look();
  expect([says(GROUP), says(OTHER)]).toEqual([[WAITING], [WAITING]]);
});

test('what Telegram refused for certain is tried again after a second, then after two', async () => {
  const { urgent, says, look, pass, telegram } = await stage();
  await urgent();
  telegram.fault({ method: 'sendMessage', status: 500, times: 2 });
  for (const wait of [0, 1_000, 1_000]) {
    pass(wait);
    await look();
    expect(says()).toEqual([]);
  }
  pass(1_000);
  await look();
  expect(says()).toEqual([WAITING]);
});

test('a change that got lost is made again', async () => {
  const { parts, admin, urgent, says, look, pass, telegram } = await stage();
  const { handoffId } = await urgent();
  await look();
  await claim(parts, admin, handoffId);
  telegram.fault({ method: 'editMessageText', drop: 'before' });
  await look();
  expect(says()).toEqual([WAITING]);
  pass(1_000);
  await look();
  expect(says()).toEqual([CLAIMED]);
});

test('a group that removed the bot is unlinked, and the desk says so', async () => {
  const { parts, admin, urgent, look, link, says, telegram } = await stage();
  await link(OTHER);
  telegram.block(GROUP);
  await urgent();
  await look();
  await look();
  expect(says(OTHER)).toEqual([WAITING]);
  const groups = await parts.database.sql`select 1 from oncall_groups`;
  expect(groups).toHaveLength(1);
  expect(await readAlerts(parts, admin)).toMatchObject([{ kind: 'group_lost', conversationId: null, mayClose: true }]);
});

test('a group that became a supergroup keeps its link', async () => {
  const { urgent, look, telegram } = await stage();
  telegram.move(GROUP, OTHER);
  await urgent();
  await look();
  await look();
  expect(telegram.sent(OTHER).map(({ text }) => said(text))).toEqual([WAITING]);
});

test('a line of ours that does not work is posted once, and changed when somebody has dealt with it', async () => {
  const { parts, admin, says, look } = await stage();
  await parts.database.sql`insert into alerts (kind, channel) values ('channel_down', 'whatsapp'), ('delivery_failed', null)`;
  await look();
  await look();
  expect(says()).toEqual(['The WhatsApp line does not work. Please look at the desk.']);
  const alert = (await readAlerts(parts, admin)).find(({ kind }) => kind === 'channel_down');
  await seeAlert(parts, admin, alert?.id ?? 0);
  await look();
  expect(says()).toEqual(['Somebody has dealt with the WhatsApp line.']);
});

test('a group that is linked later hears nothing of before', async () => {
  const { urgent, look, link, pass, says } = await stage();
  await urgent();
  await look();
  pass(1_000);
  await link(OTHER);
  await look();
  expect([says(GROUP), says(OTHER)]).toEqual([[WAITING], []]);
});
