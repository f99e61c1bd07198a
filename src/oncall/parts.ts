import type { Database } from '../../db/client.ts';
import type { Signals } from '../../db/signals.ts';
import type { GroupPoster } from '../channels/telegram/group.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Keyring } from '../privacy/keyring.ts';
import type { LineWords } from './lines.ts';
import type { Pusher } from './push.ts';

/** What calling works with. `poster` is there when there is a bot that can write into groups. */
export interface WatchParts extends LineWords {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly signals: Pick<Signals, 'notify'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pusher: Pusher;
  readonly poster?: GroupPoster;
}
