/** A message that is changed afterwards, or taken back. */
import { expect, test } from 'vitest';
import type { TranscriptEntry } from '../../src/conversation/transcript.ts';
import { openJson } from '../../src/privacy/keyring.ts';
import { Desk } from './desk.ts';
import { reachStory } from './paths.ts';
import { Person } from './person.ts';
import type { Platform } from './platform.ts';

export function changeScenarios(platform: Platform): void {
  const edits = platform.deeds.includes('edit');
  const deletes = platform.deeds.includes('delete');

  test.runIf(edits)('a changed story is read changed at the desk', async () => {
    const person = new Person(platform, 'edit-story');
    const desk = new Desk(platform, person);
    await reachStory(person);
    const of = await person.writes('he took my phone on friday and read everything');
    await person.next();
    await person.does({ kind: 'edit', of, text: 'he took my phone on sunday and read everything' });
    await person.writes('0');
    await person.readsUntil('intake:handOff.reference');
    await person.reads('intake:queue.place');
    await desk.claims();
    const { entries, case: told } = await desk.reads();
    expect(entries.filter(says('on sunday'))).toMatchObject([{ edited: true }]);
    expect(entries.filter(says('on friday'))).toEqual([]);
    expect(told?.answers.story).toBe('he took my phone on sunday and read everything');
  });

  test.runIf(edits)('whoever changes an answer is told how to answer anew', async () => {
    const person = new Person(platform, 'edit-answer');
    await person.writes('can you help me');
    await person.readsAll('intake:welcome.say', 'intake:safe.ask');
    const of = await person.writes(person.label('intake:safe.ask', 'no'));
    await person.reads('intake:dangerNow.ask');
    await person.does({ kind: 'edit', of, text: person.label('intake:safe.ask', 'yes') });
    await person.readsAll('common:corrected', 'intake:dangerNow.ask');
    await person.writes('back');
    await person.reads('intake:safe.ask');
  });

  test.runIf(edits)('words of danger are heard in a changed message', async () => {
    const person = new Person(platform, 'edit-danger');
    const desk = new Desk(platform, person);
    await reachStory(person);
    const of = await person.writes('he reads my messages every day at home');
    await person.next();
    await person.does({ kind: 'edit', of, text: 'he is outside my door with a knife, he will kill me' });
    await person.readsAll('intake:emergency.now', 'intake:handOff.reference', 'intake:company.placed');
    expect(await desk.waiting()).toMatchObject({ urgency: 'emergency' });
  });

  test.runIf(deletes)('what is taken back is nowhere any more, and nobody speaks of it', async () => {
    const person = new Person(platform, 'delete');
    const desk = new Desk(platform, person);
    await reachStory(person);
    await person.writes('somebody writes to me from many new numbers');
    await person.next();
    const of = await person.writes('his name is Xylophon Brandeis');
    await person.next();
    const id = await desk.conversation();
    expect(await everythingOf(platform, id)).toContain('Xylophon');
    await person.does({ kind: 'delete', of });
    await desk.until(async () => ((await everythingOf(platform, id)).includes('Xylophon') ? undefined : true));
    await person.writes('0');
    await person.readsAll('intake:handOff.reference', 'intake:queue.place');
    await desk.claims();
    const { entries } = await desk.reads();
    expect(entries.filter((entry) => entry.from === 'complainant' && entry.withdrawn)).toMatchObject([{ text: '' }]);
    expect(await everythingOf(platform, id)).not.toContain('Xylophon');
  });
}

function says(words: string) {
  return (entry: TranscriptEntry) => entry.from === 'complainant' && entry.text.includes(words);
}

/** Everything that is kept of a conversation, as it reads under its key. */
async function everythingOf({ foundation }: Platform, id: string): Promise<string> {
  const { sql } = foundation.database;
  const key = await foundation.vault.keyOf(id);
  const rows = await sql<{ place: 'inbox' | 'outbox' | 'answers' | 'state'; body: Buffer }[]>`
    select 'inbox' as place, body from inbox where conversation_id = ${id}
    union all select 'outbox', body from outbox where conversation_id = ${id}
    union all select 'answers', answers from cases where conversation_id = ${id}
    union all select 'state', state from conversations where id = ${id} and state is not null`;
  return JSON.stringify(rows.map(({ place, body }) => openJson<unknown>(key, place, id, body)));
}
