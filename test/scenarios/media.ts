/** What is sent instead of words: what is kept, and what never is. */
import { expect, test } from 'vitest';
import type { HeardEntry, TranscriptEntry } from '../../src/conversation/transcript.ts';
import { fileOf, PNG } from '../support/files.ts';
import { ogg } from '../support/sounds.ts';
import type { Deed } from '../support/standins/standin.ts';
import { Desk } from './desk.ts';
import { reachDanger, reachStory } from './paths.ts';
import { Person } from './person.ts';
import type { Platform } from './platform.ts';

const SPOKEN = ogg('what is said');
const DOCUMENT = fileOf('pdf', 'what is written');

export function mediaScenarios(platform: Platform): void {
  const { sql } = platform.foundation.database;
  const can = (...kinds: Deed['kind'][]) => kinds.every((kind) => platform.deeds.includes(kind));
  const kept = async (desk: Desk): Promise<string[]> => {
    const rows = await sql<{ kind: string }[]>`
      select kind from media where conversation_id = ${await desk.conversation()} order by kind`;
    return rows.map(({ kind }) => kind);
  };

  test.runIf(can('voice'))('what is spoken is part of the story, and an associate hears it as it was sent', async () => {
    const person = new Person(platform, 'voice');
    const desk = new Desk(platform, person);
    await reachStory(person);
    await person.does({ kind: 'voice', bytes: SPOKEN, type: 'audio/ogg' });
    await person.reads('intake:story.voice.ask');
    await person.writes('0');
    await person.readsAll('intake:handOff.reference', 'intake:queue.place');
    await desk.claims();
    await person.reads('intake:associate.here');
    const entry = await desk.sees((one) => one.from === 'complainant' && one.media === 'voice');
    const opened = await desk.until(() => desk.opens(entry).catch(() => undefined));
    expect(opened).toEqual({ bytes: SPOKEN, type: 'audio/ogg', use: 'play' });
  });

  test.runIf(can('picture', 'file', 'video'))('pictures are kept only for an associate, and films never', async () => {
    const person = new Person(platform, 'picture');
    const desk = new Desk(platform, person);
    await reachDanger(person);
    await person.does({ kind: 'picture', bytes: PNG, type: 'image/png' });
    await person.readsAll('common:attachment.picture', 'intake:dangerNow.ask');
    await person.does({ kind: 'file', bytes: DOCUMENT, type: 'application/pdf', name: 'letter.pdf' });
    await person.readsAll('common:attachment.file', 'intake:dangerNow.ask');
    expect(await kept(desk)).toEqual([]);
    await person.writes('0');
    await person.readsAll('intake:handOff.reference', 'intake:queue.place');
    await desk.claims();
    await person.reads('intake:associate.here');
    await person.does({ kind: 'video', bytes: fileOf('film'), type: 'video/mp4' });
    await person.does({ kind: 'picture', bytes: PNG, type: 'image/png' });
    await person.does({ kind: 'file', bytes: DOCUMENT, type: 'application/pdf', name: 'letter.pdf' });
    const picture = await opened(desk, 'picture');
    expect(picture).toEqual({ bytes: PNG, type: 'image/png', use: 'show' });
    const document = await opened(desk, 'file');
    expect(document).toMatchObject({ bytes: DOCUMENT, use: 'save' });
    const { entries } = await desk.reads();
    expect(entries.filter(isHeard('video')).map(({ file }) => file)).toEqual([undefined]);
    expect(await kept(desk)).toEqual(['file', 'picture']);
    expect(person.unread()).toEqual([]);
  });

  test.runIf(can('picture'))('no picture is kept where somebody under 18 is concerned', async () => {
    const person = new Person(platform, 'minor', 'ur-Latn');
    const desk = new Desk(platform, person);
    await person.writes('meri saheli ki umar 15 saal hai aur aik larka us ko blackmail kar raha hai');
    await person.readsAll('intake:welcome.heard', 'intake:welcome.say', 'intake:safe.ask');
    await person.picks('intake:safe.ask', 'no');
    await person.reads('intake:dangerNow.ask');
    await person.picks('intake:dangerNow.ask', 'no');
    await person.reads('intake:story.more.ask');
    await person.picks('intake:story.more.ask', 'go_on');
    await person.reads('intake:type.propose.ask');
    await person.picks('intake:type.propose.ask', 'blackmailing');
    await person.reads('intake:minor.confirm');
    await person.picks('intake:minor.confirm', 'yes');
    await person.readsAll('intake:circumstances.calling', 'intake:handOff.reference', 'intake:deadline.ask');
    await desk.claims();
    await person.reads('intake:associate.here');
    expect((await desk.reads()).case?.flags).toContain('minor');
    await person.does({ kind: 'picture', bytes: PNG, type: 'image/png' });
    const entry = await desk.sees((one) => one.from === 'complainant' && one.media === 'picture');
    expect(entry).not.toHaveProperty('file');
    expect(await kept(desk)).toEqual([]);
  });
}

/** The file of what an associate was sent, once it has come. */
async function opened(desk: Desk, media: 'picture' | 'file') {
  return await desk.until(async () => {
    const entry = (await desk.reads()).entries.filter(isHeard(media)).find(({ file }) => file && file.trouble === undefined);
    return entry && (await desk.opens(entry));
  });
}

function isHeard(media: string) {
  return (entry: TranscriptEntry): entry is HeardEntry => entry.from === 'complainant' && entry.media === media;
}
