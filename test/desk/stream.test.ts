import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Browser, createDesk } from '../support/desk.ts';
import { seedWaiting } from '../support/seed.ts';

/** Reads events off an open stream, one `event data` line each, until `last` comes; heartbeats are left out. */
async function listen(browser: Browser) {
  const leave = new AbortController();
  const answer = await browser.get('/api/desk/stream', { signal: leave.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const heard: string[] = [];
  let rest = '';
  const until = async (last: string): Promise<string[]> => {
    while (!heard.includes(last)) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) throw new Error(`the stream ended before ${last}`);
      rest += chunk.value;
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, event = '', data = ''] = /event: (\w+)\ndata: ?(.*)/.exec(block) ?? [];
        if (event !== 'beat') heard.push(data ? `${event} ${data}` : event);
      }
    }
    return heard.splice(0);
  };
  return { answer, until, leave: () => reader?.cancel() };
}

describe('the live stream', () => {
  test('tells of the queue, and of a chat only who has it', async () => {
    const { parts, logIn } = await createDesk();
    const [associate, other, supervisor] = [await logIn(), await logIn(), await logIn('supervisor')];
    const { conversationId, handoffId, address } = await seedWaiting(parts);
    const [mine, theirs, above] = [await listen(associate), await listen(other), await listen(supervisor)];
    expect(mine.answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    for (const stream of [mine, theirs, above]) await stream.until('ready');

    await associate.post(`/api/desk/handoffs/${handoffId}/claim`);
    await mine.until(`chat ${conversationId}`);
    await theirs.until('queue');
    const message = { id: randomUUID(), address, content: { kind: 'text' as const, text: 'are you there?' } };
    await parts.receiver.message({ name: 'web', account: 'web' }, message);
    expect(await mine.until(`chat ${conversationId}`)).toEqual([`chat ${conversationId}`]);
    await above.until(`chat ${conversationId}`);

    await associate.post(`/api/desk/handoffs/${handoffId}/release`);
    expect(await theirs.until('queue')).toEqual(['queue']);
    for (const stream of [mine, theirs, above]) await stream.leave();
  });

  test('tells everybody that the channels stand in another way', async () => {
    const { parts, logIn } = await createDesk();
    const stream = await listen(await logIn());
    await stream.until('ready');
    parts.signals.notify('lines');
    expect(await stream.until('lines')).toEqual(['lines']);
    await stream.leave();
  });

  test('ends when the session ends', async () => {
    const { logIn } = await createDesk({ heartbeat: 30 });
    const associate = await logIn();
    const stream = await listen(associate);
    await stream.until('ready');
    await associate.post('/api/auth/sign-out');
    expect(await stream.until('signedOut')).toEqual(['signedOut']);
    await expect(stream.until('anything more')).rejects.toThrow('the stream ended');
  });
});
