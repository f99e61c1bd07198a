/** Somebody who blocks us, and thinks better of it. */
import { expect, test } from 'vitest';
import { Desk } from './desk.ts';
import { reachQueue } from './paths.ts';
import { Person } from './person.ts';
import type { Platform } from './platform.ts';

export function reachScenarios(platform: Platform): void {
  test.runIf(platform.deeds.includes('block'))('a chat that blocks us is not written to again and again', async () => {
    const person = new Person(platform, 'block');
    const desk = new Desk(platform, person);
    const { sql } = platform.foundation.database;
    await reachQueue(person);
    await desk.claims();
    await person.reads('intake:associate.here');
    const id = await desk.conversation();
    const unreachable = async (): Promise<boolean> => (await desk.reads()).conversation.unreachable;
    await person.does({ kind: 'block' });
    await desk.replies('are you there?');
    await desk.until(async () => (await unreachable()) || undefined);
    const left = await desk.sees((entry) => entry.from === 'associate' && entry.delivery === 'failed');
    expect(left).toMatchObject({ reason: 'blocked' });
    // Whichever is quicker: it is refused once, or given up before it was tried.
    expect(await sql`select 1 from outbox where conversation_id = ${id} and (attempts > 1 or repeats > 0)`).toEqual([]);
    await person.does({ kind: 'unblock' });
    await person.writes('I am here again');
    await desk.sees((entry) => entry.from === 'complainant' && entry.text === 'I am here again');
    await desk.until(async () => !(await unreachable()) || undefined);
    await desk.replies('good to see you');
    // What was written meanwhile waited for this.
    expect((await person.next()).text).toBe('are you there?');
    expect((await person.next()).text).toBe('good to see you');
    expect(person.unread()).toEqual([]);
  });
}
