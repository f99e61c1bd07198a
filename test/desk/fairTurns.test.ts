import { describe, expect, test } from 'vitest';
import { FairTurns } from '../../src/http/fairTurns.ts';

/** Holds the first work until everybody stands in line. */
function occupied(turns: FairTurns): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  void turns.take('first', () => promise);
  return resolve;
}

describe('taking turns', () => {
  test('who asks once waits for one of who asks many times', async () => {
    const turns = new FairTurns(100);
    const begin = occupied(turns);
    const done: string[] = [];
    const ask = (name: string) => turns.take(name, async () => done.push(name));
    const all = [...Array.from({ length: 50 }, () => ask('many')), ask('once'), ask('other')];
    begin();
    await Promise.all(all);
    expect(done.slice(0, 4)).toEqual(['many', 'once', 'other', 'many']);
    expect(done).toHaveLength(52);
  });

  test('one work is done at a time, and one that fails holds up nobody', async () => {
    const turns = new FairTurns(100);
    let running = 0;
    let most = 0;
    const ask = (name: string, fails: boolean) =>
      turns.take(name, async () => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        if (fails) throw new Error('failed');
        return name;
      });
    const answers = await Promise.allSettled([ask('a', true), ask('b', false), ask('a', false)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(most).toBe(1);
  });

  test('when too many wait, the longest line loses one and everybody else keeps their place', async () => {
    const turns = new FairTurns(20);
    const begin = occupied(turns);
    const ask = (name: string) => turns.take(name, async () => name);
    const flood = Array.from({ length: 200 }, () => ask('flood'));
    const [one, other] = [ask('one'), ask('other')];
    begin();
    expect(await Promise.all([one, other])).toEqual(['one', 'other']);
    const served = (await Promise.all(flood)).filter((answer) => answer === 'flood');
    expect(served.length).toBe(18);
  });
});
