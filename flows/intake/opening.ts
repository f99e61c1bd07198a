/**
 * The first turn. Nothing is said before somebody writes; then the first answer comes at once, whatever it was, and
 * nothing that was told is lost. The language is asked only when it could not be recognised.
 */
import { askLanguage, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { topic } from './topics.ts';
import { doubted, noted } from './wonder.ts';

const greet = { target: '#greeting' };
const kept = { guard: 'tells' as const, actions: ['keepStory' as const, 'keepProposals' as const], target: '#greeting' };

export const opening = intakeSetup.createStateConfig({
  id: 'opening',
  exit: 'speak',
  on: {
    ...everyMessage(greet),
    answer: [kept, greet],
    asks: [{ guard: topic('person'), target: '#toPerson' }, greet],
    worry: { actions: noted, ...greet },
    voice: { actions: ['keepVoice', say('intake:language.voice')], target: '#greeting' },
    // Nobody knows yet which language is read, so this line is in all of them.
    attachment: { actions: say('intake:language.attachment'), target: '#greeting' },
    'command.back': greet,
    'command.restart': greet,
    'command.language': '#firstLanguage',
    'command.help': greet,
  },
});

/** Chooses how to begin; nobody waits here. */
export const greeting = intakeSetup.createStateConfig({
  id: 'greeting',
  entry: { type: 'enter', params: { phase: 'safety' } },
  always: [{ guard: 'certain', target: '#welcome' }, { target: '#firstLanguage' }],
});

/** One question in every language there is. Whoever simply writes on is not asked twice. */
export const firstLanguage = intakeSetup.createStateConfig({
  id: 'firstLanguage',
  entry: [{ type: 'enter', params: { phase: 'safety' } }, ...askLanguage.entry],
  on: {
    ...askLanguage.on,
    'choice.*': { guard: 'picksLanguage', actions: ['setLanguage', 'speak'], target: '#welcome' },
    worry: { actions: [...noted, 'certain'], target: '#welcome' },
    skip: { actions: 'certain', target: '#welcome' },
    voice: { actions: ['keepVoice', 'certain'], target: '#welcome' },
    answer: [
      { guard: 'tells', actions: ['keepStory', 'keepProposals', 'certain'], target: '#welcome' },
      { guard: 'certain', target: '#welcome' },
      { guard: 'missed', actions: 'certain', target: '#welcome' },
      { actions: ['miss', 'again'] },
    ],
  },
});

/** Who speaks, what it costs, what is kept; then the first question in the same turn. */
export const welcome = intakeSetup.createStateConfig({
  id: 'welcome',
  always: [
    { guard: 'hasStory', actions: [say('intake:welcome.heard'), say('intake:welcome.say')], target: '#welcomed' },
    { guard: 'hasVoice', actions: [say('intake:welcome.heard'), say('intake:welcome.say')], target: '#welcomed' },
    { actions: [say('intake:welcome.say')], target: '#welcomed' },
  ],
});

/** A life comes before everything else that could be asked. Nobody waits here. */
export const welcomed = intakeSetup.createStateConfig({ id: 'welcomed', always: [...doubted, { target: '#safe' }] });
