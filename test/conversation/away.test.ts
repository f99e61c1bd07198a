import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Content } from '../../src/channels/channel.ts';
import { claimNext } from '../../src/desk/claims.ts';
import { Refusal } from '../../src/desk/refusal.ts';
import { reply } from '../../src/desk/relay.ts';
import { createStage, type Seen, type Stage } from '../support/stage.ts';

const VIEWER = { id: 'associate', name: 'Associate', role: 'associate' } as const;
const text = (words: string): Content => ({ kind: 'text', text: words });

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  return () => stage.close();
});

function words(seen: readonly Seen[]): string[] {
  return seen.flatMap((one) => ('message' in one ? [one.message.text] : []));
}

async function answer(conversationId: string, words: string): Promise<string> {
  try {
    await reply(stage.foundation, VIEWER, conversationId, { id: randomUUID(), text: words });
    return 'sent';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test.each(['x', 'stop'])(
  'after %s nothing reaches the phone, not even from an associate, until the person is back',
  async (word) => {
    const address = randomUUID();
    await stage.send(address, text('can you help me'));
    await stage.send(address, text('0'));
    const conversationId = await claimNext(stage.foundation, VIEWER);
    await stage.settle();
    expect(await answer(conversationId, 'hello from the desk')).toBe('sent');
    expect(words(await stage.settle())).toEqual(['hello from the desk']);

    await stage.send(address, text(word));
    expect(await answer(conversationId, 'are you there')).toBe('away');
    expect(words(await stage.settle())).toEqual([]);

    await stage.send(address, text('hello'));
    expect(await answer(conversationId, 'are you there')).toBe('away');
    await stage.send(address, text('1'));
    expect(await answer(conversationId, 'are you there')).toBe('sent');
    expect(words(await stage.settle())).toEqual(['are you there']);
  },
);
