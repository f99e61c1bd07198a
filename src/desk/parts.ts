import type { Database } from '../../db/client.ts';
import type { Signals } from '../../db/signals.ts';
import type { Clock } from '../clock.ts';
import type { Keyring } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';

/** What the desk works with. */
export interface DeskParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly keyring: Keyring;
  readonly signals: Signals;
  readonly clock: Clock;
}
