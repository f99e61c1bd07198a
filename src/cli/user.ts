import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { addUser, NotAdded, USER_ROLES } from '../desk/people.ts';
import { createLogger } from '../logger.ts';
import { deskAuth } from '../wiring/desk.ts';
import { openFoundation } from '../wiring/foundation.ts';
import { type Command, print, UsageError } from './command.ts';

const HELP = `Usage: npm run amaan -- user add --email E --name N [--role associate|supervisor|admin]

Adds somebody who answers at the desk. The password is read from standard input, so that it stays out of the shell's
history: at least 12 characters.`;

const PROBLEMS: Readonly<Record<NotAdded['problem'], string>> = {
  name: '--name: give a name of 1 to 80 characters',
  email: '--email: give a mail address',
  password: 'the password must have 12 to 128 characters',
  role: `--role: must be one of ${USER_ROLES.join(', ')}`,
  exists: '--email: somebody with this address is there already',
};

/** The people at the desk. */
export const user: Command = {
  summary: 'add somebody who answers at the desk',
  help: HELP,
  async run([what, ...args]) {
    if (what !== 'add') throw new UsageError('user: say what to do: user add --email E --name N');
    const { values } = parseArgs({
      args,
      options: { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string', default: 'associate' } },
    });
    const role = USER_ROLES.find((known) => known === values.role);
    if (!role) throw new UsageError(PROBLEMS.role);
    if (!values.email) throw new UsageError(PROBLEMS.email);
    if (!values.name) throw new UsageError(PROBLEMS.name);
    const password = await readPassword();
    const config = readConfig({ LOG_LEVEL: 'error', ...process.env });
    const foundation = await openFoundation(config, createLogger(config.LOG_LEVEL));
    try {
      await addUser(deskAuth(foundation), { email: values.email, name: values.name, password, role });
      print(`Added as ${role}.`);
      return 0;
    } catch (error) {
      if (error instanceof NotAdded) throw new UsageError(PROBLEMS[error.problem]);
      throw error;
    } finally {
      await foundation.close();
    }
  },
};

async function readPassword(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const password = await lines.question(process.stdin.isTTY ? 'Password: ' : '');
  lines.close();
  return password;
}
