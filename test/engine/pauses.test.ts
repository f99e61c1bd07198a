import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { STORY_LIMIT } from '../../flows/intake/context.ts';
import { atSteps, atStory, begun, inQueue, STORY } from '../support/intakeTalk.ts';
import { PIN, REFERENCE, Talk } from '../support/talk.ts';

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
    expect(talk.pick('go_on').said).toEqual(['guidance/blackmailing:steps.B1.text']);
  });

  test('what the desk does while hidden is not announced, and is found on return', () => {
    const talk = inQueue();
    talk.hear({ type: 'command.hide' });
    expect(talk.hear({ type: 'claimed' }).said).toEqual([]);
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

  test.each(['person', 'erase', 'status', 'restart', 'language', 'back', 'help'] as const)(
    'whoever holds a hidden phone and sends %s reads only the neutral question',
    (command) => {
      const talk = inQueue();
      talk.hear({ type: 'command.hide' });
      expect(talk.hear({ type: `command.${command}` }).effects).toEqual([
        { type: 'say', key: 'intake:hidden.ask', options: ['go_on', 'not_now'] },
      ]);
      expect(talk.step.away).toBe(true);
    },
  );

  test('an old button for a person betrays nothing either', () => {
    const talk = begun();
    talk.hear({ type: 'command.hide' });
    expect(talk.hear({ type: 'choice.person' }).said).toEqual(['intake:hidden.ask']);
  });

  test('danger words in a hidden chat call a person, and one line helps and betrays nothing', () => {
    const talk = atSteps();
    talk.hear({ type: 'command.hide' });
    expect(talk.hear({ type: 'danger', text: 'he has a knife' }).said).toEqual(['intake:hidden.urgent']);
    expect(talk.handOffs()).toEqual(['emergency']);
    expect(talk.lastCase()).toMatchObject({ flags: ['danger'] });
    expect(talk.step.away).toBe(true);
    expect(talk.pick('not_now').said).toEqual(['intake:hidden.say']);
    talk.hear({ type: 'hello' });
    const { effects, said } = talk.pick('go_on');
    expect(said).toEqual(['intake:emergency.now', 'intake:handOff.reference', 'intake:company.placed']);
    expect(effects).toContainEqual({ type: 'say', key: 'intake:handOff.reference', values: { reference: REFERENCE, pin: PIN } });
    expect(JSON.stringify(talk.step.save)).not.toContain(PIN);
    expect(talk.pick('steps').said).toEqual(['guidance/blackmailing:steps.B1.text']);
  });

  test('words of not wanting to live in a hidden chat are asked about when the person goes on', () => {
    const talk = inQueue();
    talk.hear({ type: 'command.hide' });
    expect(talk.hear({ type: 'selfHarm', text: 'I cannot go on' }).said).toEqual(['intake:hidden.urgent']);
    expect(talk.effects.filter((effect) => effect.type === 'openCase')).toHaveLength(1);
    expect(talk.handOffs().at(-1)).toBe('emergency');
    expect(talk.pick('go_on').said).toEqual(['intake:selfHarm.heard', 'intake:selfHarm.ask']);
  });

  test('danger words in a hidden chat alarm the associate who has it, and an associate who came is found with the code', () => {
    const talk = inQueue();
    talk.hear({ type: 'claimed' });
    talk.hear({ type: 'command.hide' });
    const heard = talk.hear({ type: 'danger', text: 'x' });
    expect(heard.effects).toContainEqual({ type: 'alarm', flag: 'danger' });
    expect(heard.said).toEqual(['intake:hidden.urgent']);
    expect(talk.handOffs()).toHaveLength(1);
    expect(talk.pick('go_on').said).toEqual(['intake:associate.here']);
    const called = atSteps();
    called.hear({ type: 'command.hide' });
    called.hear({ type: 'danger', text: 'x' });
    called.hear({ type: 'claimed' });
    expect(called.pick('go_on').said).toEqual(['intake:handOff.reference', 'intake:associate.here']);
  });

  test('danger words after stop are answered openly and leave the chat with the associate who has it', () => {
    const talk = inQueue();
    talk.hear({ type: 'command.stop' });
    talk.hear({ type: 'claimed' });
    const heard = talk.hear({ type: 'danger', text: 'x' });
    expect(heard.effects).toContainEqual({ type: 'alarm', flag: 'danger' });
    expect(heard.said).toEqual(['intake:associate.danger', 'intake:associate.here']);
    expect(talk.step.silent).toBe(true);
    expect(talk.handOffs()).toHaveLength(1);
  });

  test('after stop a person is one button away, and starting over leaves an associate in the chat', () => {
    const talk = begun();
    talk.hear({ type: 'command.stop' });
    talk.hear({ type: 'hello' });
    talk.pick('person');
    expect(talk.question).toBe('intake:queue.place');
    talk.hear({ type: 'command.stop' });
    talk.hear({ type: 'claimed' });
    talk.hear({ type: 'hello' });
    expect(talk.pick('start_over').said).toEqual(['intake:associate.here']);
  });

  test('the language can be switched at any time', () => {
    const talk = atSteps();
    talk.hear({ type: 'command.language' });
    const { effects } = talk.pick('ur');
    expect(effects).toEqual([
      { type: 'speak', language: 'ur' },
      expect.objectContaining({ type: 'say', key: 'guidance/blackmailing:steps.B1.text' }),
    ]);
  });

  test('stop says one line; the next message asks whether to go on', () => {
    const talk = atSteps();
    expect(talk.hear({ type: 'command.stop' }).said).toEqual(['intake:stopped.say']);
    expect(talk.hear({ type: 'hello' }).said).toEqual(['intake:stopped.ask']);
    expect(talk.pick('go_on').said).toEqual(['guidance/blackmailing:steps.B1.text']);
    talk.hear({ type: 'command.stop' });
    talk.hear({ type: 'hello' });
    expect(talk.pick('start_over').said).toEqual(['intake:welcome.say', 'intake:safe.ask']);
  });

  test('start over asks once, then forgets what was told', () => {
    const talk = atSteps();
    talk.hear({ type: 'command.restart' });
    expect(talk.pick('no').said).toEqual(['guidance/blackmailing:steps.B1.text']);
    talk.hear({ type: 'command.restart' });
    talk.pick('yes');
    expect(JSON.stringify(talk.step.save)).not.toContain(STORY);
  });

  test('delete asks once, then erases and ends', () => {
    const talk = atSteps();
    talk.hear({ type: 'command.erase' });
    expect(talk.pick('no').said).toEqual(['guidance/blackmailing:steps.B1.text']);
    talk.hear({ type: 'command.erase' });
    expect(talk.pick('yes').effects).toEqual([{ type: 'say', key: 'intake:erase.done' }, { type: 'erase' }]);
    expect(() => talk.hear({ type: 'hello' })).toThrow('finished');
  });

  test.each(['claimed', 'released', 'closed'] as const)(
    'a question to the person is not swallowed when an associate has %s',
    (type) => {
      const erased = inQueue();
      erased.hear({ type: 'command.erase' });
      expect(erased.hear({ type }).said).toEqual([]);
      expect(erased.pick('yes').effects).toContainEqual({ type: 'erase' });
      const switched = inQueue();
      switched.hear({ type: 'command.language' });
      switched.hear({ type });
      expect(switched.pick('ur').effects[0]).toEqual({ type: 'speak', language: 'ur' });
      const asked = begun({ found: { type: 'caseFound', status: 'closed', place: 0, own: true } });
      asked.hear({ type: 'command.status' });
      asked.hear({ type });
      asked.write(REFERENCE);
      expect(asked.write(PIN).said[0]).toBe('status:closed');
    },
  );

  test('what is not an answer to the pause is for the associate who came, and so is going on', () => {
    const talk = inQueue();
    talk.hear({ type: 'command.erase' });
    talk.hear({ type: 'claimed' });
    expect(talk.write('who is this').said).toEqual(['intake:associate.here']);
    const restarted = inQueue();
    restarted.hear({ type: 'command.restart' });
    restarted.hear({ type: 'claimed' });
    expect(restarted.pick('yes').said).toEqual(['intake:associate.here']);
  });

  test('starting over leaves an open case as it is at the desk, and adds what is told anew', () => {
    const talk = inQueue();
    talk.hear({ type: 'danger', text: 'he threatens me' });
    talk.hear({ type: 'command.restart' });
    expect(talk.pick('yes').said).toEqual(['intake:welcome.say', 'intake:safe.ask']);
    talk.pick('no', 'no');
    expect(talk.question).toBe('intake:story.ask');
    talk.write('somebody else opened my account');
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()).toMatchObject({
      urgency: 'emergency',
      flags: ['danger'],
      answers: {
        consent: 'yes',
        safeTime: 'evening',
        codeWord: 'skip',
        types: 'blackmailing',
        story: `${STORY}\nhe threatens me\nsomebody else opened my account`,
      },
    });
    expect(talk.handOffs().at(-1)).toBe('emergency');
  });

  test('a pause in the very first message leads to the welcome', () => {
    const talk = new Talk(intake);
    talk.hear({ type: 'command.hide' });
    talk.hear({ type: 'hello' });
    expect(talk.pick('go_on').said).toEqual(['intake:welcome.say', 'intake:safe.ask']);
  });

  test('later says a bland goodbye and comes back to the same question', () => {
    const talk = begun();
    expect(talk.pick('yes', 'later').said).toEqual(['intake:sharedPhone.later']);
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
    expect(steps.hear({ type: 'command.back' }).said).toEqual(['guidance/blackmailing:steps.B1.text']);
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
    expect(talk.hear({ type: 'choices', ids: ['no', 'yes'] }).said).toEqual(['common:oneAtATime', 'intake:safe.ask']);
    expect(talk.hear({ type: 'stale' }).said).toEqual(['common:stale', 'intake:safe.ask']);
    expect(talk.hear({ type: 'empty' }).said).toEqual(['common:empty', 'intake:safe.ask']);
    expect(talk.hear({ type: 'hello' }).said).toEqual(['common:hello', 'intake:safe.ask']);
  });

  test('a story told at the wrong question is kept and used later', () => {
    const talk = begun();
    expect(talk.write(STORY, 'blackmailing').said).toEqual(['common:kept', 'intake:safe.ask']);
    expect(talk.pick('no', 'no').said).toEqual(['intake:story.more.ask']);
    expect(talk.pick('go_on').said).toEqual(['intake:type.propose.ask']);
  });

  test('a story of any length is kept up to its limit', () => {
    const talk = atStory();
    talk.write('word '.repeat(5_000), 'threat');
    talk.hear({ type: 'command.person' });
    expect(talk.lastCase()?.answers.story).toHaveLength(STORY_LIMIT);
  });
});
