/** A platform without an account: starts one stand-in by itself, to be the phone by hand. `npm run standin -- telegram` */
import { argv, stderr, stdout } from 'node:process';

const STAND_INS: Readonly<Record<string, () => Promise<unknown>>> = {
  telegram: () => import('./telegram/main.ts'),
  whatsapp: () => import('./whatsapp/main.ts'),
  cloud: () => import('./cloud/main.ts'),
};

const USAGE = `Usage: npm run standin -- ${Object.keys(STAND_INS).join('|')} [--port PORT]`;

const HELP = `${USAGE}

Plays a platform on this machine, for whoever has no account there. It prints the settings that Amaan must be started with
(npm start, in another terminal), and is then the phone of a person: lines that are typed are messages, and what Amaan
answers is printed. Ctrl-D ends it.

  telegram   the Bot API of Telegram
  whatsapp   WhatsApp Web, for the browser that Amaan starts; /scan links it
  cloud      the WhatsApp Cloud API of Meta

  --port     where it listens, instead of the port that the stand-in chooses`;

const [, , name = '', ...rest] = argv;

if ([name, ...rest].some((word) => word === '--help' || word === '-h')) stdout.write(`${HELP}\n`);
else await start(name);

async function start(wanted: string): Promise<void> {
  const standIn = Object.hasOwn(STAND_INS, wanted) ? STAND_INS[wanted] : undefined;
  if (!standIn) return fail(wanted === '' ? 'which platform?' : `there is no stand-in for ${JSON.stringify(wanted)}`);
  // Each stand-in reads its own options, as when it is started without this.
  argv.splice(2, 1);
  try {
    await standIn();
  } catch (error) {
    fail(error instanceof Error ? error.message : 'it could not be started');
  }
}

function fail(why: string): void {
  stderr.write(`${why}\n${USAGE}\n`);
  process.exitCode = 2;
}
