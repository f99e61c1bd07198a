import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { atSteps, begun, inQueue } from '../support/intakeTalk.ts';
import { Talk } from '../support/talk.ts';

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
      ['intake:company.line1'],
      ['intake:company.line2'],
      // Every third time it says again how things stand, and what can be picked.
      ['intake:company.placed'],
      ['intake:company.line1'],
    ]);
    expect(talk.handOffs()).toHaveLength(1);
  });

  test('out of hours it says so', () => {
    const talk = begun({ opensIn: 300 });
    expect(talk.pick('no', 'yes').said).toContain('intake:company.closed');
  });

  test('whoever wants to go on is led to the story, or back to the open question', () => {
    const early = new Talk(intake);
    early.hear({ type: 'danger', text: 'he will hurt me' });
    expect(early.pick('steps').said).toEqual(['intake:safe.ask']);
    expect(early.pick('no').said).toEqual(['intake:story.more.ask']);
    const late = atSteps();
    late.pick('next');
    late.hear({ type: 'danger', text: 'he is at the door' });
    expect(late.pick('steps').said).toEqual(['guidance/blackmailing:steps.E1.text']);
  });

  test('a case that is open already is brought up to date, not opened twice', () => {
    const talk = inQueue();
    talk.hear({ type: 'danger', text: 'he is coming' });
    expect(talk.effects.filter((effect) => effect.type === 'openCase')).toHaveLength(1);
    expect(talk.handOffs()).toEqual(['high', 'emergency']);
    expect(talk.pick('steps').said).toEqual(['intake:queue.place']);
  });
});

describe('a pause after danger in the very first message', () => {
  const first = (): Talk => {
    const talk = new Talk(intake);
    talk.hear({ type: 'danger', text: 'he has a knife' });
    return talk;
  };

  test('leads back to the company and not to a welcome', () => {
    const hidden = first();
    hidden.hear({ type: 'command.hide' });
    hidden.hear({ type: 'hello' });
    expect(hidden.pick('go_on').said).toEqual(['intake:company.placed']);
    const switched = first();
    switched.hear({ type: 'command.language' });
    expect(switched.pick('ur').said).toEqual(['intake:company.placed']);
  });

  test('leads to the associate who came meanwhile, or to the end of the case', () => {
    const talk = first();
    talk.hear({ type: 'command.hide' });
    talk.hear({ type: 'claimed' });
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said).toEqual(['intake:associate.here']);
    talk.hear({ type: 'command.hide' });
    talk.hear({ type: 'released' });
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said).toEqual(['intake:story.more.ask']);
    const closed = first();
    closed.hear({ type: 'command.hide' });
    closed.hear({ type: 'closed' });
    closed.hear({ type: 'hello' });
    expect(closed.pick('go_on').said[0]).toBe('intake:closing.say');
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
    expect(talk.pick('steps').said).toEqual(['guidance/blackmailing:steps.B1.text']);
  });

  test('need no answer, and are not doubted when they come again', () => {
    const talk = begun();
    talk.hear({ type: 'selfHarm', text: 'a' });
    expect(talk.write('I do not know').said).toEqual(['intake:selfHarm.rather_not', 'intake:company.placed']);
    expect(talk.hear({ type: 'selfHarm', text: 'b' }).said).toEqual(['intake:selfHarm.yes']);
    expect(talk.handOffs()).toHaveLength(1);
  });
});
