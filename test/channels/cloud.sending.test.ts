import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, type Mark, type Outbound, SendError } from '../../src/channels/channel.ts';
import { render } from '../../src/channels/whatsappCloud/render.ts';
import { outbound } from '../contract/channel.ts';
import { cloudOn } from '../support/cloud/harness.ts';
import type { CloudStandIn } from '../support/standins/cloud/cloudStandIn.ts';
import { startCloudStandIn } from '../support/standins/cloud/server.ts';

const AMNA = 'amna';
let standIn: CloudStandIn;
let channel: Channel;
let address: string;

beforeEach(async () => {
  standIn = await startCloudStandIn();
  await standIn.receive(AMNA, { kind: 'text', text: 'salam' });
  channel = cloudOn(standIn);
  address = standIn.address(AMNA);
});

afterEach(async () => {
  await channel.stop();
  expect(standIn.strays()).toEqual([]);
  await standIn.close();
});

async function failure(message: Outbound = outbound('hello'), to = address): Promise<SendError> {
  const error: unknown = await channel.send(to, message).catch((thrown: unknown) => thrown);
  if (!(error instanceof SendError)) throw new Error('it did not fail as a SendError');
  return error;
}

/** The options with these labels, under ids of their own. */
const options = (...labels: string[]) => labels.map((label, index) => ({ id: `o${index}`, label }));

/** What was sent last, by its kind. */
const last = () => standIn.outgoing(AMNA).at(-1);

describe('a menu', () => {
  test('of up to three short labels is buttons, which carry the token and the id', async () => {
    const sent = await channel.send(address, outbound('Safe?', options('Yes', 'نہیں', 'x'.repeat(20)), 'q9'));
    expect(last()).toMatchObject({ kind: 'button', text: 'Safe?', id: sent.reference });
    expect(last()?.pressable.map(({ id }) => id)).toEqual(['q9:o0', 'q9:o1', 'q9:o2']);
  });

  test('of up to ten labels is a list when the hint fits on what opens it, and numbers otherwise', async () => {
    const ten = options(...Array.from({ length: 10 }, (_, index) => `${index} ${'x'.repeat(22)}`));
    await channel.send(address, { ...outbound('What happened?', ten, 'q9'), menuTitle: 'Choose here' });
    expect(last()).toMatchObject({ kind: 'list', opener: 'Choose here' });
    expect(last()?.pressable.map(({ id }) => id)[9]).toBe('q9:o9');
    await channel.send(address, { ...outbound('What happened?', ten), menuHint: 'Send the number of your answer' });
    expect(last()).toMatchObject({ kind: 'text', text: 'What happened?', options: ten.map(({ label }) => label) });
    await channel.send(address, outbound('What happened?', ten));
    expect(last()?.kind).toBe('text');
  });

  test.each([
    ['a label is longer than a button', options('Yes', 'x'.repeat(25))],
    ['two labels are the same', options('Yes', 'Yes')],
    ['a label has no words', options('Yes', ' ')],
    ['there are eleven', options(...Array.from({ length: 11 }, (_, index) => `o${index}`))],
    ['an id does not fit', [{ id: 'x'.repeat(260), label: 'Long' }, ...options('a', 'b', 'c')]],
  ])('is numbers when %s, and a number can be answered', async (_why, offered) => {
    await channel.send(address, { ...outbound('Which?', offered), menuHint: 'Answer by number' });
    const lines = offered.map(({ label }, index) => `*${index + 1}*  ${label.trim()}`);
    expect(last()).toMatchObject({ kind: 'text', raw: `Which?\n\n${lines.join('\n')}\n\nAnswer by number` });
  });

  test('that is numbers is answered with one', async () => {
    const taken: unknown[] = [];
    await channel.start(async ({ content }) => void taken.push(content));
    await channel.send(address, outbound('Which?', options('First of all, this one', 'Then this')));
    await standIn.receive(AMNA, { kind: 'pick', label: 'Then this' });
    await standIn.until(() => standIn.waiting() === 0);
    expect(taken.at(-1)).toEqual({ kind: 'text', text: '2' });
  });

  test('stands under as much of a long text as fits above buttons, and the rest goes before', async () => {
    const text = `${'a'.repeat(3_000)}\n\n${'b'.repeat(900)}`;
    await channel.send(address, outbound(text, options('Yes')));
    expect(standIn.outgoing(AMNA).map(({ kind, raw }) => [kind, raw.length])).toEqual([
      ['text', 3_000],
      ['button', 900],
    ]);
  });
});

