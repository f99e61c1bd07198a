import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { atStory, begun, STORY } from '../support/intakeTalk.ts';
import { Talk } from '../support/talk.ts';

/** The text keys of the steps that are given from here on, without the role. */
function stepsOf(talk: Talk): string[] {
  const steps: string[] = [];
  for (; talk.atStep; talk.pick('next')) steps.push((talk.question ?? '').replace(/^guidance\/\w+:steps\.|^steps:|\.text$/g, ''));
  return steps;
}

function atSituation(...types: readonly string[]): Talk {
  const talk = atStory();
  talk.write(STORY, ...types);
  const [first = ''] = types;
  talk.pick(first);
  while (talk.question !== 'intake:situation.ask') talk.pick('no');
  return talk;
}

describe('the situation changes the steps', () => {
  test('nothing of it, and the steps are those of the type', () => {
    const talk = atSituation('blackmailing');
    talk.pick('none');
    expect(stepsOf(talk)).toEqual(['B1', 'E1', 'B2', 'B3', 'S5', 'B7']);
  });

  test('family: somebody outside it is trusted, and blocking is planned', () => {
    const talk = atSituation('blackmailing');
    talk.pick('family');
    expect(stepsOf(talk)).toEqual(['B1', 'E1', 'B2F', 'B3', 'S5F', 'B7']);
  });

  test('no police: nobody is sent there', () => {
    const talk = atSituation('threat');
    talk.pick('police_unsafe');
    expect(stepsOf(talk)).toEqual(['S1P', 'E1', 'S5', 'B2', 'C2']);
  });

  test('for someone else: their word comes first, and it is not asked again for whom this is', () => {
    const talk = atSituation('threat');
    talk.pick('other');
    expect(stepsOf(talk)).toEqual(['O1', 'S1', 'E1', 'S5', 'B2', 'C2']);
    expect(talk.pick('team').said).toEqual(['intake:facts.intro', 'intake:facts.otherKnows.ask']);
  });

  test('two at once are both kept', () => {
    const talk = atSituation('threat');
    expect(talk.hear({ type: 'choices', ids: ['family', 'police_unsafe'] }).handled).toBe(true);
    expect(stepsOf(talk)).toEqual(['S1P', 'E1', 'S5F', 'B2F', 'C2']);
  });

  test('none together with another is put to the person again', () => {
    const talk = atSituation('threat');
    expect(talk.hear({ type: 'choices', ids: ['family', 'none'] }).said).toEqual(['common:oneAtATime', 'intake:situation.ask']);
  });

  test('a shared phone: the chat comes first, and proof is kept where others do not look', () => {
    const talk = begun();
    talk.pick('yes', 'continue', 'no');
    talk.write(STORY, 'threat');
    talk.pick('threat', 'no', 'no', 'skip');
    expect(stepsOf(talk)).toEqual(['SH1', 'S1', 'E1S', 'S5', 'B2', 'C2']);
    expect(talk.effects).toContainEqual(expect.objectContaining({ key: 'intake:guidance.summaryUnseen' }));
  });

  test('who at home it is, is asked with fitting answers', () => {
    const talk = atSituation('threat');
    talk.pick('family');
    stepsOf(talk);
    talk.pick('team', 'self', 'skip', 'skip', 'skip');
    expect(talk.pick('skip').said).toEqual(['intake:facts.relationshipAtHome.ask']);
  });

  test('it is not asked where it changes nothing', () => {
    const talk = atStory();
    talk.write('my phone was stolen', 'stolen_device');
    expect(talk.pick('stolen_device').said).toContain('guidance/stolen_device:dont');
  });

  test('never more than seven steps, and the first of both types are among them', () => {
    const talk = atStory();
    talk.write(STORY, 'gbv', 'ncii');
    talk.hear({ type: 'choices', ids: ['gbv', 'ncii'] });
    talk.pick('yes', 'no', 'other');
    expect(stepsOf(talk)).toEqual(['M2', 'O1', 'S1', 'E1M', 'S2', 'B4', 'M1']);
  });
});

