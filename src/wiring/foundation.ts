/** What every part stands on: the database, the keys, the words. */
import { hkdfSync } from 'node:crypto';
import { connect, type Database } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { keyCheck } from '../../db/queries/installation.ts';
import { openSignals, type Signals } from '../../db/signals.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type Config, ConfigError } from '../config.ts';
import type { Logger } from '../logger.ts';
import { Keyring, masterKey } from '../privacy/keyring.ts';
import { Vault } from '../privacy/vault.ts';
import { loadProfile, type Profile } from '../profile.ts';
import { loadTexts, type Texts } from '../texts.ts';

export interface Foundation {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly databaseUrl: string;
  readonly database: Database;
  readonly keyring: Keyring;
  readonly vault: Vault;
  readonly signals: Signals;
  readonly texts: Texts;
  readonly profile: Profile;
  /** A secret for one use (such as signing sessions), always the same for the same master key. */
  secretFor(use: string): string;
  /** Starts a database of our own again if it died; there is none to start when DATABASE_URL is set. */
  reviveDatabase?(): Promise<void>;
  close(): Promise<void>;
}

/** Opens everything in order; what cannot work says in one line what to set. */
export async function openFoundation(config: Config, log: Logger, clock: Clock = systemClock): Promise<Foundation> {
  const profile = loadProfile(config.TIME_ZONE);
  const texts = loadTexts();
  const server = config.DATABASE_URL ? undefined : await startEmbedded(config.DATA_DIR);
  const databaseUrl = server?.url ?? config.DATABASE_URL ?? '';
  try {
    await migrate(databaseUrl);
  } catch (cause) {
    throw unreachable(cause);
  }
  const master = masterKey(config.masterKey);
  const keyring = new Keyring(master);
  const database = connect(databaseUrl);
  const close = async (): Promise<void> => {
    await database.close();
    await server?.stop();
  };
  const check = keyring.hash('installation', 'check');
  if (!(await keyCheck(database.sql, check)).equals(check)) {
    await close();
    throw new ConfigError(['AMAAN_MASTER_KEY: this database was begun with another master key; set that one']);
  }
  const signals = await openSignals(database.sql, (error) => log.warn({ error }, 'signal not sent'));
  const vault = new Vault({ database, keyring, clock });
  signals.on('gone', (id) => vault.forget(id));
  return {
    config,
    log,
    clock,
    databaseUrl,
    database,
    keyring,
    vault,
    signals,
    texts,
    profile,
    ...(server ? { reviveDatabase: () => server.revive() } : {}),
    secretFor: (use) => Buffer.from(hkdfSync('sha256', master, 'amaan', use, 32)).toString('hex'),
    async close() {
      await signals.close();
      await close();
    },
  };
}

/** The driver's errors name hosts and users; the operator needs to know what to set. */
function unreachable(cause: unknown): Error {
  const code = (cause as { code?: string }).code ?? (cause as { cause?: { code?: string } }).cause?.code ?? 'no answer';
  return new ConfigError([
    `DATABASE_URL: the database cannot be used (${code}); check the address, the password and that it runs`,
  ]);
}
