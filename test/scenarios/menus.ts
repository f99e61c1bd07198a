/** What may be picked, and what becomes of an answer that comes too late or is none. */
import { expect, test } from 'vitest';
import { reachDanger, reachStory } from './paths.ts';
import { Person } from './person.ts';
import type { Platform } from './platform.ts';

export function menuScenarios(platform: Platform): void {
  test('the options are the same words in the same order, and a number, the words and a press pick them', async () => {
    const person = new Person(platform, 'menu');
    const labels = (question: string, ...options: string[]) => options.map((option) => person.label(question, option));
    await person.writes('can you help me');
    await person.reads('intake:welcome.say');
    const safe = await person.reads('intake:safe.ask');
    expect(safe.options).toEqual(labels('intake:safe.ask', 'no', 'yes', 'privacy'));
    await person.writes('1');
    const danger = await person.reads('intake:dangerNow.ask');
    expect(danger.options).toEqual(labels('intake:dangerNow.ask', 'yes', 'no', 'unsure'));
    await person.writes(person.label('intake:dangerNow.ask', 'no'));
    const story = await person.reads('intake:story.ask');
    expect(story.options).toEqual(labels('intake:story.ask', 'list', 'person'));
    await person.picks('intake:story.ask', 'list');
    await person.reads('intake:type.family.ask');
  });

  test('a number that is not in the list is answered with the list', async () => {
    const person = new Person(platform, 'menu-beyond');
    await reachStory(person);
    await person.writes('7');
    await person.readsAll('common:outOfRange', 'intake:story.ask');
    await person.writes('1');
    await person.reads('intake:type.family.ask');
  });

  test.runIf(platform.buttons)('a button of an earlier question is answered with the one that is open', async () => {
    const person = new Person(platform, 'menu-old');
    await reachStory(person);
    await person.picks('intake:safe.ask', 'privacy');
    await person.readsAll('common:stale', 'intake:story.ask');
  });

  test.runIf(!platform.buttons)('the words of an earlier option are answered with the question that is open', async () => {
    const person = new Person(platform, 'menu-old');
    await reachDanger(person);
    await person.writes(person.label('intake:safe.ask', 'privacy'));
    // What was an option is anybody's words by now: they are kept, or asked for again.
    expect(await person.readsUntil('intake:dangerNow.ask')).toHaveLength(1);
  });
}
