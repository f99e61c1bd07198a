import type { Triage } from '../../../src/triage/triage.ts';
import { quantile } from '../figures.ts';

/** Milliseconds for one message. */
export interface Speed {
  readonly of: string;
  readonly messages: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const ROUNDS = 5;
const LONG = 10_000;
const LONG_MESSAGES = 40;

/** How long a judgement takes, on the messages themselves and on long ones put together from them. One round before warms up. */
export function speeds(triage: Triage, texts: readonly string[]): readonly Speed[] {
  return [speed('as labelled', triage, texts), speed(`of ${LONG.toLocaleString('en')} characters`, triage, longMessages(texts))];
}

function speed(of: string, triage: Triage, texts: readonly string[]): Speed {
  for (const text of texts) triage.judge(text);
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of texts) {
      const began = performance.now();
      triage.judge(text);
      took.push(performance.now() - began);
    }
  }
  return { of, messages: texts.length, p50: quantile(took, 0.5), p99: quantile(took, 0.99), max: Math.max(...took) };
}

/** Each begins with another message, so that all languages and scripts have their turn. */
function longMessages(texts: readonly string[]): readonly string[] {
  const all = texts.join('\n');
  const step = Math.ceil(all.length / LONG_MESSAGES);
  const endless = all.repeat(Math.ceil(LONG / Math.max(1, all.length)) + 1);
  return Array.from({ length: LONG_MESSAGES }, (_, index) => endless.slice(index * step, index * step + LONG));
}
