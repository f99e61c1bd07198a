/** A process that runs the channel alone, for tests that end it: says when it is ready, and each message that arrives. */
import { createWhatsApp } from '../../../src/channels/whatsapp/whatsapp.ts';
import { createLogger } from '../../../src/logger.ts';

const { DATA_DIR: dataDir = '', WHATSAPP_CHROMIUM_ARGS: chromiumArgs = '', CHROMIUM_PATH: chromiumPath } = process.env;
const channel = createWhatsApp({
  account: 'main',
  dataDir,
  chromiumArgs,
  ...(chromiumPath !== undefined && { chromiumPath }),
  memory: { read: async () => undefined, write: async () => undefined },
  log: createLogger('silent'),
  showCode: () => undefined,
});
process.on('SIGTERM', () => void channel.stop().then(() => process.exit(0)));
await channel.start(async () => void process.stdout.write('received\n'));
process.stdout.write('ready\n');
