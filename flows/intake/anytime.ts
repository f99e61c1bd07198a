/**
 * What works whatever was asked: the words that are always there, danger, the desk, and a kind answer to everything
 * that did not fit. A section that needs it otherwise says so itself.
 */

import { alarmed } from './associate.ts';
import { corrections } from './correction.ts';
import { deskUnseen } from './pauses.ts';
import { missed, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { standing } from './standing.ts';
import { intruder, topic } from './topics.ts';

const heard = (flag: 'danger' | 'self_harm') => [
  'keepStory' as const,
  'keepProposals' as const,
  { type: 'flag' as const, params: { flag } },
];
const kept = { guard: 'tells' as const, actions: ['keepStory' as const, say('common:kept'), 'again' as const] };

/** Somebody turns out to be under 18 after it was asked, or before it would be: then the steps must be others. */
export const minorLate = [
  { guard: 'tellsMinorLate' as const, actions: ['keepStory' as const, 'hearMinor' as const], target: '#circumstances' },
];

const atTheDesk = { type: 'deskIs' as const, params: { desk: 'claimed' as const } };

/** To a person: the one who has the chat, or the queue. */
export const person = [{ guard: atTheDesk, target: '#associate' }, { target: '#handOff' }];

/** The transitions of the whole flow; merged into its root. */
export const anytime = intakeSetup.createStateConfig({
  on: {
    danger: [
      { guard: atTheDesk, actions: [...heard('danger'), ...alarmed('danger')], target: '#associate' },
      { actions: heard('danger'), target: '#emergency' },
    ],
    selfHarm: [
      { guard: atTheDesk, actions: [...heard('self_harm'), ...alarmed('self_harm')], target: '#associate' },
      { actions: heard('self_harm'), target: '#selfHarm' },
    ],

    'command.person': person,
    'choice.person': person,
    'command.back': { actions: [say('common:noBack'), 'again'] },
    'command.restart': '#restart',
    'command.language': '#language',
    'command.help': { actions: [say('common:help'), 'again'] },
    'command.hide': { actions: say('intake:hidden.say'), target: '#hidden' },
    'command.stop': { actions: say('intake:stopped.say'), target: '#stopped' },
    'command.erase': '#erase',
    'command.status': [{ guard: 'hasCase', actions: 'findOwnCase' }, { target: '#status' }],
    caseFound: { actions: [standing, 'again'] },
    caseMissing: { actions: [say('status:missing'), 'again'] },

    ...corrections,
    languageHeard: { actions: ['hearLanguage', 'speak'] },
    claimed: [
      { guard: 'keepsQuiet', ...deskUnseen.claimed, target: '#unannounced' },
      { guard: 'toldClosed', ...deskUnseen.claimed, target: '#trusted' },
      { ...deskUnseen.claimed, target: '#associate' },
    ],
    released: { actions: { type: 'desk', params: { desk: 'released' } } },
    closed: [{ guard: 'toldClosed', ...deskUnseen.closed, target: '#unannounced' }, { target: '#closing' }],
    returned: { guard: 'sharesPhone', target: '#hidden' },
    silence: { guard: 'willGreet', target: '#greeted' },
    placed: { actions: 'movePlace' },

    asks: [intruder, { guard: topic('person'), target: '#toPerson' }, { actions: ['tell', 'again'] }],
    answer: [...minorLate, kept, missed('common:notUnderstood')],
    voice: { actions: ['keepVoice', say('common:voice'), 'again'] },
    skip: { actions: [say('common:nothingToSkip'), 'again'] },
    'choice.*': missed('common:stale'),
    choices: { actions: [say('common:oneAtATime'), 'again'] },
    attachment: {
      actions: ['miss', { type: 'say', params: ({ event }) => ({ key: `common:attachment.${event.kind}` }) }, 'again'],
    },
    empty: missed('common:empty'),
    outOfRange: missed('common:outOfRange'),
    stale: { actions: [say('common:stale'), 'again'] },
    hello: { actions: [say('common:hello'), 'again'] },
  },
});
