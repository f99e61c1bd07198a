import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../src/engine/protocol.ts';
import { parseMessages } from '../../src/triage/measure/messages.ts';
import { normalise } from '../../src/triage/text/normalise.ts';
import { parseTopicPhrases, type TopicPhrase } from '../../src/triage/topics/phrases.ts';
import { createTopics } from '../../src/triage/topics/topic.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { topicRows as rows, shipped, triage } from './shipped.ts';
import { ASKED, ASKED_LAST, ASKED_LATER, NOT_ASKED, NOT_ASKED_LAST, NOT_ASKED_LATER } from './topicMessages.ts';

const isGuard = ({ phrase }: TopicPhrase): boolean => phrase.startsWith('!');
const phrases = rows.filter((row) => !isGuard(row));
const spot = createTopics(rows);
const topicOf = (text: string) => spot(normalise(text)).topic;

describe('the shipped rows', () => {
  it.each(rows)('$topic, $language: $mustMatch', ({ topic, mustMatch }) => {
    expect(topicOf(mustMatch)).toBe(topic);
  });

  it.each(rows)('not $topic, $language: $mustNotMatch', ({ mustNotMatch }) => {
    expect(topicOf(mustNotMatch)).toBeNull();
  });

  it.each(phrases)('$topic, $language: "$phrase" finds its own message without help from others', (row) => {
    expect(createTopics([row])(normalise(row.mustMatch)).topic).toBe(row.topic);
  });

  it('are there for every topic in all three languages', () => {
    for (const topic of TOPICS) {
      const languages = new Set(phrases.filter((row) => row.topic === topic).map(({ language }) => language));
      expect([...languages], topic).toEqual(expect.arrayContaining(['en', 'ur', 'ur-Latn']));
    }
  });
});

describe('further messages', () => {
  it.each([...ASKED, ...ASKED_LATER, ...ASKED_LAST])('%s: %s', (topic, text) => {
    expect(topicOf(text)).toBe(topic);
  });

  it.each([...NOT_ASKED, ...NOT_ASKED_LATER, ...NOT_ASKED_LAST])('none: %s', (text) => {
    expect(topicOf(text)).toBeNull();
  });

  it('of the labelled sets are of a topic only where they are no complaint', () => {
    const folder = join(import.meta.dirname, 'messages');
    const messages = readdirSync(folder).flatMap((name) => parseMessages(readFileSync(join(folder, name), 'utf8')));
    expect(messages.length).toBeGreaterThan(1500);
    const heard = messages.filter(({ text }) => topicOf(text) !== null);
    expect(heard.length).toBeGreaterThan(5);
    expect(heard.filter(({ label, flags }) => label !== 'none' || flags.length > 0).map(({ id }) => id)).toEqual([]);
  });
});

describe('a topic', () => {
  const own = createTopics(
    parseTopicPhrases(
      [
        'topic,language,phrase,must_match,must_not_match,note',
        'free,en,cost money,a,b,',
        'thanks,en,many thanks,a,b,',
        'pictures,en,mail photos,a,b,',
        'free,en,! =uncle,a,b,',
      ].join('\n'),
    ),
  );
  const heard = (text: string) => own(normalise(text)).topic;

  it('is heard where the message is mainly of it, whatever polite words stand around', () => {
    expect(heard('cost money')).toBe('free');
    expect(heard('ok sir, please tell me, is it to cost money')).toBe('free');
    expect(heard('cost money yesterday')).toBeNull();
  });

  it('is heard in no longer message', () => {
    const padding = (words: number) => Array.from({ length: words }, () => 'please').join(' ');
    expect(heard(`cost money many thanks ${padding(1)}`)).toBe('free');
    expect(heard(`cost money many thanks ${padding(11)}`)).toBeNull();
  });

  it('that cannot wait comes before one that is only polite', () => {
    expect(heard('many thanks')).toBe('thanks');
    expect(heard('many thanks. cost money')).toBe('free');
    expect(heard('cost money, mail photos')).toBe('pictures');
  });

  it('that a guard explains is not heard anywhere in the message, others are', () => {
    expect(heard('uncle. cost money')).toBeNull();
    expect(heard('many thanks uncle')).toBeNull();
    expect(heard('uncle many thanks mail photos')).toBe('pictures');
    expect(own(normalise('cost money uncle'))).toEqual({ topic: null, found: new Set(), guards: new Set([3]) });
  });

  it('of pictures is heard beside more words than any other', () => {
    expect(heard('cost money sometime somewhere')).toBeNull();
    expect(heard('mail photos sometime somewhere')).toBe('pictures');
  });
});

describe('in the judgement', () => {
  it('the topic stands beside the flags and changes none of them', () => {
    const without = createTriage(shipped.crisis, null);
    const rulesAlone = createTriage(shipped.crisis, null, [], [], rows);
    for (const [topic, text] of ASKED) expect(rulesAlone.judge(text)).toEqual({ ...without.judge(text), topic });
  });

  it('words of a topic do not hide danger', () => {
    expect(triage.judge('he is coming to kill me, call me please').flags).toContain('danger');
    expect(triage.judge('bhai aa gaya hai wo mujhe maar dega').flags).toContain('danger');
    expect(triage.judge('thank you for everything, I want to end my life. bye').flags).toContain('self_harm');
  });
});
