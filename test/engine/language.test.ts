/** The question of languages: which there are is looked up, and any of them may be picked. */
import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { atStory } from '../support/intakeTalk.ts';
import { OFFERED, Talk } from '../support/talk.ts';

const unsure = (): Talk => {
  const talk = new Talk(intake, {}, { language: 'en', certain: false });
  talk.hear({ type: 'hello' });
  return talk;
};

describe('the language', () => {
  test('is asked with all that are found, in one turn', () => {
    const talk = unsure();
    expect(talk.effects).toContainEqual({ type: 'findLanguages' });
    expect(talk.step.asked).toEqual({ key: 'intake:language.ask', options: OFFERED });
    expect(talk.effects.at(-1)).toEqual({ type: 'say', key: 'intake:language.ask', options: OFFERED });
  });

  test.each(OFFERED)('%s can be picked at first', (id) => {
    const { effects, said } = unsure().pick(id);
    expect(effects).toContainEqual({ type: 'speak', language: id });
    expect(said).toEqual(['intake:welcome.say', 'intake:safe.ask']);
  });

  test.each(OFFERED)('%s can be picked later, and leads back to the open question', (id) => {
    const talk = atStory();
    talk.hear({ type: 'command.language' });
    expect(talk.question).toBe('intake:language.ask');
    const { effects, said } = talk.pick(id);
    expect(effects).toContainEqual({ type: 'speak', language: id });
    expect(said).toEqual(['intake:story.ask']);
  });

  test('one that was not offered is not spoken', () => {
    const later = atStory();
    later.hear({ type: 'command.language' });
    for (const talk of [unsure(), later]) {
      const { effects } = talk.hear({ type: 'choice.xx' });
      expect(effects.filter(({ type }) => type === 'speak')).toEqual([]);
      expect(talk.question).toBe('intake:language.ask');
    }
  });

  test('a person beside the languages is no language', () => {
    const talk = unsure();
    talk.hear({ type: 'empty' });
    talk.hear({ type: 'empty' });
    expect(talk.step.asked?.options).toContain('person');
    const { effects } = talk.pick('person');
    expect(effects.filter(({ type }) => type === 'speak')).toEqual([]);
    expect(talk.handOffs()).toHaveLength(1);
  });

  test('is picked in a chat that an associate took meanwhile, and the associate goes on', () => {
    const talk = atStory();
    talk.hear({ type: 'command.person' });
    talk.hear({ type: 'command.language' });
    talk.hear({ type: 'claimed' });
    const { effects, said } = talk.pick('ps');
    expect(effects).toContainEqual({ type: 'speak', language: 'ps' });
    expect(said).toEqual(['intake:associate.here']);
  });
});
