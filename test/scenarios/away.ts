/** Whoever wants to be left alone is, and whoever wants to be forgotten is forgotten. */
import { expect, test } from 'vitest';
import { Refusal } from '../../src/desk/refusal.ts';
import { Desk } from './desk.ts';
import { reachQueue, reachStory } from './paths.ts';
import { Person } from './person.ts';
import type { Platform } from './platform.ts';

/** What is written, what answers it, and what the next message is answered with. */
const PAUSES = [
  { word: 'stop', said: 'intake:stopped.say', asked: 'intake:stopped.ask' },
  { word: 'x', said: 'intake:hidden.say', asked: 'intake:hidden.ask' },
] as const;

export function awayScenarios(platform: Platform): void {
  test.for(PAUSES)('after "$word" nothing comes until the person writes, not even from an associate', async (pause) => {
    const person = new Person(platform, `pause-${pause.word}`);
    const desk = new Desk(platform, person);
    await reachQueue(person);
    await desk.claims();
    await person.reads('intake:associate.here');
    await person.writes(pause.word);
    await person.reads(pause.said);
    await expect(desk.replies('are you there?')).rejects.toThrow(new Refusal('away'));
    await person.writes('hello');
    // Everything comes in its order: had anything been sent, it would have been read now.
    await person.reads(pause.asked);
    await person.picks(pause.asked, 'go_on');
    await person.reads('intake:associate.here');
    await desk.replies('good to see you');
    expect((await person.next()).text).toBe('good to see you');
    expect(person.unread()).toEqual([]);
  });

  test('whoever asks for it is forgotten, and the next word begins anew', async () => {
    const person = new Person(platform, 'erase');
    const desk = new Desk(platform, person);
    await reachStory(person);
    const id = await desk.conversation();
    await person.writes('delete my data');
    await person.reads('intake:erase.ask');
    await person.picks('intake:erase.ask', 'yes');
    const { sql } = platform.foundation.database;
    if (platform.empties) await platform.standIn.until(() => platform.standIn.sent(person.name).length === 0);
    else await person.reads('intake:erase.done');
    expect(await sql`select id from conversations where id = ${id}`).toEqual([]);
    expect(await sql`select id from inbox where conversation_id = ${id}`).toEqual([]);
    const again = platform.empties ? new Person(platform, 'erase') : person;
    await again.writes('salam');
    if (platform.empties) await again.readsUntil('intake:language.ask');
    else await again.reads('intake:language.ask');
  });
}
