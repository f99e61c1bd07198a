import { expect } from 'vitest';
import { names, type Scene } from './scene.ts';

/** What one person sends within a second. */
const MESSAGES = 100;

/** One person writes without end: others are answered meanwhile, and nobody gets a hundred answers. */
export async function oneFloods(scene: Scene): Promise<void> {
  const { lives, cast, line } = scene;
  await scene.open();
  await lives.during(cast.inTurn('known', 0));
  const began = performance.now();
  await Promise.all([cast.flood('known', MESSAGES), cast.flood('stranger', MESSAGES)]);
  expect(performance.now() - began).toBeLessThan(1_000);
  const others = names('other', 4);
  await lives.during(Promise.all(others.map((person, index) => cast.inTurn(person, index % 2))));
  for (const person of ['known', 'stranger']) {
    await lives.during(line.standIn.until(() => line.standIn.sent(person).length > 0));
    expect(line.standIn.sent(person).length).toBeLessThan(MESSAGES);
  }
}
