import { describe, expect, test } from 'vitest';
import { askedForPerson, atSteps, begun, inQueue, STORY } from '../support/intakeTalk.ts';
import type { Talk } from '../support/talk.ts';

/** Somebody whose phone is seen by others, in the queue, with a code word. */
function shared(codeWord = 'Mango'): Talk {
  const talk = begun();
  talk.pick('yes', 'continue', 'no');
  talk.write(STORY, 'blackmailing');
  talk.pick('blackmailing', 'no', 'no', 'none');
  while (talk.atStep) talk.pick('next');
  talk.pick('team', 'enough', 'yes', 'any_time');
  talk.write(codeWord);
  return talk;
}

describe('after a long silence on a phone that others see', () => {
  test('nothing is betrayed before the agreed word is known', () => {
    const talk = shared();
    expect(talk.hear({ type: 'returned' }).said).toEqual([]);
    expect(talk.write('hello?').said).toEqual(['intake:hidden.ask']);
    expect(talk.pick('go_on').said).toEqual(['intake:hidden.word.ask']);
    expect(talk.write('  mango! ').said).toEqual(['intake:queue.place']);
  });

  test('whoever does not know it is told nothing, may try again, and can only reach a person who asks', () => {
    const talk = shared();
    talk.hear({ type: 'returned' });
    talk.write('hello?');
    talk.pick('go_on');
    expect(talk.write('banana').said).toEqual(['intake:hidden.anew.ask']);
    expect(talk.pick('again').said).toEqual(['intake:hidden.word.ask']);
    expect(talk.pick('forgot').said).toEqual(['intake:hidden.anew.ask']);
    expect(talk.pick('person').said).toEqual(['intake:hidden.called.ask']);
    expect(talk.hear({ type: 'command.status' }).said).toEqual(['intake:hidden.called.ask']);
    expect(talk.lastCase()?.answers).toMatchObject({ wordGiven: 'no' });
    expect(talk.pick('go_on').said).toEqual(['intake:hidden.word.ask']);
    expect(talk.write('mango').said).toEqual(['intake:queue.place']);
  });

  test('asking for a person does not get round the word', () => {
    const talk = shared();
    talk.hear({ type: 'returned' });
    expect(talk.hear({ type: 'command.person' }).said).toEqual(['intake:hidden.ask']);
    expect(talk.pick('go_on').said).toEqual(['intake:hidden.called.ask']);
    expect(talk.hear({ type: 'claimed' }).said).toEqual(['intake:associate.here']);
    const later = shared();
    later.hear({ type: 'returned' });
    later.hear({ type: 'command.person' });
    later.pick('not_now');
    later.write('hello?');
    expect(later.pick('go_on').said).toEqual(['intake:hidden.word.ask']);
  });

  test('what was written on coming back is kept', () => {
    const talk = shared();
    talk.hear({ type: 'returned' });
    talk.write('he has put my pictures into the family group');
    talk.pick('go_on');
    talk.write('mango');
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()?.answers.story).toContain('family group');
  });

  test('danger words call a person at once, and the answer is one that anybody may read', () => {
    const talk = shared();
    talk.hear({ type: 'returned' });
    expect(talk.hear({ type: 'danger', text: 'he is here with a knife' }).said).toEqual(['intake:hidden.urgent']);
    expect(talk.handOffs().at(-1)).toBe('emergency');
  });

  test('without a code word going on is enough', () => {
    const talk = shared('skip');
    talk.hear({ type: 'returned' });
    talk.write('hello?');
    expect(talk.pick('go_on').said).toEqual(['intake:queue.place']);
  });

  test('whoever is alone with the phone just goes on', () => {
    const talk = atSteps();
    talk.hear({ type: 'returned' });
    expect(talk.hear({ type: 'hello' }).said).toEqual(['common:hello', 'guidance/blackmailing:steps.B1.text']);
  });
});

describe('what the desk does long after the person wrote', () => {
  test('is not announced without a permission, and on a phone that others see nobody writes first', () => {
    const alone = askedForPerson();
    expect(alone.hear({ type: 'claimed', late: true }).said).toEqual([]);
    expect(alone.step.away).toBe(false);
    const talk = begun();
    talk.pick('yes', 'continue', 'no');
    talk.hear({ type: 'command.person' });
    expect(talk.hear({ type: 'claimed', late: true }).said).toEqual([]);
    expect(talk.step.away).toBe(true);
    expect(talk.write('is somebody there?').said).toEqual(['intake:associate.here']);
  });

  test('with a permission for some hours, a person judges when to write', () => {
    const talk = inQueue({}, 'evening');
    expect(talk.hear({ type: 'claimed', late: true }).said).toEqual([]);
    expect(talk.step.away).toBe(false);
  });

  test('with a permission for any time, it is said', () => {
    const talk = inQueue({}, 'any_time');
    expect(talk.hear({ type: 'claimed', late: true }).said).toEqual(['intake:associate.here']);
  });

  test('an end and a leaving are kept until the person writes', () => {
    const left = askedForPerson();
    left.hear({ type: 'claimed' });
    expect(left.hear({ type: 'released', late: true }).said).toEqual([]);
    expect(left.write('hello?').said).toEqual(['intake:queue.place']);
    const ended = askedForPerson();
    ended.hear({ type: 'claimed' });
    expect(ended.hear({ type: 'closed', late: true }).said).toEqual([]);
    expect(ended.write('hello?').said).toEqual(['intake:closing.say', 'feedback:helped.ask']);
  });
});