describe('what the words told', () => {
  test('is put to the person, who knows better', () => {
    const talk = atStory();
    talk.hear({
      type: 'answer',
      text: STORY,
      proposals: [{ type: 'blackmailing', confidence: 0.9 }],
      cues: ['minor', 'deadline'],
    });
    expect(talk.pick('blackmailing').said).toEqual(['intake:minor.confirm']);
    expect(talk.pick('no').said).toEqual(['intake:deadline.confirm']);
    talk.pick('no', 'none');
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()?.flags).toEqual([]);
  });

  test('a fear of being watched is met calmly, with the checks once and never again', () => {
    const talk = atStory();
    talk.hear({
      type: 'answer',
      text: 'they put something into every phone that I buy and into the walls',
      proposals: [{ type: 'online_stalking', confidence: 0.6 }],
      cues: ['watched'],
    });
    talk.pick('online_stalking', 'no');
    expect(talk.pick('none').said).toEqual(['intake:guidance.calm', 'guidance/watched:dont', 'guidance/watched:steps.W1C.text']);
    expect(stepsOf(talk)).toEqual(['W1C', 'W2C', 'W3C', 'W4C']);
    expect(talk.effects.findLast((effect) => effect.type === 'say' && effect.key.endsWith(':team'))).toMatchObject({
      key: 'guidance/watched:team',
    });
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()?.flags).toEqual(['watched']);
    talk.pick('steps');
    expect(stepsOf(talk)).toEqual(['W4C']);
  });

  test('whoever names somebody at home, or being followed, is given the plan all the same', () => {
    const cued = (type: string): Talk => {
      const talk = atStory();
      const proposals = [{ type, confidence: 0.6 }];
      talk.hear({ type: 'answer', text: 'they put something into every phone that I buy', proposals, cues: ['watched'] });
      talk.pick(type);
      while (talk.question !== 'intake:situation.ask') talk.pick('no');
      return talk;
    };
    const home = cued('online_stalking');
    home.pick('family');
    expect(stepsOf(home)[0]).toBe('S2');
    const followed = cued('stalking');
    followed.pick('none');
    expect(stepsOf(followed)[0]).toBe('S1');
  });

  test('the steps that were shown are told to the associate', () => {
    const talk = atSituation('threat');
    talk.pick('none', 'done', 'next');
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()?.answers).toMatchObject({ shown: 'S1,E1,S5', done: 'S1' });
  });
});

describe('a voice message', () => {
  test('is a story, which is named by picking', () => {
    const talk = atStory();
    expect(talk.hear({ type: 'voice' }).said).toEqual(['intake:story.voice.ask']);
    expect(talk.pick('go_on').said).toEqual(['intake:type.family.ask']);
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()?.answers.voice).toBe('1');
  });

  test('as the very first message is kept, and the story is not asked for again', () => {
    const talk = new Talk(intake);
    expect(talk.hear({ type: 'voice' }).said).toEqual([
      'intake:language.voice',
      'intake:welcome.heard',
      'intake:welcome.say',
      'intake:safe.ask',
    ]);
    talk.pick('no');
    expect(talk.pick('no').said).toEqual(['intake:story.voice.ask']);
  });

  test('is an answer where words are one', () => {
    const talk = atSituation('threat');
    talk.pick('none');
    stepsOf(talk);
    talk.pick('team', 'self', 'skip', 'skip');
    expect(talk.question).toBe('intake:facts.city.ask');
    expect(talk.hear({ type: 'voice' }).said).toEqual(['common:voiceKept', 'intake:facts.platform.ask']);
  });

  test('where one has to pick, it is kept and the question stays', () => {
    const talk = begun();
    expect(talk.hear({ type: 'voice' }).said).toEqual(['common:voice', 'intake:safe.ask']);
  });
});

describe('somebody under 18, told late', () => {
  test('among the steps: it is put to the person, a person is called, and the steps are others', () => {
    const talk = atStory();
    talk.write(STORY, 'ncii');
    talk.pick('ncii', 'no', 'no', 'none', 'next');
    const late = { type: 'answer', text: 'by the way she is 15', proposals: [], cues: ['minor'] } as const;
    expect(talk.hear(late).said).toEqual(['intake:minor.confirm']);
    expect(talk.pick('yes').said).toEqual(['intake:circumstances.calling', 'intake:handOff.reference', 'intake:deadline.ask']);
    talk.pick('no');
    expect(talk.question).toBe('steps:M2.text');
  });

  test('in the line: the case becomes an emergency', () => {
    const talk = atStory();
    talk.write(STORY, 'ncii');
    talk.pick('ncii', 'no', 'no', 'none');
    talk.hear({ type: 'command.person' });
    expect(talk.handOffs()).toEqual(['high']);
    talk.hear({ type: 'answer', text: 'i am 13', proposals: [], cues: ['minor'] });
    talk.pick('yes');
    expect(talk.handOffs()).toEqual(['high', 'emergency']);
  });

  test('not answering does not take it back', () => {
    const talk = atStory();
    talk.hear({ type: 'answer', text: STORY, proposals: [{ type: 'ncii', confidence: 0.9 }], cues: ['minor'] });
    expect(talk.pick('ncii').said).toEqual(['intake:minor.confirm']);
    expect(talk.hear({ type: 'skip' }).said).toContain('intake:circumstances.calling');
    expect(talk.lastCase()?.flags).toEqual(['minor']);
  });
});
