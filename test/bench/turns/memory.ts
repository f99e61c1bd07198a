/** How much memory open conversations take in this process. */
import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { OPENING } from './script.ts';
import type { Stand } from './stand.ts';

/** `added` is in MiB, since the first conversation was opened. */
export interface MemoryCost {
  readonly conversations: number;
  readonly added: number;
}

const STEPS = [10_000, 20_000];

/** How many people begin at the same moment. */
const AT_ONCE = 64;

/** Opens conversations and reads the memory that stays after unused objects are collected. */
export async function memoryCost(stand: Stand): Promise<readonly MemoryCost[]> {
  await open(stand, 500);
  const before = settledMemory();
  const costs: MemoryCost[] = [];
  let opened = 0;
  for (const conversations of STEPS) {
    await open(stand, conversations - opened);
    opened = conversations;
    costs.push({ conversations, added: settledMemory() - before });
  }
  return costs;
}

async function open(stand: Stand, conversations: number): Promise<void> {
  let left = conversations;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await stand.say(randomUUID(), OPENING);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** MiB. */
function settledMemory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage.rss() / 1024 / 1024;
}
