import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { STORY_LIMIT } from '../../flows/intake/context.ts';
import { PIN, REFERENCE, type Surroundings, Talk } from '../support/talk.ts';

const STORY = 'somebody has my pictures and wants money for them';

/** A conversation up to its first question. */
function begun(around: Surroundings = {}): Talk {
  const talk = new Talk(intake, around);
  talk.hear({ type: 'hello' });
  return talk;
}

/** Up to the question what happened. */
function atStory(around: Surroundings = {}): Talk {
  const talk = begun(around);
  talk.pick('only_me', 'no');
  return talk;
}

/** Up to the first safety step of an adult's blackmail case. */
function atSteps(around: Surroundings = {}): Talk {
  const talk = atStory(around);
  talk.write(STORY, 'blackmailing', 'ncii');
  talk.pick('blackmailing', 'no', 'no');
  return talk;
}

/** Through all steps. */
function atSummary(around: Surroundings = {}): Talk {
  const talk = atSteps(around);
  while (talk.question?.startsWith('steps:')) talk.pick('done');
  return talk;
}

function inQueue(around: Surroundings = {}): Talk {
  const talk = atSummary(around);
  talk.pick('team', 'enough', 'yes', 'evening', 'skip');
  return talk;
}

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

  test('a picture as the very first message is named, then the conversation begins', () => {
    const said = new Talk(intake).hear({ type: 'attachment', kind: 'picture' }).said;
    expect(said).toEqual(['common:attachment.picture', 'intake:welcome.say', 'intake:safe.ask']);
  });

  test('a story told in the first message is kept and not asked for again', () => {
    const talk = new Talk(intake);
    expect(talk.write(STORY, 'blackmailing').said).toEqual(['intake:welcome.heard', 'intake:welcome.say', 'intake:safe.ask']);
    expect(talk.pick('only_me', 'no').said).toEqual(['intake:story.more.ask']);
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
    expect(talk.question).toBe('steps:B1.text');
    expect(talk.pick('explain').said).toEqual(['steps:B1.explain']);
    expect(talk.pick('next').said).toEqual(['steps:E1.text']);
  });
});

