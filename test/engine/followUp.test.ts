import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { atSteps, begun, inQueue } from '../support/intakeTalk.ts';
import { PIN, REFERENCE, Talk } from '../support/talk.ts';

/** Somebody whose case was closed, and who was left in peace since. */
function closed(): Talk {
  const talk = inQueue();
  talk.hear({ type: 'claimed' });
  talk.hear({ type: 'closed' });
  talk.pick('skip');
  return talk;
}

describe('coming back about the same matter', () => {
  test('danger is asked first, then what is new, then what is wanted', () => {
    const talk = closed();
    talk.write('salam');
    expect(talk.pick('yes').said).toEqual(['followUp:worse.ask']);
    expect(talk.pick('no').said).toEqual(['followUp:news.ask']);
    expect(talk.write('he wrote again').said).toEqual(['followUp:want.ask']);
    expect(talk.pick('team').said).toEqual(['intake:queue.place']);
    expect(talk.lastCase()?.answers.story).toContain('he wrote again');
    expect(talk.effects.filter((effect) => effect.type === 'openCase')).toHaveLength(1);
  });

  test('what was told on the way in is not asked again', () => {
    const talk = closed();
    talk.write('he has started again since yesterday evening');
    talk.pick('yes');
    expect(talk.pick('no').said).toEqual(['followUp:want.ask']);
  });

  test('more danger calls a person at once', () => {
    const talk = closed();
    talk.write('salam');
    talk.pick('yes');
    expect(talk.pick('yes').said).toContain('intake:emergency.now');
    expect(talk.handOffs().at(-1)).toBe('emergency');
  });

  test('a person is one word away, with what was told', () => {
    const talk = closed();
    talk.write('he has started again since yesterday evening');
    talk.hear({ type: 'command.person' });
    expect(talk.question).toBe('intake:queue.place');
    expect(talk.lastCase()?.answers.story).toContain('started again');
  });

  test('the steps can be read again, and nobody has to go to the team', () => {
    const talk = closed();
    talk.write('salam');
    talk.pick('yes', 'no', 'go_on');
    expect(talk.pick('steps').said).toContain('guidance/blackmailing:steps.B1.text');
    const other = closed();
    other.write('salam');
    other.pick('yes', 'no', 'go_on');
    expect(other.pick('finish').said).toEqual(['intake:resting.here']);
  });

  test('a voice message is news as well', () => {
    const talk = closed();
    talk.write('salam');
    talk.pick('yes', 'no');
    expect(talk.hear({ type: 'voice' }).said).toEqual(['common:voiceKept', 'followUp:want.ask']);
  });
});

describe('coming back from another phone', () => {
  const found = { type: 'caseFound', status: 'waiting', place: 4, own: false } as const;

  function asked(talk: Talk): Talk {
    talk.hear({ type: 'command.status' });
    talk.write(REFERENCE);
    talk.write(PIN);
    return talk;
  }

  test('the case can be gone on with there, under its own reference', () => {
    const talk = asked(begun({ found }));
    expect(talk.question).toBe('status:join.ask');
    expect(talk.pick('yes').said).toEqual(['intake:safe.ask']);
    expect(talk.pick('no', 'no').said).toEqual(['followUp:news.ask']);
    talk.write('this is my new number');
    const { said } = talk.pick('team');
    expect(said).toEqual(['intake:queue.place']);
    expect(talk.effects).toContainEqual(expect.objectContaining({ type: 'openCase', follows: REFERENCE }));
    expect(talk.lastCase()?.answers.story).toBe('this is my new number');
  });

  test('what was told reaches the case, even when nobody is asked to look at it', () => {
    const talk = asked(begun({ found }));
    talk.pick('yes', 'no', 'no');
    talk.write('he wrote again');
    expect(talk.pick('finish').said).toEqual(['intake:resting.here']);
    expect(talk.handOffs()).toEqual([]);
    expect(talk.effects).toContainEqual(
      expect.objectContaining({
        type: 'openCase',
        follows: REFERENCE,
        answers: expect.objectContaining({ story: 'he wrote again' }),
      }),
    );
  });

  test('whoever only wanted to know is back at the open question, and nothing is joined', () => {
    const talk = asked(begun({ found }));
    expect(talk.pick('no').said).toEqual(['intake:safe.ask']);
    talk.hear({ type: 'command.person' });
    expect(talk.effects.find((effect) => effect.type === 'openCase')).not.toHaveProperty('follows');
  });

  test('nobody is asked to join what is theirs already', () => {
    const talk = asked(atSteps({ found: { ...found, own: true } }));
    expect(talk.question).toBe('guidance/blackmailing:steps.B1.text');
  });

  test('numbers cannot be spoken', () => {
    const talk = new Talk(intake);
    talk.hear({ type: 'hello' });
    talk.hear({ type: 'command.status' });
    expect(talk.hear({ type: 'voice' }).said).toEqual(['status:typed', 'status:reference.ask']);
  });
});

describe('the ten questions', () => {
  function atSurvey(): Talk {
    const talk = inQueue();
    talk.hear({ type: 'claimed' });
    talk.hear({ type: 'closed' });
    talk.pick('yes', 'yes', 'yes', 'yes');
    return talk;
  }

  test('are asked only on request, and kept', () => {
    const talk = atSurvey();
    talk.pick('yes', 'partly', 'no', 'yes', 'no', 'skip', 'yes');
    expect(talk.question).toBe('feedback:remark.ask');
    expect(talk.write('thank you all').said).toEqual(['feedback:thanks', 'intake:resting.here']);
    expect(talk.lastCase()?.answers).toMatchObject({
      adviceGiven: 'yes',
      riskLowered: 'partly',
      capacity: 'no',
      legalGiven: 'yes',
      legalChosen: 'no',
      emotional: 'yes',
      remark: 'thank you all',
    });
    expect(talk.lastCase()?.answers).not.toHaveProperty('confidence');
  });

  test('what would make no sense after a no is not asked', () => {
    const talk = atSurvey();
    expect(talk.pick('no').said).toEqual(['feedback:legalGiven.ask']);
    expect(talk.pick('no').said).toEqual(['feedback:emotional.ask']);
  });

  test('can be ended at any of them, with thanks', () => {
    const talk = atSurvey();
    expect(talk.pick('yes', 'enough').said).toEqual(['feedback:thanks', 'intake:resting.here']);
    expect(talk.lastCase()?.answers.adviceGiven).toBe('yes');
  });
});
