/**
 * An associate has the conversation: the bot says nothing, so that nobody mistakes it for the person. Only stop, hide,
 * erase and danger words still reach it, and danger words go to the desk.
 */
import { backToScript } from './crisis.ts';
import { everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const nothing = {};

export const associate = intakeSetup.createStateConfig({
  id: 'associate',
  tags: ['silent'],
  entry: ['nothingAsked', say('intake:associate.here')],
  on: {
    ...everyMessage(nothing),
    'command.person': nothing,
    'command.back': nothing,
    'command.restart': nothing,
    'command.language': nothing,
    'command.help': nothing,
    'command.status': nothing,
    claimed: nothing,
    'choice.person': nothing,
    released: backToScript.map((way) => ({
      ...way,
      actions: [{ type: 'desk' as const, params: { desk: 'queued' as const } }, say('intake:associate.left')],
    })),
    danger: {
      actions: [
        { type: 'flag', params: { flag: 'danger' } },
        { type: 'alarm', params: { flag: 'danger' } },
      ],
    },
    selfHarm: {
      actions: [
        { type: 'flag', params: { flag: 'self_harm' } },
        { type: 'alarm', params: { flag: 'self_harm' } },
      ],
    },
  },
});
