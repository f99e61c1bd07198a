import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { SaveError, step } from '../../src/engine/flow.ts';
import type { GraveFlag, Incoming } from '../../src/engine/protocol.ts';
import { Talk } from '../support/talk.ts';

const SELF_HARM = 'intake:wonder.selfHarm.ask';
const DANGER = 'intake:wonder.danger.ask';

const worry = (...flags: GraveFlag[]): Incoming => ({
  type: 'worry',
  flags,
  text: 'words that may mean it and may not',
  proposals: [{ type: 'ncii', confidence: 0.9 }],
});

/** A conversation in which the story was just asked for. */
function atTheStory(): Talk {
  const talk = new Talk(intake);
  talk.hear({ type: 'hello' });
  talk.pick('no', 'no');
  return talk;
}

describe('words that may mean self-harm', () => {
  test('are asked about, and a no goes on to naming what was told', () => {
    const talk = atTheStory();
    expect(talk.hear(worry('self_harm')).said).toEqual([SELF_HARM]);
    expect(talk.pick('no').said).toEqual(['intake:wonder.selfHarm.no', 'intake:type.propose.ask']);
    expect(talk.handOffs()).toEqual([]);
  });

  test.each<[string, Incoming]>([
    ['a yes', { type: 'choice.yes' }],
    ['rather not', { type: 'choice.rather_not' }],
    ['own words', { type: 'answer', text: 'sometimes', proposals: [] }],
    ['words that may mean it again', worry('self_harm')],
    ['asking for a person', { type: 'command.person' }],
  ])('lead to a person after %s', (_, answer) => {
    const talk = atTheStory();
    talk.hear(worry('self_harm'));
    talk.hear(answer);
    expect(talk.handOffs()).toEqual(['emergency']);
    expect(talk.lastCase()?.flags).toContain('self_harm');
  });

  test('are not asked about twice', () => {
    const talk = atTheStory();
    talk.hear(worry('self_harm'));
    talk.pick('no');
    expect(talk.hear(worry('self_harm')).said).not.toContain(SELF_HARM);
  });

  test('in the very first message are asked about before anything else', () => {
    const talk = new Talk(intake);
    talk.hear(worry('self_harm'));
    expect(talk.question).toBe(SELF_HARM);
    talk.pick('no');
    expect(talk.question).toBe('intake:safe.ask');
  });

  test('before the language is known are asked about after it', () => {
    const talk = new Talk(intake, {}, { language: 'en', certain: false });
    talk.hear(worry('self_harm'));
    talk.pick('ur');
    expect(talk.question).toBe(SELF_HARM);
  });

  test('are not forgotten when the person starts over', () => {
    const talk = atTheStory();
    talk.hear({ type: 'command.stop' });
    talk.hear(worry('self_harm'));
    talk.pick('start_over');
    expect(talk.question).toBe(SELF_HARM);
  });

  test('wait while the chat is hidden', () => {
    const talk = atTheStory();
    talk.hear({ type: 'command.hide' });
    expect(talk.hear(worry('self_harm')).said).toEqual(['intake:hidden.ask']);
    talk.pick('go_on');
    expect(talk.question).toBe(SELF_HARM);
  });

  test('after a hide that was the first word come behind the welcome', () => {
    const talk = new Talk(intake);
    talk.hear({ type: 'command.hide' });
    talk.hear(worry('self_harm'));
    talk.pick('go_on');
    expect(talk.question).toBe(SELF_HARM);
    talk.pick('no');
    expect(talk.question).toBe('intake:safe.ask');
  });

  test.each(['language', 'restart', 'erase', 'status'] as const)('wait while "%s" is open', (command) => {
    const talk = atTheStory();
    talk.hear({ type: `command.${command}` });
    expect(talk.hear(worry('self_harm')).said).toContain('common:kept');
    talk.hear(command === 'language' ? { type: 'choice.en' } : { type: 'command.back' });
    expect(talk.question).toBe(SELF_HARM);
  });

  test('are for the associate who has the chat', () => {
    const talk = atTheStory();
    talk.hear({ type: 'command.person' });
    talk.hear({ type: 'claimed' });
    const { said, effects } = talk.hear(worry('self_harm'));
    expect(said).toEqual([]);
    expect(effects).toEqual([]);
  });
});

describe('words that may mean danger', () => {
  test('are settled by the question that the script asks by itself', () => {
    const talk = new Talk(intake);
    talk.hear(worry('danger'));
    talk.pick('no', 'no');
    expect(talk.question).toBe('intake:story.more.ask');
  });

  test('are asked about once the script has asked', () => {
    const talk = atTheStory();
    expect(talk.hear(worry('danger')).said).toEqual([DANGER]);
    talk.pick('yes');
    expect(talk.handOffs()).toEqual(['emergency']);
  });

  test('beside words that may mean self-harm are asked about second', () => {
    const talk = atTheStory();
    expect(talk.hear(worry('self_harm', 'danger')).said).toEqual([SELF_HARM]);
    expect(talk.pick('no').said).toEqual(['intake:wonder.selfHarm.no', DANGER]);
    expect(talk.pick('no').said).toEqual(['intake:wonder.danger.no', 'intake:type.propose.ask']);
  });
});

test('going on after a crisis names what was told instead of asking for it again', () => {
  const talk = atTheStory();
  talk.hear({ type: 'danger', text: 'the whole story with danger in it', proposals: [{ type: 'ncii', confidence: 0.9 }] });
  talk.pick('steps');
  expect(talk.question).toBe('intake:story.more.ask');
  talk.pick('go_on');
  expect(talk.question).toBe('intake:type.propose.ask');
});

test('a broken save of the first version is broken, and not a bug', () => {
  const save = { flow: 'intake', version: 1, snapshot: null };
  expect(() => step(intake, save, { type: 'hello' })).toThrow(SaveError);
});
