/** WhatsApp by the Cloud API, while the program and its database are killed: nothing lost, nothing twice. */
import { afterAll, beforeAll, test } from 'vitest';
import { createDataDir } from '../support/dataDir.ts';
import { cloudLine } from '../support/faults/cloudLine.ts';
import { expectNothingLost } from '../support/faults/expectNothingLost.ts';
import type { FaultLine } from '../support/faults/line.ts';
import { planOf, runFaults } from '../support/faults/run.ts';
import { report } from '../support/faults/table.ts';

const dir = createDataDir();
const plan = planOf(300, 5, { often: 0.05, seldom: 0.01 });
let line: FaultLine;

beforeAll(async () => {
  line = await cloudLine();
});
afterAll(() => line.close());

test(`${plan.events} messages, ${plan.kills} kills (KILL_SEED=${plan.seed})`, { timeout: 1_800_000 }, async () => {
  const row = await runFaults(line, dir, plan);
  report(row);
  expectNothingLost(row);
});
