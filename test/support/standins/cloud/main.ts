/**
 * The stand-in by itself, to try the channel by hand: prints the settings that Amaan must be started with, and is then the
 * phone. Lines that are typed are messages of a person; a slash begins what is not one.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Deed } from '../standin.ts';
import { startCloudStandIn } from './server.ts';

const PERSON = 'amna';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8082' },
    hook: { type: 'string', default: 'http://127.0.0.1:3000/hooks/whatsapp' },
  },
});
const standIn = await startCloudStandIn({ port: Number(values.port) });
standIn.hook(values.hook);
const print = (line: string) => void process.stdout.write(`${line}\n`);
print(`WHATSAPP_CLOUD_TOKEN='${standIn.token}'`);
print(`WHATSAPP_CLOUD_NUMBER_ID='${standIn.numberId}'`);
print(`WHATSAPP_CLOUD_APP_SECRET='${standIn.appSecret}'`);
print(`WHATSAPP_CLOUD_VERIFY_TOKEN='${standIn.verifyToken}'`);
print(`WHATSAPP_CLOUD_API_ROOT='${standIn.url}'`);
print(`It posts to ${values.hook}; --hook ADDRESS for another.`);
print('Lines are messages. /press LABEL /voice /picture /file /edit TEXT /delete /block /unblock');

let newest = '';

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
    case '/block':
      return { kind: 'block' };
    case '/unblock':
      return { kind: 'unblock' };
    case '/edit':
      return { kind: 'edit', of: newest, text: words.join(' ') };
    case '/delete':
      return { kind: 'delete', of: newest };
    default:
      return { kind: 'text', text: line };
  }
}

async function work(line: string): Promise<void> {
  const deed = deedOf(line);
  const id = await standIn.receive(PERSON, deed);
  if (!['pick', 'edit', 'delete', 'block', 'unblock'].includes(deed.kind)) newest = id;
}

async function show(): Promise<void> {
  for (let shown = 0; ; shown += 1) {
    await standIn.until(() => standIn.sent(PERSON).length > shown);
    const { text = '', options = [] } = standIn.sent(PERSON)[shown] ?? {};
    print([`> ${text}`, ...options.map((label) => `  [${label}]`)].join('\n'));
  }
}

void show();
for await (const line of createInterface(process.stdin)) {
  await work(line).catch((error: unknown) => print(`(${error instanceof Error ? error.message : 'failed'})`));
}
await standIn.close();
process.exit();
