/** May we write later? Never assumed; and if so, when it is safe and by what word each knows the other. */
import { ask, keep, question } from './say.ts';
import { intakeSetup } from './setup.ts';

export const consent = intakeSetup.createStateConfig({
  id: 'consent',
  entry: [...ask('intake:consent.ask', ['yes', 'no'])],
  on: {
    'choice.yes': { actions: keep('consent'), target: '#safeTime' },
    'choice.no': { actions: keep('consent'), target: '#handOff' },
    'command.back': '#facts',
  },
});

export const safeTime = question({
  name: 'safeTime',
  options: ['any_time', 'morning', 'afternoon', 'evening', 'workdays'],
  next: '#codeWord',
  back: '#consent',
  text: true,
});

export const codeWord = question({ name: 'codeWord', options: ['skip'], next: '#handOff', back: '#safeTime', text: true });
