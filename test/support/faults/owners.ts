import { expect } from 'vitest';
import type { Scene } from './scene.ts';
import { names } from './scene.ts';

/** The channel and the page. */
const CHANNELS = 2;

/** Two processes on one account: one receives; when it is killed the other goes on, and nothing is lost or doubled. */
export async function twoOwners(scene: Scene): Promise<void> {
  const { line, lives, cast } = scene;
  await scene.open();
  const first = lives.program;
  await first.logged('channel started', CHANNELS);
  const second = lives.start();
  await second.logged('amaan started');
  await line.joinAll?.([first, second]);
  scene.disturb();
  const writing = cast.allInTurn(names('owned', 6), 6);
  await cast.atOnce(names('before', 6));
  await first.during(line.standIn.until(() => names('before', 6).some((person) => line.standIn.sent(person).length > 0)));
  expect(second.log().filter(({ msg }) => msg === 'channel started')).toEqual([]);
  await first.end('SIGKILL');
  await cast.atOnce(names('after', 6));
  await second.logged('channel started', CHANNELS);
  await second.during(writing);
}
