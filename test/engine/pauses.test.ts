import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { STORY_LIMIT } from '../../flows/intake/context.ts';
import { atSteps, atStory, begun, inQueue, STORY } from '../support/intakeTalk.ts';
import { Talk } from '../support/talk.ts';

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