describe('what stands out', () => {
  const marked = (text: string, ...words: [Mark['style'], string][]) => {
    const marks = words.map(([style, part]) => ({ style, from: text.indexOf(part), to: text.indexOf(part) + part.length }));
    const [part] = render({ ...outbound(text), marks });
    return part?.type === 'text' ? part.text.body : '';
  };

  test('has the signs of WhatsApp, in Urdu and after emoji too', () => {
    expect(marked('😀 اگر محفوظ: 1234 چھپائیں', ['code', '1234'], ['bold', 'چھپائیں'])).toBe('😀 اگر محفوظ: `1234` *چھپائیں*');
  });

  test('has them on each of its lines, and around words only', () => {
    expect(marked('say  one\ntwo  now', ['bold', ' one\ntwo '])).toBe('say  *one*\n*two*  now');
  });

  test('stays plain inside a word, and where its own sign is part of it', () => {
    expect(marked('unsafe', ['bold', 'safe'])).toBe('unsafe');
    expect(marked('a *b* c', ['bold', '*b*'])).toBe('a *b* c');
  });

  test('never makes a part too long, and is split with its words', async () => {
    const text = `${'لفظ '.repeat(1_023)}آخر\n\nنیا`;
    const marks: Mark[] = [{ style: 'bold', from: 0, to: text.length }];
    await channel.send(address, { ...outbound(text), marks });
    expect(standIn.outgoing(AMNA).every(({ raw }) => raw.length <= 4_096 && raw.startsWith('*') && raw.endsWith('*'))).toBe(true);
    expect(standIn.sent(AMNA).flatMap((seen) => seen.text.split(/\s+/))).toEqual(text.split(/\s+/));
  });
});

describe('a send that fails', () => {
  test.each([
    [401, 190, 'misconfigured'],
    [400, 10, 'misconfigured'],
    [403, 200, 'misconfigured'],
    [400, 133010, 'misconfigured'],
    [400, 131031, 'misconfigured'],
    [400, 131026, 'blocked'],
    [400, 131047, 'blocked'],
    [400, 131021, 'rejected'],
    [400, 131051, 'rejected'],
    [400, 999_999, 'rejected'],
    [400, 4, 'throttled'],
    [400, 80007, 'throttled'],
    [429, 130429, 'throttled'],
    [400, 131048, 'throttled'],
    [500, 131000, 'unreachable'],
    [400, 131016, 'unreachable'],
    [503, 2, 'unreachable'],
  ] as const)('with status %i and code %i is %s, and nothing was sent', async (status, code, reason) => {
    standIn.rule({ at: 'messages', status, code });
    expect(await failure()).toMatchObject({ reason, maybeSent: false });
    expect(standIn.sent(AMNA)).toEqual([]);
  });

  test('says how long to wait: what Meta names, or a little while for one person', async () => {
    standIn.rule({ at: 'messages', status: 429, code: 130429, retryAfter: 17 });
    expect(await failure()).toMatchObject({ reason: 'throttled', retryAfter: 17 });
    standIn.rule({ at: 'messages', status: 400, code: 131056 });
    expect(await failure()).toMatchObject({ reason: 'throttled', retryAfter: 6 });
  });

  test('24 hours after the last word of theirs cannot be sent until they write again', async () => {
    standIn.elapse(AMNA, 24 * 60 * 60_000 + 1);
    const error = await failure();
    expect(error).toMatchObject({ reason: 'blocked', retryable: false });
    expect(String(error.cause)).toContain('24 hours');
    await standIn.receive(AMNA, { kind: 'text', text: 'again' });
    await channel.send(address, outbound('welcome back'));
    expect(standIn.sent(AMNA)).toHaveLength(1);
  });

  test('may have been sent when a gateway gave up, when the answer was lost, or when it was nobody we know who answered', async () => {
    standIn.rule({ at: 'messages', status: 502 });
    expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: true });
    standIn.fault({ kind: 'answer_lost' });
    expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: true });
    expect(standIn.sent(AMNA)).toHaveLength(1);
    standIn.fault({ kind: 'message_lost' });
    expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: true });
    standIn.rule({ at: 'messages', status: 200 });
    expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: true });
    expect(standIn.calls('messages')).toBe(4);
  });

  test('was not sent when there is no connection', async () => {
    const { port } = standIn;
    await standIn.close();
    expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: false });
    standIn = await startCloudStandIn({ port });
  });

  test('never follows to another place, which would be told the token', async () => {
    standIn.rule({ at: 'messages', status: 307, location: `${standIn.url}/elsewhere/messages` });
    expect(await failure()).toMatchObject({ reason: 'unreachable' });
    expect(standIn.calls('messages')).toBe(1);
  });

  test('is rejected before it leaves when it has no words, or its address is of another platform', async () => {
    expect(await failure(outbound(' \n '))).toMatchObject({ reason: 'rejected' });
    expect(await failure(outbound('hello'), '12345')).toMatchObject({ reason: 'rejected' });
    expect(await failure(outbound('hello'), '1203630@g.us')).toMatchObject({ reason: 'rejected' });
    expect(standIn.calls('messages')).toBe(0);
  });

  test('in the middle of a long text goes on there when it is tried again', async () => {
    const message = outbound(`${'a'.repeat(4_000)}\n\n${'b'.repeat(4_000)}\n\n${'c'.repeat(4_000)}`);
    standIn.fault({ kind: 'slow', milliseconds: 0 });
    standIn.fault({ kind: 'refused', reason: 'throttled' });
    expect((await failure(message)).reason).toBe('throttled');
    await channel.send(address, message);
    expect(standIn.sent(AMNA).map(({ text }) => text[0])).toEqual(['a', 'b', 'c']);
  });
});
