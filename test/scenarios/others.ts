/** What a program cannot read, and what is not for it. */
import { expect, test } from 'vitest';
import { reachDanger, reachStory } from './paths.ts';
import { Person } from './person.ts';
import type { Platform } from './platform.ts';

const OTHERS = ['location', 'contact', 'sticker', 'poll', 'call', 'unknown'] as const;

export function otherScenarios(platform: Platform): void {
  const kinds = OTHERS.filter((kind) => platform.deeds.includes(kind));
  const { aside } = platform;

  test.runIf(kinds.length > 0)('whatever else can be sent is answered kindly, and the question stays open', async () => {
    const person = new Person(platform, 'others');
    await reachDanger(person);
    for (const kind of kinds) {
      await person.does({ kind });
      await person.readsAll(`common:attachment.${kind}`, 'intake:dangerNow.ask');
    }
    await person.picks('intake:dangerNow.ask', 'no');
    await person.reads('intake:story.ask');
  });

  test.runIf(aside !== undefined)('what is not written to us alone is not answered', async () => {
    const person = new Person(platform, 'aside');
    await reachStory(person);
    const addresses = (await aside?.(person.name)) ?? [];
    await person.writes('0');
    await person.readsAll('intake:handOff.reference', 'intake:queue.place');
    expect(person.unread()).toEqual([]);
    const { foundation, place } = platform;
    for (const address of addresses) {
      expect(await foundation.vault.find(place.name, place.account, address)).toBeUndefined();
    }
  });
}
