/** Calling associates, put together for one process. */
import { createGroupPoster, type GroupCommand } from '../channels/telegram/group.ts';
import { createLinkGroup } from '../oncall/link.ts';
import { type Oncall, startOncall } from '../oncall/oncall.ts';
import type { PlacesParts } from '../oncall/places.ts';
import { createPusher } from '../oncall/push.ts';
import type { Foundation } from './foundation.ts';

export interface OncallSide {
  /** Answers the command that links a group; left out where there is no bot. */
  readonly onGroupCommand?: (command: GroupCommand) => Promise<void>;
  /** What the desk needs; `baseUrl` is where people reach it. */
  places(baseUrl: string): PlacesParts;
  /** Begins to watch, whenever this process owns the watch. */
  start(baseUrl: string): Oncall;
}

/** Puts it together. Nothing is sent before `start`. */
export function createOncall(foundation: Foundation): OncallSide {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot } = foundation.config;
  const poster = token ? createGroupPoster({ token, ...(apiRoot ? { apiRoot } : {}) }) : undefined;
  const pusher = createPusher({ secret: foundation.secretFor('push'), contact: foundation.profile.mail });
  const parts = { ...foundation, pusher, ...(poster && { poster }) };
  return {
    ...(poster && { onGroupCommand: createLinkGroup({ ...foundation, poster }) }),
    places: (baseUrl) => ({ ...parts, onThisMachine: new URL(baseUrl).hostname === '127.0.0.1' }),
    start: (baseUrl) => startOncall({ ...parts, deskUrl: new URL('/desk', baseUrl).href }),
  };
}
