/** From the first greeting to an associate's goodbye, in the languages that most people write. */
import { expect, test } from 'vitest';
import type { Language } from '../../src/engine/protocol.ts';
import { Desk } from './desk.ts';
import { Person } from './person.ts';
import type { Platform } from './platform.ts';

/** The same story, told in two messages, and what is said to an associate. */
const STORIES: readonly { readonly language: Language; readonly story: readonly [string, string]; readonly thanks: string }[] = [
  {
    language: 'en',
    story: ['Somebody made an account with my name and my photos.', 'They write to my friends from it.'],
    thanks: 'Thank you, now I know what to do.',
  },
  {
    language: 'ur',
    story: ['کسی نے میرے نام سے فیس بک پر جعلی اکاؤنٹ بنا لیا ہے', 'اور میرے دوستوں کو میسج کر رہا ہے'],
    thanks: 'شکریہ، اب مجھے پتا ہے کہ کیا کرنا ہے',
  },
  {
    language: 'ur-Latn',
    story: ['kisi ne mere naam se fake profile bana li hai', 'aur mere doston ko message kar raha hai'],
    thanks: 'shukriya, ab mujhe pata hai ke kya karna hai',
  },
];

export function intakeScenarios(platform: Platform): void {
  test.for(STORIES)('from salam to an associate and goodbye, in $language', async ({ language, story, thanks }) => {
    const person = new Person(platform, `story-${language}`, language);
    const desk = new Desk(platform, person);
    await greet(person);
    // At a terminal nobody waits for what else may be told.
    const told = platform.alone ? [story.join(' ')] : story;
    for (const message of told) await person.writes(message);
    await describeIt(person);
    await passSteps(person);
    await person.picks('intake:guidance.next.ask', 'team');
    await person.readsAll('intake:facts.intro', 'intake:facts.forWhom.ask');
    await person.picks('intake:facts.forWhom.ask', 'enough');
    await person.reads('intake:consent.ask');
    await person.picks('intake:consent.ask', 'no');
    const { named } = await person.reads('intake:handOff.reference');
    await person.reads('intake:queue.place');

    expect(await desk.waiting()).toMatchObject({ language, types: ['fake_profile'], channel: platform.place.name });
    await desk.claims();
    await person.reads('intake:associate.here');
    const { case: opened } = await desk.reads();
    expect(opened?.reference).toBe(named.reference);
    expect(opened?.answers.story).toBe(told.join('\n'));
    await meet(person, desk, thanks);
    await desk.closes();
    await person.readsAll('intake:closing.say', 'feedback:helped.ask');
    await person.picks('feedback:helped.ask', 'skip');
    await person.reads('intake:resting.here');
    expect(person.unread()).toEqual([]);
  });
}

/** A greeting that says nothing of the language, and the two questions for safety. */
async function greet(person: Person): Promise<void> {
  await person.writes('salam');
  const { options } = await person.reads('intake:language.ask');
  expect(options).toContain(person.label('intake:language.ask', person.language));
  await person.picks('intake:language.ask', person.language);
  await person.readsAll('intake:welcome.say', 'intake:safe.ask');
  await person.picks('intake:safe.ask', 'no');
  await person.reads('intake:dangerNow.ask');
  await person.picks('intake:dangerNow.ask', 'no');
  await person.reads('intake:story.ask');
}

/** The bot proposes, the person decides. */
async function describeIt(person: Person): Promise<void> {
  const { options } = await person.reads('intake:type.propose.ask');
  expect(options).toContain(person.label('intake:type.propose.ask', 'fake_profile'));
  await person.picks('intake:type.propose.ask', 'fake_profile');
  await person.reads('intake:situation.ask');
  await person.picks('intake:situation.ask', 'none');
  await person.reads('intake:guidance.intro');
}

/** Goes past the first steps, which are whatever the guidance says. */
async function passSteps(person: Person): Promise<void> {
  const asked = person.wordsOf('intake:guidance.next.ask');
  const onwards = person.label('intake:guidance.step.ask', 'next');
  for (;;) {
    const { text, options } = await person.next();
    if (asked.test(text.trim())) return;
    if (options.includes(onwards)) await person.does({ kind: 'pick', label: onwards });
  }
}

/** Each reads what the other writes. */
async function meet(person: Person, desk: Desk, thanks: string): Promise<void> {
  const question = 'Hello, I am from the team. How are you today? 😊';
  await desk.replies(question);
  expect((await person.next()).text).toBe(question);
  await person.writes(thanks);
  await desk.sees((entry) => entry.from === 'complainant' && entry.text === thanks);
  expect(person.unread()).toEqual([]);
}
