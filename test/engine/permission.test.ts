import { describe, expect, test } from 'vitest';
import { askedForPerson, begun, inQueue } from '../support/intakeTalk.ts';
import type { Talk } from '../support/talk.ts';

const waits = (talk: Talk): unknown[] => talk.effects.filter((effect) => effect.type === 'wait');

describe('without permission nobody is written to first', () => {
  test('an associate who takes the chat out of hours is announced when the person writes, and cannot write before', () => {
    const talk = askedForPerson({ opensIn: 480 });
    expect(talk.question).toBe('intake:queue.closed');
    expect(waits(talk)).toEqual([]);
    expect(talk.hear({ type: 'silence' }).said).toEqual([]);
    expect(talk.hear({ type: 'claimed' }).said).toEqual([]);
    expect(talk.step.away).toBe(true);
    expect(talk.write('good morning').said).toEqual(['intake:associate.here']);
    expect(talk.step).toMatchObject({ away: false, silent: true });
  });

  test('what an associate did and left is not announced either, and the person finds the place as it is now', () => {
    const talk = askedForPerson({ opensIn: 480 });
    talk.hear({ type: 'claimed' });
    expect(talk.hear({ type: 'released' }).said).toEqual([]);
    talk.around = { place: 2, opensIn: 0 };
    expect(talk.write('good morning').said).toEqual(['intake:queue.place']);
    expect(talk.hear({ type: 'claimed' }).said).toEqual(['intake:associate.here']);
  });

  test('a case that was closed meanwhile is told on return', () => {
    const talk = askedForPerson({ opensIn: 480 });
    talk.hear({ type: 'claimed' });
    expect(talk.hear({ type: 'closed' }).said).toEqual([]);
    expect(talk.write('good morning').said[0]).toBe('intake:closing.say');
  });

  test('the same holds for somebody in danger, whose words still raise the alarm', () => {
    const talk = begun({ opensIn: 480 });
    talk.pick('no', 'yes');
    expect(talk.hear({ type: 'claimed' }).said).toEqual([]);
    const heard = talk.hear({ type: 'danger', text: 'he is back' });
    expect(heard.effects).toContainEqual({ type: 'alarm', flag: 'danger' });
    expect(heard.said).toEqual(['intake:associate.danger', 'intake:associate.here']);
  });

  test('whoever wrote in opening hours is told at once', () => {
    const talk = askedForPerson({ opensIn: 480 });
    talk.around = { opensIn: 0 };
    talk.write('good morning');
    expect(talk.hear({ type: 'claimed' }).said).toEqual(['intake:associate.here']);
  });

  test('a pause keeps its question when an associate comes, and the associate waits for the person', () => {
    const talk = askedForPerson({ opensIn: 480 });
    talk.hear({ type: 'command.erase' });
    expect(talk.hear({ type: 'claimed' }).said).toEqual([]);
    expect(talk.step.away).toBe(true);
    expect(talk.pick('yes').effects).toContainEqual({ type: 'erase' });
  });
});

describe('with permission the agreed line comes first', () => {
  test.each(['any_time', 'morning'])('at opening, when %s is safe', (safeTime) => {
    const talk = inQueue({ opensIn: 480 }, safeTime);
    expect(talk.question).toBe('intake:queue.closedWillWrite');
    expect(waits(talk)).toEqual([{ type: 'wait', minutes: 480, anyway: true }]);
    expect(talk.hear({ type: 'silence' }).said).toEqual(['intake:queue.nowOpen']);
    expect(talk.hear({ type: 'silence' }).said).toEqual([]);
  });

  test.each(['afternoon', 'evening', 'workdays'])('but by no machine when %s is safe, and none is promised', (safeTime) => {
    const talk = inQueue({ opensIn: 480 }, safeTime);
    expect(talk.question).toBe('intake:queue.closedSafeTime');
    expect(waits(talk)).toEqual([]);
    expect(talk.hear({ type: 'silence' }).said).toEqual([]);
    expect(talk.hear({ type: 'claimed' }).said).toEqual([]);
    // The associate sees when it is safe and writes then.
    expect(talk.step.away).toBe(false);
    expect(talk.write('yes, now is good').said).toEqual(['intake:associate.here']);
  });

  test('before and after an associate has taken the chat, nothing else is said until it is answered', () => {
    const talk = inQueue({ opensIn: 480 }, 'any_time');
    expect(talk.hear({ type: 'claimed' }).said).toEqual([]);
    expect(talk.hear({ type: 'silence' }).said).toEqual(['intake:queue.nowOpen']);
    expect(talk.step.away).toBe(true);
    expect(talk.pick('yes').said).toEqual(['intake:associate.here']);
    const later = inQueue({ opensIn: 480 }, 'any_time');
    later.hear({ type: 'silence' });
    expect(later.hear({ type: 'claimed' }).said).toEqual([]);
    expect(later.write('hello').said).toEqual(['intake:associate.here']);
  });

  test('a no to it is respected until the person writes', () => {
    const talk = inQueue({ opensIn: 480 }, 'any_time');
    talk.hear({ type: 'silence' });
    expect(talk.pick('no').said).toEqual(['intake:queue.notNow']);
    expect(talk.hear({ type: 'claimed' }).said).toEqual([]);
    expect(talk.step.away).toBe(true);
    expect(talk.write('now').said).toEqual(['intake:associate.here']);
  });

  test('wherever the person waits, and leads back to there', () => {
    const steps = inQueue({ opensIn: 480 }, 'any_time');
    steps.pick('steps');
    expect(steps.hear({ type: 'silence' }).said).toEqual(['intake:queue.nowOpen']);
    expect(steps.pick('yes').said).toEqual(['guidance/blackmailing:steps.B1.text']);
    const company = inQueue({ opensIn: 480 }, 'any_time');
    company.hear({ type: 'danger', text: 'he is coming' });
    expect(company.hear({ type: 'silence' }).said).toEqual(['intake:queue.nowOpen']);
    company.around = { opensIn: 0 };
    expect(company.pick('yes').said).toEqual(['intake:company.placed']);
    const asked = inQueue({ opensIn: 480 }, 'any_time');
    asked.hear({ type: 'command.erase' });
    expect(asked.hear({ type: 'silence' }).said).toEqual(['intake:queue.nowOpen']);
    expect(asked.pick('yes').effects).toContainEqual({ type: 'erase' });
  });

  test('but never to a chat that is hidden or stopped, nor to somebody who left the line', () => {
    for (const leave of ['command.hide', 'command.stop', 'choice.leave'] as const) {
      const talk = inQueue({ opensIn: 480 }, 'any_time');
      talk.hear({ type: leave });
      expect(talk.hear({ type: 'silence' }).said).toEqual([]);
    }
  });

  test('is promised anew on the next night', () => {
    const talk = inQueue({ opensIn: 480 }, 'any_time');
    talk.hear({ type: 'silence' });
    talk.around = { opensIn: 700 };
    expect(talk.write('sorry, I slept all day').said).toEqual(['intake:queue.closedWillWrite']);
    expect(waits(talk)).toHaveLength(2);
    expect(talk.hear({ type: 'silence' }).said).toEqual(['intake:queue.nowOpen']);
  });
});
