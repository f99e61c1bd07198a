/**
 * Somebody on a phone that others see asks for a person without the agreed word. The person is called and can ask for the
 * word; until then nothing is said that tells of a case, and nothing but the word leads back to it.
 */
import { quietCorrections } from './correction.ts';
import { dangerUnseen } from './dangerUnseen.ts';
import { handOverUnseen } from './handOver.ts';
import { deskUnseen } from './pauses.ts';
import { ask, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const again = { target: '#vouchingWait', reenter: true };

/** Whoever came in between has what is written; else the bland line again. */
const asked = [{ guard: { type: 'deskIs' as const, params: { desk: 'claimed' as const } }, target: '#associate' }, again];
const bland = { actions: say('intake:hidden.say'), target: '#hidden' };

export const vouching = intakeSetup.createStateConfig({
  id: 'vouching',
  initial: 'deciding',
  entry: 'wordNotGiven',
  states: {
    deciding: {
      always: [{ guard: { type: 'deskIs', params: { desk: 'claimed' } }, target: '#associate' }, { target: 'calling' }],
    },
    calling: handOverUnseen('#vouchingWait'),
    wait: { id: 'vouchingWait', entry: [...ask('intake:hidden.called.ask', ['go_on', 'not_now'])] },
  },
  on: {
    ...everyMessage(asked),
    ...quietCorrections,
    ...deskUnseen,
    answer: asked.map((way) => ({ ...way, actions: 'keepStory' as const })),
    voice: asked.map((way) => ({ ...way, actions: 'keepVoice' as const })),
    worry: asked.map((way) => ({ ...way, actions: ['keepStory' as const, 'keepDoubts' as const] })),
    danger: dangerUnseen('danger'),
    selfHarm: dangerUnseen('self_harm'),
    claimed: [
      { guard: 'toldClosed', ...deskUnseen.claimed },
      { ...deskUnseen.claimed, target: '#associate' },
    ],
    'choice.go_on': '#hiddenWord',
    'choice.not_now': bland,
    'command.hide': bland,
    'command.stop': bland,
    'command.person': again,
    'command.back': again,
    'command.restart': again,
    'command.language': again,
    'command.help': again,
    'command.status': again,
    'command.erase': again,
    silence: {},
  },
});
