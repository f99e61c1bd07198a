import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { setUser } from '../desk/people.ts';
import { createLogger } from '../logger.ts';
import { startAmaan } from '../wiring/amaan.ts';
import { deskAuth } from '../wiring/desk.ts';
import { type Foundation, openFoundation } from '../wiring/foundation.ts';
import { type Command, print } from './command.ts';
import { untilSignal } from './untilSignal.ts';

const HELP = `Usage: npm run demo [-- --json]

Starts everything on this machine with a database of its own (under ./data/demo, or DATA_DIR), adds two demo associates with new
passwords, and prints where to chat and where to answer. Nothing is sent anywhere. Ctrl-C ends it.`;

const PEOPLE = [
  { name: 'Demo One', email: 'one@demo.example' },
  { name: 'Demo Two', email: 'two@demo.example' },
];

/** Everything at once, to look at. */
export const demo: Command = {
  summary: 'try everything on this machine: chat, desk and two associates',
  help: HELP,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    const { DATA_DIR = './data/demo', HOST, PORT, LOG_LEVEL = 'warn' } = process.env;
    // Nothing of a real installation: no database, key or channel that the surroundings may name.
    const config = readConfig({ DATA_DIR, HOST, PORT, LOG_LEVEL });
    const ending = untilSignal();
    const foundation = await openFoundation(config, createLogger(config.LOG_LEVEL));
    const associates = await addPeople(foundation);
    const amaan = await startAmaan(foundation);
    const addresses = { chat: `${amaan.url}/chat`, desk: `${amaan.url}/desk` };
    if (values.json) print(JSON.stringify({ ...addresses, associates }));
    else print(describe(addresses, associates));
    await ending;
    await amaan.stop();
    await foundation.close();
    return 0;
  },
};

interface Associate {
  readonly email: string;
  readonly password: string;
}

async function addPeople(foundation: Foundation): Promise<Associate[]> {
  const auth = deskAuth(foundation);
  const associates: Associate[] = [];
  for (const { name, email } of PEOPLE) {
    const password = randomBytes(9).toString('base64url');
    await setUser(auth, { name, email, password, role: 'associate' });
    associates.push({ email, password });
  }
  return associates;
}

function describe({ chat, desk }: { chat: string; desk: string }, associates: readonly Associate[]): string {
  const people = associates.map(({ email, password }) => `    ${email}   ${password}`);
  return [
    '',
    `  Chat as a complainant:  ${chat}`,
    `  Answer at the desk:     ${desk}`,
    ...people,
    '',
    '  Ctrl-C ends the demo; conversations stay under DATA_DIR.',
    '',
  ].join('\n');
}
