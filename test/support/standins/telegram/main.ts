/**
 * The stand-in by itself, to try the channel by hand: prints the settings that Amaan must be started with, and is then the
 * phone. Lines that are typed are messages of a person; a slash begins what is not one, unless it is a command of the bot.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Deed } from '../standin.ts';
import { startTelegramStandIn } from './standin.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8081' }, token: { type: 'string', default: '1:STANDIN' } },
});
const standIn = await startTelegramStandIn({ port: Number(values.port), token: values.token });
const print = (line: string) => void process.stdout.write(`${line}\n`);
print(`TELEGRAM_BOT_TOKEN=${values.token}`);
print(`TELEGRAM_API_ROOT=${standIn.server.url}`);
print('Lines are messages, /start and /help too. /press LABEL /voice /picture /file /edit TEXT /block /unblock /as NAME');

let person = 'amna';
/** The newest message of each person, which is the one that she edits. */
const newest = new Map<string, string>();

/** What a line that was typed means. */
function deedOf(line: string): Deed {
  const [command = '', ...words] = line.split(' ');
  switch (command) {
    case '/press':
      return { kind: 'pick', label: words.join(' ') };
    case '/voice':
      return { kind: 'voice' };
    case '/picture':
      return { kind: 'picture' };
    case '/file':
      return { kind: 'file' };
    case '/edit':
      return { kind: 'edit', of: newest.get(person) ?? '', text: words.join(' ') };
    case '/block':
      return { kind: 'block' };
    case '/unblock':
      return { kind: 'unblock' };
    default:
      return { kind: 'text', text: line };
  }
}

async function work(line: string): Promise<void> {
  if (line.startsWith('/as ')) return show(line.slice(4).trim());
  const deed = deedOf(line);
  const id = await standIn.receive(person, deed);
  if (!['pick', 'block', 'unblock'].includes(deed.kind)) newest.set(person, id);
}

const known = new Set<string>();

/** From now on the phone of this person; what she is sent is printed, whoever's phone it is then. */
function show(name: string): void {
  person = name;
  print(`(${name})`);
  if (known.has(name)) return;
  known.add(name);
  void follow(name);
}

async function follow(name: string): Promise<void> {
  const shown = new Map<string, string>();
  for (;;) {
    const news = () => standIn.sent(name).filter(({ id, text }) => shown.get(id) !== text);
    await standIn.until(() => news().length > 0);
    for (const { id, text, options } of news()) {
      print([`${name} > ${text}`, ...options.map((label) => `  [${label}]`)].join('\n'));
      shown.set(id, text);
    }
  }
}

show(person);
for await (const line of createInterface(process.stdin)) {
  await work(line).catch((error: unknown) => print(`(${error instanceof Error ? error.message : 'failed'})`));
}
await standIn.close();
process.exit();