describe('the type', () => {
  test('without proposals it is found in two lists', () => {
    const talk = atStory();
    expect(talk.write('something happened').said).toEqual(['intake:type.family.ask']);
    expect(talk.pick('accounts').said).toEqual(['intake:type.list.ask']);
    expect(talk.pick('login_issues').said).toEqual(['intake:guidance.intro', 'types:login_issues.dont', 'steps:A1.text']);
  });

  test('two picks are both kept', () => {
    const talk = atStory();
    talk.write(STORY, 'ncii', 'blackmailing');
    expect(talk.hear({ type: 'choices', ids: ['ncii', 'blackmailing'] }).said).toEqual(['intake:minor.ask']);
    expect(talk.pick('no', 'no').said).toEqual([
      'intake:guidance.intro',
      'types:ncii.dont',
      'types:blackmailing.dont',
      'steps:E1.text',
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

  test('more words at the proposals bring new ones', () => {
    const talk = atStory();
    talk.write(STORY, 'threat');
    expect(talk.write('no, they opened my account', 'hacking').said).toEqual(['intake:type.propose.ask']);
    expect(talk.step.asked?.options).toEqual(['hacking', 'else', 'person']);
  });
});

describe('a minor and a time limit', () => {
  test("a minor's picture is an emergency, a person is called first, and the advice changes", () => {
    const talk = atStory();
    talk.write(STORY, 'ncii');
    const { said } = talk.pick('ncii', 'yes', 'no');
    expect(said).toEqual([
      'intake:circumstances.calling',
      'intake:handOff.reference',
      'intake:guidance.nothingAccepted',
      'types:ncii.dont',
      'steps:M2.text',
    ]);
    expect(talk.handOffs()).toEqual(['emergency']);
    expect(talk.lastCase()?.flags).toEqual(['minor']);
    const steps: (string | undefined)[] = [];
    for (; talk.question?.startsWith('steps:'); talk.pick('next')) steps.push(talk.question);
    expect(steps).toContain('steps:B4.text');
    expect(steps).not.toContain('steps:B3.text');
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
    expect(talk.pick('stolen_device').said).toContain('steps:L1.text');
  });

  test('when the age is not known, both ways are told', () => {
    const talk = atStory();
    talk.write(STORY, 'ncedits');
    talk.pick('ncedits', 'skip', 'skip');
    const steps: (string | undefined)[] = [];
    for (; talk.question?.startsWith('steps:'); talk.pick('next')) steps.push(talk.question);
    expect(steps).toEqual(expect.arrayContaining(['steps:B3.text', 'steps:B4.text']));
  });
});

describe('danger', () => {
  test('in the very first message goes straight to help and a person', () => {
    const talk = new Talk(intake);
    const { said } = talk.hear({ type: 'danger', text: 'he has a knife' });
    expect(said).toEqual(['intake:emergency.now', 'intake:handOff.reference', 'intake:company.placed']);
    expect(talk.handOffs()).toEqual(['emergency']);
    expect(talk.lastCase()).toMatchObject({ flags: ['danger'], answers: { story: 'he has a knife' } });
  });

  test('the bot keeps company with one short line a message, and nothing is asked', () => {
    const talk = new Talk(intake);
    talk.hear({ type: 'danger', text: 'he is here' });
    const lines = ['a', 'b', 'c', 'd'].map((text) => talk.write(text).said);
    expect(lines).toEqual([
      ['intake:company.line2'],
      ['intake:company.line3'],
      ['intake:company.line1'],
      ['intake:company.line2'],
    ]);
    expect(talk.handOffs()).toHaveLength(1);
  });

  test('out of hours it says so', () => {
    const talk = begun({ opensIn: 300 });
    expect(talk.pick('only_me', 'yes').said).toContain('intake:company.closed');
  });

  test('whoever wants to go on is led to the story, or back to the open question', () => {
    const early = new Talk(intake);
    early.hear({ type: 'danger', text: 'he will hurt me' });
    expect(early.pick('steps').said).toEqual(['intake:story.more.ask']);
    const late = atSteps();
    late.pick('next');
    late.hear({ type: 'danger', text: 'he is at the door' });
    expect(late.pick('steps').said).toEqual(['steps:E1.text']);
  });

  test('a case that is open already is brought up to date, not opened twice', () => {
    const talk = inQueue();
    talk.hear({ type: 'danger', text: 'he is coming' });
    expect(talk.effects.filter((effect) => effect.type === 'openCase')).toHaveLength(1);
    expect(talk.handOffs()).toEqual(['high', 'emergency']);
    expect(talk.pick('steps').said).toEqual(['intake:queue.place']);
  });
});

describe('words of not wanting to live', () => {
  test('are heard in the middle of anything, and the way leads back', () => {
    const talk = atSteps();
    const { said } = talk.hear({ type: 'selfHarm', text: 'I do not want to live' });
    expect(said).toEqual(['intake:selfHarm.heard', 'intake:handOff.reference', 'intake:selfHarm.ask']);
    expect(talk.handOffs()).toEqual(['emergency']);
    expect(talk.lastCase()?.flags).toEqual(['self_harm']);
    expect(talk.pick('yes').said).toEqual(['intake:selfHarm.yes', 'intake:company.placed']);
    expect(talk.pick('steps').said).toEqual(['steps:B1.text']);
  });

  test('need no answer, and are not doubted when they come again', () => {
    const talk = begun();
    talk.hear({ type: 'selfHarm', text: 'a' });
    expect(talk.write('I do not know').said).toEqual(['intake:selfHarm.rather_not', 'intake:company.placed']);
    expect(talk.hear({ type: 'selfHarm', text: 'b' }).said).toEqual(['intake:selfHarm.yes']);
    expect(talk.handOffs()).toHaveLength(1);
  });
});

describe('pauses lead back to the open question', () => {
  test('hide answers with something bland and betrays nothing before the person is back', () => {
    const talk = atSteps();
    expect(talk.hear({ type: 'command.hide' }).said).toEqual(['intake:hidden.say']);
    for (const heard of [
      talk.write('who is this? what is this chat about?'),
      talk.hear({ type: 'command.help' }),
      talk.hear({ type: 'command.status' }),
    ]) {
      expect(heard.said).toEqual(['intake:hidden.ask']);
    }
    expect(talk.pick('not_now').said).toEqual(['intake:hidden.say']);
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said).toEqual(['steps:B1.text']);
  });

  test('what the desk does while hidden is not announced, and is found on return', () => {
    const talk = inQueue();
    talk.hear({ type: 'command.hide' });
    expect(talk.hear({ type: 'claimed' }).effects).toEqual([]);
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said).toEqual(['intake:associate.here']);
    expect(talk.step.silent).toBe(true);
    talk.hear({ type: 'command.hide' });
    expect(talk.hear({ type: 'released' }).effects).toEqual([]);
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said).toEqual(['intake:queue.place']);
    talk.hear({ type: 'command.hide' });
    expect(talk.hear({ type: 'closed' }).effects).toEqual([]);
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said[0]).toBe('intake:closing.say');
  });

  test('the language can be switched at any time', () => {
    const talk = atSteps();
    talk.hear({ type: 'command.language' });
    const { effects } = talk.pick('ur');
    expect(effects).toEqual([{ type: 'speak', language: 'ur' }, expect.objectContaining({ type: 'say', key: 'steps:B1.text' })]);
  });

  test('stop says one line; the next message asks whether to go on', () => {
    const talk = atSteps();
    expect(talk.hear({ type: 'command.stop' }).said).toEqual(['intake:stopped.say']);
    expect(talk.hear({ type: 'hello' }).said).toEqual(['intake:stopped.ask']);
    expect(talk.pick('go_on').said).toEqual(['steps:B1.text']);
    talk.hear({ type: 'command.stop' });
    talk.hear({ type: 'hello' });
    expect(talk.pick('start_over').said).toEqual(['intake:welcome.say', 'intake:safe.ask']);
  });

  test('start over asks once, then forgets what was told', () => {
    const talk = atSteps();
    talk.hear({ type: 'command.restart' });
    expect(talk.pick('no').said).toEqual(['steps:B1.text']);
    talk.hear({ type: 'command.restart' });
    talk.pick('yes');
    expect(JSON.stringify(talk.step.save)).not.toContain(STORY);
  });

  test('delete asks once, then erases and ends', () => {
    const talk = atSteps();
    talk.hear({ type: 'command.erase' });
    expect(talk.pick('no').said).toEqual(['steps:B1.text']);
    talk.hear({ type: 'command.erase' });
    expect(talk.pick('yes').effects).toEqual([{ type: 'say', key: 'intake:erase.done' }, { type: 'erase' }]);
    expect(() => talk.hear({ type: 'hello' })).toThrow('finished');
  });

  test('a pause in the very first message leads to the welcome', () => {
    const talk = new Talk(intake);
    talk.hear({ type: 'command.hide' });
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said).toEqual(['intake:welcome.say', 'intake:safe.ask']);
  });

  test('later says a bland goodbye and comes back to the same question', () => {
    const talk = begun();
    expect(talk.pick('others', 'later').said).toEqual(['intake:sharedPhone.later']);
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said).toEqual(['intake:sharedPhone.ask']);
  });

  test('back goes to the question before, and says so at the start', () => {
    const talk = atStory();
    expect(talk.hear({ type: 'command.back' }).said).toEqual(['intake:dangerNow.ask']);
    expect(talk.hear({ type: 'command.back' }).said).toEqual(['intake:safe.ask']);
    expect(talk.hear({ type: 'command.back' }).said).toEqual(['common:noBack', 'intake:safe.ask']);
    const steps = atSteps();
    steps.pick('next');
    expect(steps.hear({ type: 'command.back' }).said).toEqual(['steps:B1.text']);
  });
});

