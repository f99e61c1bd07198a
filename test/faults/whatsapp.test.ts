/** WhatsApp Web, while the program, its browser and its database are killed and the connection breaks: nothing lost, nothing twice. */
import { afterAll, beforeAll, test } from 'vitest';
import { createDataDir } from '../support/dataDir.ts';
import { expectNothingLost } from '../support/faults/expectNothingLost.ts';
import type { FaultLine } from '../support/faults/line.ts';
import { planOf, runFaults } from '../support/faults/run.ts';
import { report } from '../support/faults/table.ts';
import { whatsappLine } from '../support/faults/whatsappLine.ts';

const dir = createDataDir();
const plan = planOf(80, 3, { often: 0.05, seldom: 0.025 });
let line: FaultLine;

beforeAll(async () => {
  line = await whatsappLine();
});
afterAll(() => line.close());

test(`${plan.events} messages, ${plan.kills} kills (KILL_SEED=${plan.seed})`, { timeout: 1_800_000 }, async () => {
  const row = await runFaults(line, dir, plan);
  report(row);
  expectNothingLost(row);
});
