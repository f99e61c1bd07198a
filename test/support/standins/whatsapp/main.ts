/**
 * The stand-in by itself, to try the channel by hand: prints what the channel must be started with, and is then the phone of
 * one person. Lines that are typed are her messages; a slash begins what is not one.
 */

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Deed } from '../standin.ts';
import { startWhatsAppServer } from './server.ts';

const PERSON = 'amna';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const server = await startWhatsAppServer({ port: Number(values.port) });
const print = (line: string) => void process.stdout.write(`${line}\n`);
print(`port ${server.port}`);
print('WHATSAPP=on');
print(`WHATSAPP_CHROMIUM_ARGS='${server.chromiumArgs}'`);
print('Lines are messages. /scan /logout /voice /picture /edit TEXT /delete');

let newest = '';

/** What a line that was typed means. */
function deedOf(line: string): Deed {
  const [command = '', ...words] = line.split(' ');
  switch (command) {
    case '/voice':
      return { kind: 'voice' };
    case '/picture':
      return { kind: 'picture' };
    case '/edit':
      return { kind: 'edit', of: newest, text: words.join(' ') };
    case '/delete':
      return { kind: 'delete', of: newest };
    default:
      return { kind: 'text', text: line };
  }
}

async function work(line: string): Promise<void> {
  if (line === '/scan') void server.scan();
  else if (line === '/logout') void server.logout();
  else newest = await server.receive(PERSON, deedOf(line));
}

async function show(): Promise<void> {
  for (let shown = 0; ; shown += 1) {
    await server.until(() => server.raw(PERSON).length > shown);
    print(`> ${server.raw(PERSON)[shown]}`);
  }
}

async function tell(): Promise<void> {
  for (let was = ''; ; ) {
    const state = () => (server.online() ? 'linked and online' : server.qr() ? 'shows a QR: /scan' : 'no page');
    await server.until(() => state() !== was);
    was = state();
    print(`(${was})`);
  }
}

void show();
void tell();
for await (const line of createInterface(process.stdin)) {
  await work(line).catch((error: unknown) => print(`(${error instanceof Error ? error.message : 'failed'})`));
}
await server.close();
process.exit();
