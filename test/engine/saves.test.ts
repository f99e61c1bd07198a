import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import type { Incoming, Save } from '../../src/engine/protocol.ts';
import { Talk } from '../support/talk.ts';

const FOLDER = new URL('../saves/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** The option a person in a hurry for help would pick at each question. */
const TOWARDS_A_PERSON = [
  'go_on',
  'no',
  'blackmailing',
  'none',
  'cancel',
  'next',
  'team',
  'enough',
  'yes',
  'any_time',
  'skip',
  'steps',
];

/** Goes on like that until somebody waits in the queue with a reference. */
function finish(talk: Talk): void {
  for (let turns = 0; turns < 60 && talk.question !== 'intake:queue.place'; turns += 1) {
    const options = talk.step.asked?.options ?? [];
    const next = talk.question === 'intake:resting.same.ask' ? 'yes' : TOWARDS_A_PERSON.find((id) => options.includes(id));
    const incoming: Incoming = next ? { type: `choice.${next}` } : { type: 'hello' };
    talk.hear(talk.step.silent ? { type: 'released' } : incoming);
  }
}

describe('conversations saved by earlier versions', () => {
  test('there are some of the first version', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  test.each(files)('%s still finishes, and nothing that was told is lost', (file) => {
    const save = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Save;
    expect(file.startsWith(`${save.flow}-${save.version}-`)).toBe(true);
    const talk = Talk.from(intake, save);
    finish(talk);
    expect(talk.question).toBe('intake:queue.place');
    talk.hear({ type: 'claimed' });
    expect(talk.lastCase()?.answers.story).toMatch(/^koi mujhe blackmail kar raha hai/);
  });
});
