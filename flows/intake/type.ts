/**
 * What it is called. The bot proposes, the person decides: up to three proposals, or a list of families and then of
 * types. Two picks are both kept, because one matter is often two.
 */
import { ask, askBy } from './say.ts';
import { intakeSetup } from './setup.ts';
import { FAMILIES, typesIn } from './types.ts';

const picked = { guard: 'picksType' as const, actions: ['keepTypes' as const, 'notePick' as const], target: '#circumstances' };

/** Whoever does not want to name it gets the general steps. */
const unnamed = { actions: 'chooseOther' as const, target: '#circumstances' };

/** More words change the proposals, wherever in this section they come. */
const told = {
  guard: 'proposes' as const,
  actions: ['keepStory' as const, 'keepProposals' as const],
  target: '#propose',
  reenter: true,
};

export const type = intakeSetup.createStateConfig({
  id: 'type',
  initial: 'propose',
  states: {
    propose: {
      id: 'propose',
      entry: [
        ...askBy((context) => ({
          key: 'intake:type.propose.ask',
          options: [...context.proposals.map(({ type }) => type), 'else', 'person'],
        })),
      ],
      on: {
        'choice.else': '#family',
        'choice.*': [picked],
        choices: [picked],
        answer: [told],
        skip: [{ guard: 'oneProposal', actions: ['takeProposal'], target: '#circumstances' }, { target: '#family' }],
        'command.back': '#story',
      },
    },
    family: {
      id: 'family',
      entry: [...ask('intake:type.family.ask', [...FAMILIES, 'person'])],
      on: {
        ...Object.fromEntries(FAMILIES.map((id) => [`choice.${id}`, { actions: 'keepFamily' as const, target: 'list' }])),
        choices: [picked],
        answer: [told],
        skip: unnamed,
        'command.back': '#story',
      },
    },
    list: {
      id: 'list',
      entry: [...askBy((context) => ({ key: 'intake:type.list.ask', options: [...typesIn(context.family), 'else', 'person'] }))],
      on: {
        'choice.else': 'family',
        'choice.*': [picked],
        choices: [picked],
        answer: [told],
        skip: unnamed,
        'command.back': 'family',
      },
    },
  },
});
