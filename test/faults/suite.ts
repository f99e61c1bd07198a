/** What every channel goes through. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDataDir } from '../support/dataDir.ts';
import { oneFloods } from '../support/faults/crowd.ts';
import { expectNothingLost } from '../support/faults/expectNothingLost.ts';
import type { FaultLine } from '../support/faults/line.ts';
import { twoOwners } from '../support/faults/owners.ts';
import { type FaultPlan, runFaults } from '../support/faults/run.ts';
import { names, Scene } from '../support/faults/scene.ts';
import { report } from '../support/faults/table.ts';

/** More conversations are never served at the same moment, so no more messages can be cut off by one blow. */
const UNDER_WAY = 16;

/** The whole run with everything that can go wrong; its size is the plan's. */
export function faultRun(open: () => Promise<FaultLine>, plan: FaultPlan): void {
  const dir = createDataDir();
  let line: FaultLine;
  beforeAll(async () => {
    line = await open();
  });
  afterAll(() => line.close());

  const limit = plan.events * 300 + plan.kills * 30_000 + 240_000;
  test(`${plan.events} messages, ${plan.kills} kills (KILL_SEED=${plan.seed})`, { timeout: limit }, async () => {
    const row = await runFaults(line, dir, plan);
    report(row);
    expectNothingLost(row);
    expect(row.repeated).toBeLessThanOrEqual((row.blows.program + row.blows.database + 1) * UNDER_WAY + row.faults);
  });
}

/** One thing at a time. Nothing of it in a full run, which is the other one's. */
export function singleFaults(open: () => Promise<FaultLine>): void {
  describe.skipIf(process.env.FAULT_EVENTS !== undefined)('one thing at a time', { timeout: 240_000 }, () => {
    const dir = createDataDir();
    let line: FaultLine;
    beforeAll(async () => {
      line = await open();
    });
    afterAll(() => line.close());

    test('two processes on one account: one receives, and the other when the first is killed', async () => {
      const scene = new Scene(line, dir);
      await twoOwners(scene);
      expectNothingLost(await scene.close());
    });

    test('a hundred messages in a second from one person: others are answered, nobody gets a hundred answers', async () => {
      const scene = new Scene(line, dir);
      await oneFloods(scene);
      expectNothingLost(await scene.close());
    });

    test('PostgreSQL is killed while messages come in: it comes back, and nothing is lost', async () => {
      const scene = new Scene(line, dir);
      await scene.open();
      scene.disturb();
      const writing = scene.cast.allInTurn(names('talking', 4), 4);
      await scene.cast.atOnce(names('in-hand', 6));
      const back = scene.lives.killDatabase();
      await scene.cast.atOnce(names('meanwhile', 6));
      await back;
      await scene.lives.during(writing);
      expectNothingLost(await scene.close());
    });
  });
}
