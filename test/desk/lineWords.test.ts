import { describe, expect, test } from 'vitest';
import { LINE_STATES, TROUBLES } from '../../src/channels/channel.ts';
import { whyOf } from '../../src/web/desk/channels/whyOf.ts';
import { DESK_LANGUAGES, loadWords } from '../../src/web/desk/loadWords.ts';

describe.each(DESK_LANGUAGES)('the channels in %s', (language) => {
  test('have words for every state and every trouble, and a first step wherever somebody has to act', async () => {
    const texts = await loadWords(language);
    const missing = (keys: readonly string[]): string[] => keys.filter((key) => !texts.exists(key));
    for (const channel of ['telegram', 'whatsapp', 'web'] as const) {
      for (const state of [...LINE_STATES, 'off'] as const) {
        expect(missing([`channels.state.${state}`])).toEqual([]);
        for (const trouble of [...TROUBLES, 'absent', null] as const) {
          const why = whyOf({ channel, state, trouble });
          expect(missing([`channels.why.${why}.text`]), `${state} ${trouble}`).toEqual([]);
          // What is ready or begins asks for nothing; the steps of a log-out are those of the linking.
          if (['ready', 'starting', 'logged_out'].includes(why)) continue;
          expect(missing([`channels.why.${why}.steps.1`]), `${state} ${trouble}`).toEqual([]);
        }
      }
    }
  });
});
