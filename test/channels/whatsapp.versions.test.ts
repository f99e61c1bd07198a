/** What WhatsApp Web calls and shows otherwise from one version to the next, and that nothing is lost or doubled by it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { render } from '../../src/channels/whatsapp/render.ts';
import { outbound } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { type Account, openAccount } from '../support/whatsapp/harness.ts';

let account: Account;
let received: Received;

beforeEach(async () => {
  account = await openAccount();
  received = new Received();
});

afterEach(() => account.close());

const say = (person: string, text: string) => account.server.receive(person, { kind: 'text', text });
const words = () => received.taken.map(({ content }) => content);
const raw = () => account.server.raw('amna');

/** More than one message on WhatsApp. */
const LONG = Array.from({ length: 900 }, (_, index) => `word${index}`).join(' ');

test.for([
  ['as it has them now', false],
  ['as it had them before', true],
] as const)('with the keys of messages %s all that is said arrives, both ways and after a restart', async ([, former]) => {
  account.server.formerKeys(former);
  const channel = await account.ready(received.receive);
  const bytes = Buffer.from('a sound');
  const text = await say('amna', 'hello');
  const voice = await account.server.receive('amna', { kind: 'voice', bytes });
  const [first, second] = await received.atLeast(2);
  expect(second?.content).toMatchObject({ kind: 'attachment', file: { reference: voice } });
  const parts: Uint8Array[] = [];
  for await (const part of channel.fetch?.(voice) ?? []) parts.push(part);
  expect(Buffer.concat(parts)).toEqual(bytes);

  const attempted = new Date();
  const answer = outbound('salam');
  const sent = await channel.send(first?.address ?? '', answer);
  expect(sent).toEqual({ reference: account.server.sent('amna')[0]?.id });
  expect(await channel.find?.(first?.address ?? '', answer, attempted, [])).toEqual(sent);

  await account.server.receive('amna', { kind: 'edit', of: text, text: 'hello there' });
  await account.server.receive('amna', { kind: 'delete', of: voice });
  await received.atLeast(4);
  expect(words().slice(2)).toEqual([
    { kind: 'edit', of: first?.id, text: 'hello there' },
    { kind: 'revoke', of: second?.id },
  ]);

  await channel.stop();
  for (let index = 0; index < 30; index += 1) await say('amna', `meanwhile ${index}`);
  await account.ready(received.receive);
  await received.until(() => received.texts().includes('meanwhile 29'));
  const meanwhile = Array.from({ length: 30 }, (_, index) => `meanwhile ${index}`);
  expect(received.texts()).toEqual(['hello', 'hello there', ...meanwhile]);
  expect(raw()).toEqual(['salam']);
});

describe('a message that the library does not find once it was sent', () => {
  test('is known where it stands under the other id of the person, also when its answer is lost', async () => {
    account.server.file('sibling');
    account.server.lid('amna');
    const channel = await account.ready(received.receive, { timings: { send: 1_000 } });
    const address = account.server.address('amna');
    const sent = await channel.send(address, outbound(LONG));
    expect(raw()).toEqual(render(outbound(LONG)));
    expect(sent).toEqual({ reference: account.server.sent('amna').at(-1)?.id });
    expect(sent.reference).not.toContain(address);

    account.server.fault({ kind: 'answer_lost' });
    const attempted = new Date();
    const lost = outbound('whose answer is lost');
    await expect(channel.send(address, lost)).rejects.toMatchObject({ reason: 'unreachable', maybeSent: true });
    await account.server.until(() => account.server.online());
    await expect
      .poll(() => channel.find?.(address, lost, attempted, []), { timeout: 30_000, interval: 20 })
      .toEqual({ reference: account.server.sent('amna').at(-1)?.id });
  });

  test('is taken for sent, and what follows it is sent, when it is not shown anywhere', async () => {
    account.server.file('nowhere');
    const channel = await account.ready(received.receive);
    expect(await channel.send(account.server.address('amna'), outbound(LONG))).toEqual({});
    expect(raw()).toEqual(render(outbound(LONG)));
  });

  test('is refused when there is no such chat', async () => {
    const channel = await account.ready(received.receive);
    const nobody = channel.send('100000000000@c.us', outbound('hello'));
    await expect(nobody).rejects.toMatchObject({ reason: 'rejected', maybeSent: false });
  });
});

test('a page that lists no chats and shows none of their messages gives what it has at hand', async () => {
  account.server.bare();
  const channel = await account.ready(received.receive);
  await say('amna', 'before');
  await received.atLeast(1);
  const attempted = new Date();
  const answer = outbound('answer');
  const sent = await channel.send(account.server.address('amna'), answer);
  expect(await channel.find?.(account.server.address('amna'), answer, attempted, [])).toEqual(sent);
  await channel.stop();
  await say('amna', 'one');
  await say('bano', 'two');
  const again = new Received();
  await account.ready(again.receive);
  await again.until(() => again.texts().includes('one') && again.texts().includes('two'));
  expect(again.texts(account.server.address('bano'))).toEqual(['two']);
});

test('a message without a time is not taken for one of before', async () => {
  account.server.bare();
  await (await account.ready(received.receive)).stop();
  await account.server.receive('amna', { kind: 'text', text: 'timeless' }, { t: undefined });
  await account.ready(received.receive);
  await received.until(() => received.texts().includes('timeless'));
});
