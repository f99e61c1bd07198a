import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, type Inbound, type Outbound, SendError, type SendFailure } from '../../src/channels/channel.ts';
import type { Harness } from './harness.ts';
import { Received } from './received.ts';

let lastId = 0;

function withoutFile(content: Inbound['content']): object {
  return content.kind === 'attachment' ? { ...content, file: undefined } : content;
}

async function whole(channel: Channel, reference: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of channel.fetch?.(reference) ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A message to a person, with an id of its own. */
export function outbound(text: string, options: Outbound['options'] = [], asked = 'q1'): Outbound {
  lastId += 1;
  return { id: `out-${lastId}`, text, options, asked };
}

/** What every channel must show. Call it at the top of a channel's test file; `makeHarness` is called before each test. */
export function channelContract(name: string, makeHarness: () => Promise<Harness>): void {
  describe(`${name} keeps the contract of a channel`, () => {
    let harness: Harness;
    let received: Received;
    let running: Channel[];

    beforeEach(async () => {
      harness = await makeHarness();
      received = new Received();
      running = [harness.channel];
    });

    afterEach(async () => {
      received.refuseIf(() => false);
      for (const channel of running) await channel.stop();
      await harness.close();
    });

    const start = () => harness.channel.start(received.receive);

    /** Starts, lets a person write and gives the address to answer to. */
    async function meet(person: string): Promise<string> {
      await start();
      await harness.say(person, 'salam');
      const [first] = await received.atLeast(1);
      return first?.address ?? '';
    }

    test('it is starting until it is started, then ready, and no longer ready when it was stopped', async () => {
      expect(harness.channel.health().state).toBe('starting');
      await start();
      expect(harness.channel.health()).toEqual({ state: 'ready' });
      await harness.channel.stop();
      expect(harness.channel.health().state).not.toBe('ready');
    });

    test('each message arrives once, in order, under an id of its own and the address of its chat', async () => {
      const [person] = harness.people;
      await start();
      const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
      for (const text of texts) await harness.say(person, text);
      const taken = await received.atLeast(texts.length);
      await harness.channel.stop();
      expect(received.texts()).toEqual(texts);
      expect(new Set(taken.map(({ id }) => id)).size).toBe(texts.length);
      expect(new Set(taken.map(({ address }) => address)).size).toBe(1);
    });

    test('the words arrive as they were written', async () => {
      const [person] = harness.people;
      await start();
      const texts = ['😀', 'مجھے مدد چاہیے', 'abc مدد 123', 'a\u200Bb', 'x'.repeat(4_000)];
      for (const text of texts) await harness.say(person, text);
      await received.atLeast(texts.length);
      expect(received.texts()).toEqual(texts);
    });

    test('a message that could not be taken comes again under the same id, before the later ones, until it is taken', async () => {
      const [person] = harness.people;
      received.refuseIf(() => received.refused.length < 2);
      await start();
      await harness.say(person, 'first');
      await harness.say(person, 'second');
      const taken = await received.atLeast(2);
      await harness.channel.stop();
      expect(received.texts()).toEqual(['first', 'second']);
      expect(received.refused.map(({ id }) => id)).toEqual([taken[0]?.id, taken[0]?.id]);
    });

    test('a message that was not taken before a stop comes after the next start under the same id', async (context) => {
      if (!harness.restart) return context.skip();
      const [person] = harness.people;
      received.refuseIf(() => true);
      await start();
      await harness.say(person, 'kept');
      await received.until(() => received.refused.length > 0);
      await harness.channel.stop();
      received.refuseIf(() => false);
      const next = await harness.restart();
      running.push(next);
      await next.start(received.receive);
      const [again] = await received.atLeast(1);
      expect(again).toEqual(received.refused[0]);
    });

    test('a chat whose message cannot be taken does not hold up another chat', async (context) => {
      const [stuck, free] = harness.people;
      if (free === undefined) return context.skip();
      received.refuseIf(({ content }) => content.kind === 'text' && content.text === 'stuck');
      await start();
      await harness.say(stuck, 'stuck');
      await received.until(() => received.refused.length > 0);
      for (const text of ['one', 'two', 'three']) await harness.say(free, text);
      await received.atLeast(3);
      expect(received.texts()).toEqual(['one', 'two', 'three']);
      expect(received.taken[0]?.address).not.toBe(received.refused[0]?.address);
    });

    test('a picked option comes back with its id and the token of its question, or as its words where there are no buttons', async () => {
      const [person] = harness.people;
      const address = await meet(person);
      const options = [
        { id: 'yes', label: 'Yes, I am' },
        { id: 'no', label: 'نہیں' },
      ];
      await harness.channel.send(address, outbound('Are you safe?', options, 't42'));
      const seen = await harness.seen(person, 1);
      expect(seen.at(-1)).toEqual({ text: 'Are you safe?', options: ['Yes, I am', 'نہیں'] });
      await harness.pick(person, 'نہیں');
      const taken = await received.atLeast(2);
      const pressed = { kind: 'option', id: 'no', asked: 't42' };
      const written = { kind: 'text', text: 'نہیں' };
      expect(taken[1]).toMatchObject({ address, content: harness.channel.can.buttons ? pressed : written });
    });

    test('a long text arrives whole, with its options at the very end', async () => {
      const [person] = harness.people;
      const address = await meet(person);
      const words = Array.from({ length: 2_500 }, (_, index) => `لفظ${index}`);
      const text = words.map((word, index) => (index % 40 === 39 ? `${word}\n\n` : `${word} `)).join('');
      await harness.channel.send(address, outbound(text, [{ id: 'next', label: 'Next' }]));
      await harness.channel.send(address, outbound('the end'));
      let seen = await harness.seen(person, 2);
      while (seen.at(-1)?.text !== 'the end') seen = await harness.seen(person, seen.length + 1);
      const parts = seen.slice(0, -1);
      expect(parts.flatMap((part) => part.text.split(/\s+/).filter(Boolean))).toEqual(words);
      expect(parts.map((part) => part.options.length)).toEqual([...parts.slice(1).map(() => 0), 1]);
    });

    test('words that stand out arrive as words, whatever the platform makes of them', async () => {
      const [person] = harness.people;
      const address = await meet(person);
      const marks = [{ style: 'bold', from: 0, to: 1 } as const, { style: 'code', from: 9, to: 13 } as const];
      await harness.channel.send(address, { ...outbound('0 – نوٹ: 1234'), marks });
      expect((await harness.seen(person, 1)).at(-1)?.text).toBe('0 – نوٹ: 1234');
    });

    test('messages to a person are seen in the order in which they were sent', async () => {
      const [person] = harness.people;
      const address = await meet(person);
      const texts = Array.from({ length: 10 }, (_, index) => `step ${index}`);
      for (const text of texts) await harness.channel.send(address, outbound(text));
      const seen = await harness.seen(person, texts.length);
      expect(seen.map(({ text }) => text)).toEqual(texts);
    });

    test('what is not text arrives as an attachment of its kind, and its caption with it', async (context) => {
      const { attach, attachments = [], captions } = harness;
      if (!attach) return context.skip();
      const [person] = harness.people;
      await start();
      for (const kind of attachments) await attach(person, kind, captions ? `my ${kind}` : undefined);
      const taken = await received.atLeast(attachments.length);
      expect(taken.map(({ content }) => withoutFile(content))).toEqual(
        attachments.map((media) => ({ kind: 'attachment', media, ...(captions && { caption: `my ${media}` }) })),
      );
    });

    test('a voice message, a picture and a document say where their bytes are, and nothing else does', async (context) => {
      const { attach, attachments = [] } = harness;
      if (!attach) return context.skip();
      const [person] = harness.people;
      await start();
      for (const kind of attachments) await attach(person, kind);
      const taken = await received.atLeast(attachments.length);
      const named = taken.flatMap(({ content }) => (content.kind === 'attachment' && content.file ? [content.media] : []));
      const kept = attachments.filter((kind) => ['voice', 'picture', 'file'].includes(kind));
      expect(named).toEqual(harness.files ? kept : []);
    });

    test('the sound of a voice message can be fetched as it was sent, also after a restart', async (context) => {
      const { channel, speak, restart } = harness;
      if (!speak) return context.skip();
      const [person] = harness.people;
      await start();
      const sound = Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 7) % 251));
      await speak(person, sound);
      const [first] = await received.atLeast(1);
      const file = first?.content.kind === 'attachment' ? first.content.file : undefined;
      if (file?.at !== 'platform') throw new Error('the voice message does not say where its sound is');
      expect(file.type).toMatch(/^audio\//);
      expect(await whole(channel, file.reference)).toEqual(sound);
      if (!restart) return;
      await channel.stop();
      const next = await restart();
      running.push(next);
      await next.start(received.receive);
      expect(await whole(next, file.reference)).toEqual(sound);
    });

    test('a message that was changed or taken back says which one it was', async (context) => {
      const { change, revoke } = harness;
      if (!change) return context.skip();
      const [person] = harness.people;
      await start();
      await harness.say(person, 'first words');
      const [first] = await received.atLeast(1);
      await change(person, 'other words');
      const [, changed] = await received.atLeast(2);
      expect(changed).toMatchObject({ address: first?.address, content: { kind: 'edit', of: first?.id, text: 'other words' } });
      expect(changed?.id).not.toBe(first?.id);
      if (!revoke) return;
      await revoke(person);
      const [, , taken] = await received.atLeast(3);
      expect(taken).toMatchObject({ address: first?.address, content: { kind: 'revoke', of: first?.id } });
    });

    test.for<SendFailure>(['unreachable', 'throttled', 'blocked', 'rejected', 'misconfigured'])(
      'a send that fails as %s says so',
      async (reason, context) => {
        const cause = harness.failures?.[reason];
        if (!cause) return context.skip();
        const [person] = harness.people;
        const address = await meet(person);
        await cause(person);
        const error: unknown = await harness.channel.send(address, outbound('hello')).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(SendError);
        expect(error).toMatchObject({ reason, retryable: reason === 'unreachable' || reason === 'throttled' });
      },
    );

    test('a stop waits for the message in hand, and takes no other', async () => {
      const [person] = harness.people;
      const inHand = Promise.withResolvers<void>();
      const decided = Promise.withResolvers<boolean>();
      received.refuseIf(() => {
        inHand.resolve();
        return decided.promise;
      });
      await start();
      await harness.say(person, 'in hand');
      await inHand.promise;
      const stopping = harness.channel.stop();
      await harness.say(person, 'too late').catch(() => undefined);
      // That something does not happen can only be seen by giving it the time to.
      const early = await Promise.race([stopping.then(() => 'stopped'), setTimeout(100, 'still waiting')]);
      expect(early).toBe('still waiting');
      decided.resolve(false);
      await stopping;
      expect(received.texts()).toEqual(['in hand']);
    });

    test('it can be stopped before it was started', async () => {
      await harness.channel.stop();
    });
  });
}