describe('what does not fit', () => {
  test('is named kindly, the question comes again, and after two a person is offered', () => {
    const talk = begun();
    expect(talk.hear({ type: 'outOfRange' }).said).toEqual(['common:outOfRange', 'intake:safe.ask']);
    expect(talk.step.asked?.options).not.toContain('person');
    expect(talk.hear({ type: 'attachment', kind: 'sticker' }).said).toEqual(['common:attachment.sticker', 'intake:safe.ask']);
    expect(talk.step.asked?.options).toContain('person');
    talk.pick('person');
    expect(talk.question).toBe('intake:queue.place');
  });

  test('two picks at once are asked for one, an old button gets the open question', () => {
    const talk = begun();
    expect(talk.hear({ type: 'choices', ids: ['only_me', 'others'] }).said).toEqual(['common:oneAtATime', 'intake:safe.ask']);
    expect(talk.hear({ type: 'stale' }).said).toEqual(['common:stale', 'intake:safe.ask']);
    expect(talk.hear({ type: 'empty' }).said).toEqual(['common:empty', 'intake:safe.ask']);
    expect(talk.hear({ type: 'hello' }).said).toEqual(['common:hello', 'intake:safe.ask']);
  });

  test('a story told at the wrong question is kept and used later', () => {
    const talk = begun();
    expect(talk.write(STORY, 'blackmailing').said).toEqual(['common:kept', 'intake:safe.ask']);
    expect(talk.pick('only_me', 'no').said).toEqual(['intake:story.more.ask']);
    expect(talk.pick('go_on').said).toEqual(['intake:type.propose.ask']);
  });

  test('a story of any length is kept up to its limit', () => {
    const talk = atStory();
    talk.write('word '.repeat(5_000), 'threat');
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()?.answers.story).toHaveLength(STORY_LIMIT);
  });
});

