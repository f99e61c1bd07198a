/**
 * Nobody writes first without permission, and with one the agreed line comes first: an associate who takes the chat is
 * not announced before the person writes. What the desk does meanwhile is remembered and found on return.
 */
import { quietCorrections } from './correction.ts';
import { greetingLine } from './greeting.ts';
import { deskUnseen, resume } from './pauses.ts';
import { askBy, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const back = resume.map((way) => ({ ...way, actions: ['keepStory' as const, ...('actions' in way ? way.actions : [])] }));

export const unannounced = intakeSetup.createStateConfig({
  id: 'unannounced',
  initial: 'quiet',
  entry: 'nothingAsked',
  states: {
    quiet: { tags: ['away'], on: { silence: { guard: 'willGreet', target: 'greeted' } } },
    greeted: {
      id: 'greeted',
      tags: ['away'],
      entry: ['opened', ...askBy((context) => ({ ...greetingLine(context), options: ['yes', 'no'] }))],
      on: {
        skip: { actions: ['nothingAsked', say('intake:queue.notNow')], target: 'quiet' },
        'choice.no': { actions: ['nothingAsked', say('intake:queue.notNow')], target: 'quiet' },
      },
    },
    /** Writing is allowed, at a time that only a person can judge. */
    trusted: { id: 'trusted' },
  },
  on: {
    ...everyMessage(back),
    ...quietCorrections,
    ...deskUnseen,
    'command.back': back,
    'command.help': back,
    'command.status': back,
  },
});
