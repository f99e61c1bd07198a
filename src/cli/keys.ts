import { randomBytes } from 'node:crypto';
import { type Command, print, UsageError } from './command.ts';

/** Makes keys. */
export const keys: Command = {
  summary: 'make a master key',
  help: 'Usage: npm run amaan -- keys new\n\nPrints a new master key for AMAAN_MASTER_KEY or a key file. Keep it apart from the database and its backups:\nwhoever has both can read everything, and without it nobody can.',
  async run([what]) {
    if (what !== 'new') throw new UsageError('keys: say what to do: keys new');
    print(randomBytes(32).toString('base64'));
    return 0;
  },
};
