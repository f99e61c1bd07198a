import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { atSteps, atStory, atSummary, inQueue, STORY } from '../support/intakeTalk.ts';
import { PIN, REFERENCE, Talk } from '../support/talk.ts';

describe('from the first message to an associate', () => {
  test('nothing is said before somebody writes, then welcome and first question come in one turn', () => {
    const talk = new Talk(intake);
    expect(talk.effects).toEqual([]);
    expect(talk.hear({ type: 'hello' }).said).toEqual(['intake:welcome.say', 'intake:safe.ask']);
  });

  test('an unknown language is asked once; writing on in it is enough', () => {
    const talk = new Talk(intake, {}, { language: 'en', certain: false });
    expect(talk.write('salam').said).toEqual(['intake:language.ask']);
    talk.hear({ type: 'languageHeard', language: 'ur-Latn' });
    expect(talk.write('madad chahiye').said).toEqual(['intake:welcome.say', 'intake:safe.ask']);
    expect(talk.effects).toContainEqual({ type: 'speak', language: 'ur-Latn' });
  });

  test('a picture as the very first message is answered in all languages, then the conversation begins', () => {
    const said = new Talk(intake).hear({ type: 'attachment', kind: 'picture' }).said;
    expect(said).toEqual(['intake:language.attachment', 'intake:welcome.say', 'intake:safe.ask']);
  });

  test('a story told in the first message is kept and not asked for again', () => {
    const talk = new Talk(intake);
    expect(talk.write(STORY, 'blackmailing').said).toEqual(['intake:welcome.heard', 'intake:welcome.say', 'intake:safe.ask']);
    expect(talk.pick('no', 'no').said).toEqual(['intake:story.more.ask']);
    talk.pick('go_on');
    expect(talk.step.asked?.options).toEqual(['blackmailing', 'else', 'person']);
  });

  test('a calm conversation ends in the queue with a reference that is told once', () => {
    const talk = inQueue({ place: 3 });
    expect(talk.question).toBe('intake:queue.place');
    expect(talk.step.asked?.values).toEqual({ place: '3' });
    expect(talk.handOffs()).toEqual(['high']);
    expect(talk.lastCase()).toMatchObject({
      urgency: 'high',
      flags: [],
      answers: { types: 'blackmailing', story: STORY, consent: 'yes', safeTime: 'evening', done: 'B1,E1,B2,B3,S5,B7' },
    });
    const told = talk.effects.filter((effect) => effect.type === 'say' && effect.key === 'intake:handOff.reference');
    expect(told).toEqual([{ type: 'say', key: 'intake:handOff.reference', values: { reference: REFERENCE, pin: PIN } }]);
    expect(JSON.stringify(talk.step.save)).not.toContain(PIN);
  });

  test('every optional fact can be given, in own words too', () => {
    const talk = atSummary();
    talk.pick('team', 'other', 'no', 'unsure', '18_25', 'woman');
    talk.write('Sukkur');
    talk.write('email');
    talk.pick('ex_partner', 'man', 'journalist', 'friend', 'no');
    expect(talk.lastCase()?.answers).toMatchObject({
      forWhom: 'other',
      otherKnows: 'no',
      otherSafe: 'unsure',
      ageGroup: '18_25',
      gender: 'woman',
      city: 'Sukkur',
      platform: 'email',
      relationship: 'ex_partner',
      harasserGender: 'man',
      atRisk: 'journalist',
      heardOf: 'friend',
      consent: 'no',
    });
  });

  test('whoever has enough after the steps is let go without a case', () => {
    const talk = atSummary();
    expect(talk.pick('finish').said).toEqual(['intake:resting.here']);
    expect(talk.lastCase()).toBeUndefined();
    expect(talk.handOffs()).toEqual([]);
  });

  test('explain gives the longer text and goes on from there', () => {
    const talk = atSteps();
    expect(talk.question).toBe('guidance/blackmailing:steps.B1.text');
    expect(talk.pick('explain').said).toEqual(['guidance/blackmailing:steps.B1.explain']);
    expect(talk.pick('next').said).toEqual(['guidance/blackmailing:steps.E1.text']);
  });
});

describe('the age among the facts', () => {
  test('of somebody under 18 makes the case at least high', () => {
    const talk = atStory();
    talk.pick('list', 'accounts', 'login_issues');
    while (talk.question !== 'intake:guidance.next.ask') talk.pick('next');
    talk.pick('team', 'self');
    expect(talk.pick('under_18').said).toEqual(['intake:facts.gender.ask']);
    talk.pick('enough', 'no');
    expect(talk.lastCase()).toMatchObject({ flags: ['minor'], urgency: 'high' });
  });

  test('calls a person at once when the picture may be of a minor', () => {
    const talk = atStory();
    talk.write(STORY, 'ncii');
    talk.pick('ncii', 'skip', 'no', 'none');
    while (talk.atStep) talk.pick('next');
    talk.pick('team', 'self');
    expect(talk.pick('under_18').said).toEqual(['intake:facts.calling', 'intake:handOff.reference', 'intake:facts.gender.ask']);
    expect(talk.handOffs()).toEqual(['emergency']);
  });

  test('can be corrected', () => {
    const talk = atStory();
    talk.write(STORY, 'blackmailing');
    talk.pick('blackmailing', 'skip', 'no', 'none');
    while (talk.atStep) talk.pick('next');
    talk.pick('team', 'self', 'under_18');
    talk.hear({ type: 'command.back' });
    talk.pick('self', '18_25', 'enough', 'no');
    expect(talk.lastCase()?.flags).toEqual([]);
  });
});

