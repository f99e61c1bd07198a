import { readMemory, writeMemory } from '../../db/queries/lines.ts';
import type { ChannelMemory } from '../channels/channel.ts';
import type { Foundation } from './foundation.ts';

/** What a channel account remembers from one process to the next, sealed in the database. */
export function lineMemory(
  { database, keyring, clock }: Pick<Foundation, 'database' | 'keyring' | 'clock'>,
  channel: string,
  account: string,
): ChannelMemory {
  const owner = `${channel}/${account}`;
  return {
    async read() {
      const sealed = await readMemory(database.sql, channel, account);
      return sealed && keyring.openOwn<string>('lineMemory', owner, sealed);
    },
    async write(value) {
      await writeMemory(database.sql, channel, account, keyring.sealOwn('lineMemory', owner, value), clock());
    },
  };
}