describe('waiting for a person', () => {
  test('what is written is acknowledged briefly and the place is told when it changes', () => {
    const talk = inQueue({ place: 3 });
    expect(talk.write('are you there').said).toEqual(['intake:queue.kept']);
    expect(talk.hear({ type: 'placed', place: 3, opensIn: 0 }).said).toEqual([]);
    expect(talk.hear({ type: 'placed', place: 2, opensIn: 0 }).said).toEqual(['intake:queue.place']);
    expect(talk.step.asked?.values).toEqual({ place: '2' });
  });

  test('out of hours one line comes at opening, only when that was allowed', () => {
    const allowed = inQueue({ opensIn: 480 });
    expect(allowed.question).toBe('intake:queue.closedWillWrite');
    expect(allowed.effects).toContainEqual({ type: 'wait', minutes: 480 });
    expect(allowed.hear({ type: 'silence' }).said).toEqual(['intake:queue.nowOpen']);
    expect(allowed.hear({ type: 'silence' }).said).toEqual([]);
    const unasked = atStory({ opensIn: 480 });
    unasked.hear({ type: 'command.person' });
    expect(unasked.question).toBe('intake:queue.closed');
    expect(unasked.effects.some((effect) => effect.type === 'wait')).toBe(false);
    expect(unasked.hear({ type: 'silence' }).said).toEqual([]);
  });

  test('steps can go on meanwhile, and leaving takes the conversation out of the queue', () => {
    const talk = inQueue();
    expect(talk.pick('steps').said).toContain('steps:B1.text');
    talk.hear({ type: 'command.person' });
    expect(talk.pick('leave').effects).toContainEqual({ type: 'withdraw' });
  });
});

