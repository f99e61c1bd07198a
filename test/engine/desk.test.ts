import { describe, expect, test } from 'vitest';
import { atStory, begun, inQueue, STORY } from '../support/intakeTalk.ts';
import { PIN, REFERENCE } from '../support/talk.ts';

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
    expect(allowed.effects).toContainEqual({ type: 'wait', minutes: 480, anyway: true });
    expect(allowed.hear({ type: 'silence' }).said).toEqual(['intake:queue.nowOpen']);
    expect(allowed.hear({ type: 'silence' }).said).toEqual([]);
    const unasked = atStory({ opensIn: 480 });
    unasked.hear({ type: 'command.person' });
    expect(unasked.question).toBe('intake:queue.closed');
    expect(unasked.effects.some((effect) => effect.type === 'wait')).toBe(false);
    expect(unasked.hear({ type: 'silence' }).said).toEqual([]);
  });

  test('the line at opening carries the code word, as words and never as a template', () => {
    const talk = atStory({ opensIn: 480 });
    talk.pick('list', 'accounts', 'login_issues');
    while (talk.question !== 'intake:guidance.next.ask') talk.pick('next');
    talk.pick('team', 'enough', 'yes', 'any_time');
    talk.write('mango $t(common:help) {{phone}}');
    const { effects } = talk.hear({ type: 'silence' });
    expect(effects).toContainEqual({
      type: 'say',
      key: 'intake:queue.nowOpenCode',
      values: { codeWord: 'mango t(common:help) phone' },
    });
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
