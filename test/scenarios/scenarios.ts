/** The scenarios that every channel has to play, on the real program and a stand-in for its platform. */
import { afterAll, describe, expect, test } from 'vitest';
import { awayScenarios } from './away.ts';
import { changeScenarios } from './changes.ts';
import { intakeScenarios } from './intake.ts';
import { mediaScenarios } from './media.ts';
import { menuScenarios } from './menus.ts';
import { otherScenarios } from './others.ts';
import type { Platform } from './platform.ts';
import { reachScenarios } from './reach.ts';

/** Call it at the top of a channel's test file. One start is for all scenarios; each has persons of its own. */
export async function scenarios(name: string, open: () => Promise<Platform>): Promise<Platform> {
  const platform = await open();
  afterAll(() => platform.close());
  describe(name, { concurrent: platform.alone === undefined }, () => {
    intakeScenarios(platform);
    menuScenarios(platform);
    mediaScenarios(platform);
    changeScenarios(platform);
    awayScenarios(platform);
    reachScenarios(platform);
    otherScenarios(platform);
  });
  test(`${name}: nothing was asked for elsewhere`, { concurrent: false }, () => {
    expect(platform.standIn.strays()).toEqual([]);
  });
  return platform;
}
