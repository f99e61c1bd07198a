import { describe, expect, test } from 'vitest';
import { askedForPerson, atStory, begun, inQueue, STORY } from '../support/intakeTalk.ts';
import { PIN, REFERENCE } from '../support/talk.ts';

describe('waiting for a person', () => {
  test('what is written is acknowledged briefly and the place is told when it changes', () => {
    const talk = inQueue({ place: 3 });
    expect(talk.write('are you there').said).toEqual(['intake:queue.kept']);
    talk.around = { place: 2 };
    expect(talk.write('are you there').said).toEqual(['intake:queue.kept', 'intake:queue.place']);
    expect(talk.step.asked?.values).toEqual({ place: '2' });
  });

  test('the next morning nothing is said of yesterday: place and hours are looked up first', () => {
    const talk = askedForPerson({ place: 4, opensIn: 600 });
    expect(talk.question).toBe('intake:queue.closed');
    talk.around = { place: 1, opensIn: 0 };
    expect(talk.hear({ type: 'command.help' }).said).toEqual(['common:help', 'intake:queue.place']);
    expect(talk.step.asked?.values).toEqual({ place: '1' });
    expect(talk.effects).toContainEqual({ type: 'findPlace', urgency: 'normal' });
    const company = begun({ opensIn: 600 });
    company.pick('no', 'yes');
    expect(company.question).toBe('intake:company.closed');
    company.around = { opensIn: 0 };
    expect(company.write('is somebody there').said).toEqual(['intake:company.line1', 'intake:company.placed']);
  });

  test('the line at opening carries the code word, as words and never as a template', () => {
    const talk = atStory({ opensIn: 480 });
    talk.pick('list', 'accounts', 'login_issues');
    while (talk.question !== 'intake:guidance.next.ask') talk.pick('next');
    talk.pick('team', 'enough', 'yes', 'any_time');
    talk.write('$t(common:help) {{phone}}');
    const { effects } = talk.hear({ type: 'silence' });
    expect(effects).toContainEqual({
      type: 'say',
      key: 'intake:queue.nowOpenCode',
      values: { codeWord: 't(common:help) phone' },
      options: ['yes', 'no'],
    });
  });

  test('steps can go on meanwhile, and leaving takes the conversation out of the queue', () => {
    const talk = inQueue();
    expect(talk.pick('steps').said).toContain('guidance/blackmailing:steps.B1.text');
    talk.hear({ type: 'command.person' });
    expect(talk.pick('leave').effects).toContainEqual({ type: 'withdraw' });
  });
});

describe('with an associate', () => {
  test('the bot says one line and is silent until release, when the person is where she was', () => {
    const talk = inQueue();
    expect(talk.hear({ type: 'claimed' }).said).toEqual(['intake:associate.here']);
    expect(talk.step).toMatchObject({ silent: true, asked: null });
    const messages = [talk.write(STORY, 'threat'), talk.hear({ type: 'voice' }), talk.hear({ type: 'command.help' })];
    expect(messages.flatMap((heard) => heard.effects)).toEqual([]);
    expect(talk.hear({ type: 'released' }).said).toEqual(['intake:associate.left', 'intake:queue.place']);
  });

  test('danger words flag the chat at the desk', () => {
    const talk = inQueue();
    talk.hear({ type: 'claimed' });
    const [raised, alarm] = talk.hear({ type: 'danger', text: 'x' }).effects;
    expect(raised).toMatchObject({ type: 'updateCase', urgency: 'emergency', flags: ['danger'] });
    expect(alarm).toEqual({ type: 'alarm', flag: 'danger' });
    const [also, second] = talk.hear({ type: 'selfHarm', text: 'x' }).effects;
    expect(also).toMatchObject({ type: 'updateCase', flags: ['danger', 'self_harm'] });
    expect(second).toEqual({ type: 'alarm', flag: 'self_harm' });
  });

  test('danger words are answered with one line, because nobody may be looking; once for each chat an associate takes', () => {
    const talk = inQueue();
    talk.hear({ type: 'claimed' });
    expect(talk.hear({ type: 'danger', text: 'x' }).said).toEqual(['intake:associate.danger']);
    expect(talk.hear({ type: 'danger', text: 'x' }).effects).toEqual([
      expect.objectContaining({ type: 'updateCase' }),
      { type: 'alarm', flag: 'danger' },
    ]);
    expect(talk.hear({ type: 'selfHarm', text: 'x' }).said).toEqual(['intake:associate.selfHarm']);
    expect(talk.hear({ type: 'selfHarm', text: 'x' }).said).toEqual([]);
    talk.hear({ type: 'released' });
    talk.hear({ type: 'claimed' });
    expect(talk.hear({ type: 'danger', text: 'x' }).said).toEqual(['intake:associate.danger']);
  });

  test('closing asks three taps, keeps them, and knows a returning person', () => {
    const talk = inQueue();
    talk.hear({ type: 'claimed' });
    expect(talk.hear({ type: 'closed' }).said).toEqual(['intake:closing.say', 'feedback:helped.ask']);
    talk.pick('yes', 'partly', 'no');
    expect(talk.question).toBe('feedback:more.ask');
    expect(talk.lastCase()?.answers).toMatchObject({ helped: 'yes', soon: 'partly', recommend: 'no' });
    expect(talk.pick('no').said).toEqual(['feedback:thanks', 'intake:resting.here']);
    expect(talk.write('he has started again since yesterday evening').said).toEqual(['intake:resting.same.ask']);
    talk.pick('yes', 'no', 'team');
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
    const talk = inQueue({ found: { type: 'caseFound', status: 'waiting', place: 2, own: true } });
    const heard = talk.hear({ type: 'command.status' });
    expect(heard.effects[0]).toEqual({ type: 'findCase', reference: '', pin: '' });
    expect(heard.said).toEqual(['status:waiting', 'intake:queue.place']);
  });

  test('from another phone needs reference and PIN, and the PIN is not kept', () => {
    const talk = begun({ found: { type: 'caseFound', status: 'with_associate', place: 0, own: true } });
    talk.hear({ type: 'command.status' });
    talk.write(REFERENCE);
    const heard = talk.write(PIN);
    expect(heard.effects[0]).toEqual({ type: 'findCase', reference: REFERENCE, pin: PIN });
    expect(heard.said).toEqual(['status:with_associate', 'intake:safe.ask']);
    expect(JSON.stringify(talk.step.save)).not.toContain(PIN);
    expect(JSON.stringify(talk.step.save)).not.toContain(REFERENCE);
  });

  test('that is not found can be tried again or left', () => {
    const talk = begun({ found: { type: 'caseMissing' } });
    talk.hear({ type: 'command.status' });
    talk.write('a');
    expect(talk.write('b').said).toEqual(['status:missing', 'status:reference.ask']);
    expect(talk.pick('cancel').said).toEqual(['intake:safe.ask']);
  });
});
