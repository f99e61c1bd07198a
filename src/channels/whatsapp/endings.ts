/** Why the life of a browser ended, what an operator is told of it, and when the next one begins. */
import type { ChannelHealth } from '../channel.ts';

/** `next`: whether the next attempt follows at once, after a growing wait, or after a long one, because WhatsApp turned us away. */
export interface Meaning {
  readonly health: ChannelHealth;
  readonly next: 'at_once' | 'soon' | 'later';
}

const AGAIN = 'Trying again.';

/** Every ending. `reconnecting` is said where it mends itself. */
export const ENDINGS = {
  stopped: { health: { state: 'down' }, next: 'at_once' },
  memory: { health: { state: 'reconnecting' }, next: 'at_once' },
  logged_out: {
    health: {
      state: 'logged_out',
      trouble: 'logged_out',
      advice: 'The phone ended the link. A new code is on its way: scan it with the phone, under Linked devices.',
    },
    next: 'at_once',
  },
  unpaired: {
    health: {
      state: 'logged_out',
      trouble: 'logged_out',
      advice: 'WhatsApp does not know this device any more. If a code appears, scan it with the phone, under Linked devices.',
    },
    next: 'soon',
  },
  banned: {
    health: {
      state: 'banned',
      trouble: 'banned',
      advice: 'WhatsApp closed the account. Open WhatsApp on the phone and ask for a review; meanwhile name another channel.',
    },
    next: 'later',
  },
  refused: {
    health: {
      state: 'down',
      trouble: 'refused',
      advice: `WhatsApp refuses this network. Check the proxy and the address. ${AGAIN}`,
    },
    next: 'later',
  },
  outdated: {
    health: {
      state: 'down',
      trouble: 'refused',
      advice: `WhatsApp refuses this version of WhatsApp Web. Update Amaan. ${AGAIN}`,
    },
    next: 'later',
  },
  conflict: {
    health: {
      state: 'down',
      trouble: 'second_process',
      advice: `Another WhatsApp Web uses the same session. Stop it, or give this one a data folder of its own. ${AGAIN}`,
    },
    next: 'soon',
  },
  browser_died: {
    health: {
      state: 'reconnecting',
      trouble: 'browser_died',
      advice: `The browser for WhatsApp Web ended. If it happens again and again, give the machine more memory. ${AGAIN}`,
    },
    next: 'soon',
  },
  no_answer: {
    health: { state: 'reconnecting', trouble: 'no_answer', advice: `WhatsApp Web does not answer. Opening it anew. ${AGAIN}` },
    next: 'soon',
  },
  unreachable: {
    health: {
      state: 'reconnecting',
      trouble: 'unreachable',
      advice: `WhatsApp cannot be reached: check the network and WHATSAPP_CHROMIUM_ARGS. ${AGAIN}`,
    },
    next: 'soon',
  },
  no_browser: {
    health: {
      state: 'down',
      trouble: 'no_browser',
      advice: `No Chromium could be started: install it, or set CHROMIUM_PATH to one that works. ${AGAIN}`,
    },
    next: 'soon',
  },
  storage: {
    health: {
      state: 'down',
      trouble: 'storage',
      advice: `The data folder cannot be written: check its rights and space. ${AGAIN}`,
    },
    next: 'soon',
  },
} as const satisfies Record<string, Meaning>;

export type Ending = keyof typeof ENDINGS;

/** What a state of the connection means, by the names of WhatsApp, where it ends everything. */
export const FATAL: Readonly<Partial<Record<string, Ending>>> = {
  TOS_BLOCK: 'banned',
  SMB_TOS_BLOCK: 'banned',
  PROXYBLOCK: 'refused',
  DEPRECATED_VERSION: 'outdated',
  CONFLICT: 'conflict',
};

/** What it means that a browser could not be brought to show WhatsApp Web. The library throws words as well as errors. */
export function endingOf(error: unknown): Ending {
  const words = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'ENOSPC' || code === 'EROFS' || code === 'EDQUOT') return 'storage';
  if (/net::ERR_/.test(words)) return 'unreachable';
  if (/launch|not found at|executable|spawn|shared librar|sandbox/i.test(words)) return 'no_browser';
  if (/closed|detached|disconnected/i.test(words)) return 'browser_died';
  return 'no_answer';
}