describe('with an associate', () => {
  test('the bot says one line and is silent until release, when the person is where she was', () => {
    const talk = inQueue();
    expect(talk.hear({ type: 'claimed' }).said).toEqual(['intake:associate.here']);
    expect(talk.step).toMatchObject({ silent: true, asked: null });
    const messages = [
      talk.write(STORY, 'threat'),
      talk.hear({ type: 'attachment', kind: 'voice' }),
      talk.hear({ type: 'command.help' }),
    ];
    expect(messages.flatMap((heard) => heard.effects)).toEqual([]);
    expect(talk.hear({ type: 'released' }).said).toEqual(['intake:associate.left', 'intake:queue.place']);
  });

  test('danger words flag the chat at the desk', () => {
    const talk = inQueue();
    talk.hear({ type: 'claimed' });
    expect(talk.hear({ type: 'danger', text: 'x' }).effects).toEqual([{ type: 'alarm', flag: 'danger' }]);
    expect(talk.hear({ type: 'selfHarm', text: 'x' }).effects).toEqual([{ type: 'alarm', flag: 'self_harm' }]);
  });

  test('closing asks three taps, keeps them, and knows a returning person', () => {
    const talk = inQueue();
    talk.hear({ type: 'claimed' });
    expect(talk.hear({ type: 'closed' }).said).toEqual(['intake:closing.say', 'intake:feedback.helped.ask']);
    talk.pick('yes', 'partly', 'no');
    expect(talk.lastCase()?.answers).toMatchObject({ helped: 'yes', soon: 'partly', recommend: 'no' });
    expect(talk.write('he has started again since yesterday evening').said).toEqual(['intake:resting.same.ask']);
    talk.pick('yes');
    expect(talk.question).toBe('intake:queue.place');
    expect(talk.lastCase()?.answers.story).toContain('started again');
    expect(talk.effects.filter((effect) => effect.type === 'openCase')).toHaveLength(1);
  });

  test('a new matter begins anew with the words that opened it, and gets its own case', () => {
    const talk = inQueue();
    talk.hear({ type: 'closed' });
    talk.pick('skip');
    talk.write('now somebody opened my email account too', 'hacking');
    expect(talk.pick('no').said).toEqual(['intake:dangerNow.ask']);
    talk.pick('no', 'go_on', 'hacking');
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()?.answers).toMatchObject({ types: 'hacking' });
    expect(talk.lastCase()?.answers.story).not.toContain(STORY);
    expect(talk.effects.filter((effect) => effect.type === 'openCase')).toHaveLength(2);
  });
});

describe('status', () => {
  test('of an open case is told at once, with the question that was open', () => {
    const talk = inQueue({ found: { type: 'caseFound', status: 'waiting', place: 2 } });
    const heard = talk.hear({ type: 'command.status' });
    expect(heard.effects[0]).toEqual({ type: 'findCase', reference: '', pin: '' });
    expect(heard.said).toEqual(['intake:status.waiting', 'intake:queue.place']);
  });

  test('from another phone needs reference and PIN, and the PIN is not kept', () => {
    const talk = begun({ found: { type: 'caseFound', status: 'with_associate', place: 0 } });
    talk.hear({ type: 'command.status' });
    talk.write(REFERENCE);
    const heard = talk.write(PIN);
    expect(heard.effects[0]).toEqual({ type: 'findCase', reference: REFERENCE, pin: PIN });
    expect(heard.said).toEqual(['intake:status.with_associate', 'intake:safe.ask']);
    expect(JSON.stringify(talk.step.save)).not.toContain(PIN);
    expect(JSON.stringify(talk.step.save)).not.toContain(REFERENCE);
  });

  test('that is not found can be tried again or left', () => {
    const talk = begun({ found: { type: 'caseMissing' } });
    talk.hear({ type: 'command.status' });
    talk.write('a');
    expect(talk.write('b').said).toEqual(['intake:status.missing', 'intake:status.reference.ask']);
    expect(talk.pick('cancel').said).toEqual(['intake:safe.ask']);
  });
});
