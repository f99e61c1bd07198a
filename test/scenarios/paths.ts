/** Ways into the conversation that several scenarios begin with. */
import type { Person } from './person.ts';

/** Greets in English and answers the first question; the next one is whether there is danger. */
export async function reachDanger(person: Person): Promise<void> {
  await person.writes('can you help me');
  await person.readsAll('intake:welcome.say', 'intake:safe.ask');
  await person.picks('intake:safe.ask', 'no');
  await person.reads('intake:dangerNow.ask');
}

/** Answers the first two questions; the next one is what happened. */
export async function reachStory(person: Person): Promise<void> {
  await reachDanger(person);
  await person.picks('intake:dangerNow.ask', 'no');
  await person.reads('intake:story.ask');
}

/** Asks for a person at once. */
export async function reachQueue(person: Person): Promise<void> {
  await reachStory(person);
  await person.writes('0');
  await person.readsAll('intake:handOff.reference', 'intake:queue.place');
}
