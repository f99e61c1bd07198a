/** Telegram, while the program and its database are killed and the connection breaks: nothing lost, nothing twice. */
import { afterAll, beforeAll, test } from 'vitest';
import { createDataDir } from '../support/dataDir.ts';
import { expectNothingLost } from '../support/faults/expectNothingLost.ts';
import type { FaultLine } from '../support/faults/line.ts';
import { planOf, runFaults } from '../support/faults/run.ts';
import { report } from '../support/faults/table.ts';
import { telegramLine } from '../support/faults/telegramLine.ts';

const dir = createDataDir();
const plan = planOf(400, 6, { often: 0.05, seldom: 0.01 });
let line: FaultLine;

beforeAll(async () => {
  line = await telegramLine();
});
afterAll(() => line.close());

test(`${plan.events} messages, ${plan.kills} kills (KILL_SEED=${plan.seed})`, { timeout: 1_800_000 }, async () => {
  const row = await runFaults(line, dir, plan);
  report(row);
  expectNothingLost(row);
});