describe('the type', () => {
  test('without proposals it is found in two lists', () => {
    const talk = atStory();
    expect(talk.write('something happened').said).toEqual(['intake:story.more.ask']);
    expect(talk.pick('go_on').said).toEqual(['intake:type.family.ask']);
    expect(talk.pick('accounts').said).toEqual(['intake:type.list.ask']);
    expect(talk.pick('login_issues').said).toEqual([
      'intake:guidance.intro',
      'guidance/login_issues:dont',
      'guidance/login_issues:steps.A1.text',
    ]);
  });

  test('two picks are both kept', () => {
    const talk = atStory();
    talk.write(STORY, 'ncii', 'blackmailing');
    expect(talk.hear({ type: 'choices', ids: ['ncii', 'blackmailing'] }).said).toEqual(['intake:minor.ask']);
    expect(talk.pick('no', 'no', 'none').said).toEqual([
      'intake:guidance.intro',
      'guidance/ncii:dont',
      'guidance/blackmailing:dont',
      'guidance/ncii:steps.E1.text',
    ]);
  });

  test('at most three are proposed, the likeliest first, and only those that exist', () => {
    const talk = atStory();
    talk.hear({
      type: 'answer',
      text: STORY,
      proposals: [
        { type: 'threat', confidence: 0.2 },
        { type: 'made_up', confidence: 0.9 },
        { type: 'ncii', confidence: 0.5 },
        { type: 'hacking', confidence: 0.1 },
        { type: 'doxing', confidence: 0.3 },
      ],
    });
    expect(talk.step.asked?.options).toEqual(['ncii', 'doxing', 'threat', 'else', 'person']);
  });

  test('more words at the proposals bring new ones, and those of the story stay', () => {
    const talk = atStory();
    talk.write(STORY, 'threat');
    expect(talk.write('no, they opened my account', 'hacking').said).toEqual(['intake:type.propose.ask']);
    expect(talk.step.asked?.options).toEqual(['hacking', 'threat', 'else', 'person']);
  });
});

describe('a minor and a time limit', () => {
  test("a minor's picture is an emergency, a person is called first, and the advice changes", () => {
    const talk = atStory();
    talk.write(STORY, 'ncii');
    expect(talk.pick('ncii', 'yes').said).toEqual([
      'intake:circumstances.calling',
      'intake:handOff.reference',
      'intake:deadline.ask',
    ]);
    talk.pick('no');
    expect(talk.pick('none').said).toEqual(['intake:guidance.nothingAccepted', 'guidance/ncii:dont', 'steps:M2.text']);
    expect(talk.handOffs()).toEqual(['emergency']);
    expect(talk.lastCase()?.flags).toEqual(['minor']);
    const steps: (string | undefined)[] = [];
    for (; talk.atStep; talk.pick('next')) steps.push(talk.question);
    expect(steps).toContain('guidance/ncii:steps.B4.text');
    expect(steps).not.toContain('guidance/ncii:steps.B3.text');
    expect(steps.at(-1)).toBe('steps:M1.text');
  });

  test('a bullied minor is at least high, without an emergency', () => {
    const talk = atStory();
    talk.write('they laugh at me', 'bullying');
    talk.pick('bullying', 'yes');
    expect(talk.handOffs()).toEqual([]);
    talk.hear({ type: 'command.person' });
    expect(talk.handOffs()).toEqual(['high']);
  });

  test('a limit that ends today calls a person at once, one in some days does not', () => {
    const today = atStory();
    today.write(STORY, 'blackmailing');
    today.pick('blackmailing', 'no', 'today');
    expect(today.handOffs()).toEqual(['emergency']);
    const later = atStory();
    later.write(STORY, 'blackmailing');
    later.pick('blackmailing', 'no', 'days');
    expect(later.handOffs()).toEqual([]);
  });

  test('they are not asked where they change nothing', () => {
    const talk = atStory();
    talk.write('my phone was stolen', 'stolen_device');
    expect(talk.pick('stolen_device').said).toContain('guidance/stolen_device:steps.L1.text');
  });

  test('when the age is not known, both ways are told', () => {
    const talk = atStory();
    talk.write(STORY, 'ncedits');
    talk.pick('ncedits', 'skip', 'skip', 'skip');
    const steps: (string | undefined)[] = [];
    for (; talk.atStep; talk.pick('next')) steps.push(talk.question);
    expect(steps).toEqual(expect.arrayContaining(['guidance/ncedits:steps.B3.text', 'guidance/ncedits:steps.B4.text']));
  });
});
