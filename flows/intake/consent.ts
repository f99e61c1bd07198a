/** May we write later? Never assumed; and if so, when it is safe and by what word each knows the other. */
import { ask, askBy, keep, question, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { isSo } from './situation.ts';

export const consent = intakeSetup.createStateConfig({
  id: 'consent',
  entry: [...ask('intake:consent.ask', ['yes', 'no'])],
  on: {
    'choice.yes': { actions: keep('consent'), target: '#safeTime' },
    'choice.no': { actions: keep('consent'), target: '#handOff' },
    skip: '#handOff',
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

const words = [
  { guard: 'isWord' as const, actions: [keep('codeWord')], target: '#handOff' },
  { actions: [say('intake:codeWord.one'), 'again' as const] },
];

/** It has to be read to be compared, so that it cannot be spoken. */
export const codeWord = intakeSetup.createStateConfig({
  id: 'codeWord',
  entry: [
    // On a phone that others see, it is the person who is known by it.
    ...askBy((context) => ({ key: `intake:codeWord.${isSo(context, 'shared') ? 'askShared' : 'ask'}`, options: ['skip'] })),
  ],
  on: {
    answer: words,
    // A greeting is as good a word as any.
    asks: words,
    voice: { actions: [say('intake:codeWord.typed'), 'again'] },
    'choice.skip': { actions: [keep('codeWord')], target: '#handOff' },
    skip: '#handOff',
    'command.back': '#safeTime',
  },
});
