import { setTimeout as pause } from 'node:timers/promises';
import type { StandIn } from '../../support/standins/standin.ts';
import { quantile } from '../figures.ts';

/** Milliseconds from a first message to the first line that its sender sees. Everybody is somebody new, so that nothing waits for a burst to end. */
export async function delays(
  standIn: StandIn,
  { messages, rate }: { readonly messages: number; readonly rate: number },
): Promise<{ p50: number; p95: number; p99: number }> {
  const began = performance.now();
  const waits: Promise<number>[] = [];
  for (let at = 0; at < messages; at += 1) {
    await pause(Math.max(0, began + (at * 1_000) / rate - performance.now()));
    waits.push(answered(standIn, `person${at}`));
  }
  const all = await Promise.all(waits);
  return { p50: quantile(all, 0.5), p95: quantile(all, 0.95), p99: quantile(all, 0.99) };
}

async function answered(standIn: StandIn, person: string): Promise<number> {
  const began = performance.now();
  await standIn.receive(person, { kind: 'text', text: 'hello' });
  await standIn.until(() => standIn.sent(person).length > 0);
  return performance.now() - began;
}
