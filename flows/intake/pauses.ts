/**
 * Short ways out of the conversation that lead back to where the person was. What the desk did meanwhile decides where
 * that is now.
 */
import { ask, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const desk = (name: 'claimed' | 'released' | 'closed' | 'queued') => ({ type: 'desk' as const, params: { desk: name } });
const deskIs = (name: 'claimed' | 'released' | 'closed') => ({ type: 'deskIs' as const, params: { desk: name } });

/** Where the person goes on after a pause. */
export const resume = [
  { guard: 'unopened' as const, target: '#greeting' },
  { guard: deskIs('claimed'), target: '#associate' },
  { guard: deskIs('closed'), target: '#closing' },
  { guard: deskIs('released'), actions: [desk('queued')], target: '#activeWas' },
  { target: '#was' },
];

/** While nothing may be sent, what the desk does is remembered and not announced. */
export const deskUnseen = {
  claimed: { actions: desk('claimed') },
  released: { actions: desk('released') },
  closed: { actions: desk('closed') },
};

const speaking = (language: 'en' | 'ur' | 'ur-Latn') =>
  resume.map((way) => ({
    ...way,
    actions: [{ type: 'setLanguage' as const, params: { language } }, 'speak' as const, ...('actions' in way ? way.actions : [])],
  }));

export const language = intakeSetup.createStateConfig({
  id: 'language',
  entry: [...ask('intake:language.ask', ['en', 'ur', 'ur-Latn'])],
  on: {
    'choice.en': speaking('en'),
    'choice.ur': speaking('ur'),
    'choice.ur-Latn': speaking('ur-Latn'),
    'command.back': resume,
  },
});

export const restart = intakeSetup.createStateConfig({
  id: 'restart',
  entry: [...ask('intake:restart.ask', ['yes', 'no'])],
  on: { 'choice.yes': { actions: 'startOver', target: '#welcome' }, 'choice.no': resume, 'command.back': resume },
});

export const erase = intakeSetup.createStateConfig({
  id: 'erase',
  entry: [...ask('intake:erase.ask', ['yes', 'no'])],
  on: {
    'choice.yes': { actions: [say('intake:erase.done'), 'erase'], target: '#erased' },
    'choice.no': resume,
    'command.back': resume,
  },
});
