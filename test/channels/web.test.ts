import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Pace } from '../../src/http/chat/pace.ts';
import type { Posted } from '../../src/http/chat/shape.ts';
import { loadTexts } from '../../src/texts.ts';
import { firstPaint } from '../../src/web/chat/firstPaint.ts';
import { Outgoing, type PostResult } from '../../src/web/chat/outgoing.ts';
import { preferredLanguage, wordsOf } from '../../src/web/chat/words.ts';
import { directionOf, PAGE_LANGUAGES, scriptOf } from '../../src/web/languages.ts';
import { channelContract } from '../contract/channel.ts';
import { createDatabase } from '../support/database.ts';
import { webHarness } from '../support/web/harness.ts';
import { memory } from '../support/web/memory.ts';

channelContract('web', webHarness(createDatabase()));

describe('pace', () => {
  test('thirty messages in ten seconds are taken at once, each further one waits its turn, none for ever', () => {
    const pace = new Pace();
    const delays = Array.from({ length: 61 }, () => pace.delay('a', 1_000));
    expect(delays).toEqual([...Array(30).fill(0), ...Array(30).fill(10_000), 20_000]);
  });

  test('whoever writes no faster than that never waits, and nobody waits for another', () => {
    const pace = new Pace();
    const delays = Array.from({ length: 200 }, (_, at) => pace.delay('a', at * 334));
    expect(Math.max(...delays)).toBe(0);
    for (let count = 0; count < 100; count += 1) pace.delay('b', 0);
    expect(pace.delay('c', 0)).toBe(0);
  });
});

describe('the page', () => {
  const outgoingWith = (kept = memory(), post: (body: Posted) => Promise<PostResult>) =>
    new Outgoing({ kept, post, pause: async () => {}, changed: () => {} });

  test('what could not go out survives a reload and goes out once, under the same id', async () => {
    const kept = memory();
    const before = outgoingWith(kept, async () => 'away');
    const { body } = before.add({ kind: 'text', text: 'wait for me' }, 'wait for me');
    const posted: Posted[] = [];
    const after = outgoingWith(kept, async (next) => {
      posted.push(next);
      return 'taken';
    });
    await after.run();
    expect(posted).toEqual([body]);
    expect(outgoingWith(kept, async () => 'away').waiting).toEqual([]);
  });

  test('a message that will never be taken does not hold up the next', async () => {
    const posted: string[] = [];
    const outgoing = outgoingWith(memory(), async (body) => {
      posted.push(body.kind);
      return body.kind === 'text' ? 'too_long' : 'taken';
    });
    outgoing.add({ kind: 'text', text: 'x' }, 'x');
    outgoing.add({ kind: 'hello' }, '');
    await outgoing.run();
    expect(posted).toEqual(['text', 'hello']);
  });

  test('after leaving, nothing is kept any more', () => {
    const kept = memory();
    kept.set('draft', 'a secret');
    kept.wipe();
    kept.set('draft', 'a secret');
    expect(kept.get('draft')).toBeNull();
  });

  test('it speaks the first language of the browser that we speak', () => {
    expect(preferredLanguage(['pa', 'ur-PK', 'en'])).toBe('ur');
    expect(preferredLanguage(['ur-Latn-PK'])).toBe('ur-Latn');
    expect(preferredLanguage(['ps-AF', 'en'])).toBe('ps');
    expect(preferredLanguage(['psx', 'ur'])).toBe('ur');
    expect(preferredLanguage(['en-GB', 'ur'])).toBe('en');
    expect(preferredLanguage(['fr'])).toBe('en');
  });

  test.each(['en', 'ur', 'ur-Latn', 'ps'])('its first paint says in %s what the words file says', (language) => {
    const page = readFileSync(fileURLToPath(new URL('../../src/web/chat/index.html', import.meta.url)), 'utf8');
    const shell = firstPaint(page, loadTexts());
    const { loading, noscript } = wordsOf(language);
    expect(shell).toContain(`<p lang="${language}" dir="${directionOf(language)}">${loading}</p>`);
    expect(shell).toContain(`>${noscript}</p>`);
    expect(shell).not.toContain('<!--');
  });

  test('it offers every language there is, under its own name', () => {
    expect(PAGE_LANGUAGES.map(({ id, name }) => [id, name])).toEqual(loadTexts().languages.map(({ id, name }) => [id, name]));
  });

  test('a further language has words of its own, and one that is gone is read in English', () => {
    const words = wordsOf('ps');
    expect(words.write).not.toBe(wordsOf('ur').write);
    expect(words.connection.on).not.toBe(wordsOf('ur').connection.on);
    expect(words.noscript).not.toBe(wordsOf('ur').noscript);
    expect(wordsOf('gone')).toEqual(wordsOf('en'));
    expect(directionOf('ps')).toBe('rtl');
  });

  test('a text gets the font of its own letters', () => {
    expect(scriptOf('څنګه یاست')).toBe('ps');
    expect(scriptOf('آپ کیسے ہیں')).toBe('ur');
    expect(scriptOf('how are you')).toBe('en');
  });
});
