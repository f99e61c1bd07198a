import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../src/web/desk/api.ts';
import { type Pending, ReplyQueue } from '../../src/web/desk/replyQueue.ts';

/** A queue towards a server that answers as `answers` says for a conversation, and otherwise takes everything. */
function open(answers: Record<string, FailureCode>, before: readonly Pending[] = []) {
  const taken: string[] = [];
  let resume = Promise.withResolvers<void>();
  const state = { pending: before, tries: 0 };
  const queue = new ReplyQueue({
    before,
    post: async ({ conversationId, text }) => {
      state.tries += 1;
      const answer = answers[conversationId];
      if (answer) return answer;
      taken.push(`${conversationId}: ${text}`);
      return 'sent';
    },
    pause: () => resume.promise,
    changed: (pending) => {
      state.pending = pending;
    },
  });
  queue.start();
  const pass = (): void => {
    resume.resolve();
    resume = Promise.withResolvers<void>();
  };
  return { queue, taken, state, pass };
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('replies on their way', () => {
  test.each(['away', 'offline', 'slow_down'] as const)(
    'one that is held (%s) holds up its own conversation only',
    async (code) => {
      const answers: Record<string, FailureCode> = { hidden: code };
      const { queue, taken, state, pass } = open(answers);
      for (const text of ['one', 'two']) for (const to of ['hidden', 'here']) queue.add(to, text);
      await settled();
      expect(taken).toEqual(['here: one', 'here: two']);
      expect(state.pending.map(({ text }) => text)).toEqual(['one', 'two']);
      delete answers.hidden;
      pass();
      await settled();
      expect(taken.slice(2)).toEqual(['hidden: one', 'hidden: two']);
      expect(state.pending).toEqual([]);
    },
  );

  test('one that is refused says why, and the next goes out', async () => {
    const answers: Record<string, FailureCode> = { a: 'bad_request' };
    const { queue, taken, state } = open(answers);
    queue.add('a', 'one');
    await settled();
    delete answers.a;
    queue.add('a', 'two');
    await settled();
    expect(taken).toEqual(['a: two']);
    expect(state.pending).toMatchObject([{ text: 'one', refused: 'bad_request' }]);
    queue.drop(state.pending[0]?.id ?? '');
    expect(state.pending).toEqual([]);
  });

  test('what was pending before a reload goes out in order, under its own ids', async () => {
    const before = ['one', 'two'].map((text, at) => ({ id: `id-${at}`, conversationId: 'a', text, at: '' }));
    const { taken, state } = open({}, before);
    await settled();
    expect(taken).toEqual(['a: one', 'a: two']);
    expect(state.pending).toEqual([]);
  });

  test('when the line is back, what waits is tried at once', async () => {
    const answers: Record<string, FailureCode> = { a: 'offline' };
    const { queue, taken } = open(answers);
    queue.add('a', 'one');
    await settled();
    delete answers.a;
    queue.hurry();
    await settled();
    expect(taken).toEqual(['a: one']);
  });

  test('after the desk was left nothing more is tried', async () => {
    const { queue, state } = open({ a: 'offline' });
    queue.add('a', 'one');
    await settled();
    queue.stop();
    await settled();
    expect([state.tries, state.pending.length]).toEqual([1, 1]);
  });
});
