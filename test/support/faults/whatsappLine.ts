import { setTimeout as pause } from 'node:timers/promises';
import { startWhatsAppServer } from '../standins/whatsapp/server.ts';
import type { WhatsAppStandIn } from '../standins/whatsapp/whatsAppStandIn.ts';
import type { FaultLine } from './line.ts';

/** How long the network is away. Milliseconds. */
const AWAY = 1_500;

export interface WhatsAppLine extends FaultLine {
  readonly standIn: WhatsAppStandIn;
}

/** WhatsApp Web in a Chromium of our own. */
export async function whatsappLine(): Promise<WhatsAppLine> {
  const standIn = await startWhatsAppServer();
  let scanned = false;
  return {
    name: 'whatsapp',
    channel: 'whatsapp',
    standIn,
    settings: { WHATSAPP: 'on', WHATSAPP_CHROMIUM_ARGS: standIn.chromiumArgs },
    often: [
      { kind: 'slow', milliseconds: 300 },
      { kind: 'refused', reason: 'unreachable' },
    ],
    seldom: [{ kind: 'answer_lost' }, { kind: 'message_lost' }],
    abreast: 12,
    async join(program) {
      if (scanned) return;
      scanned = true;
      await program.during(standIn.scan());
    },
    address: (person) => standIn.address(person),
    waiting: () => 0,
    async cut() {
      standIn.connection('TIMEOUT');
      await pause(AWAY);
      standIn.connection('CONNECTED');
    },
    async killBrowser() {
      await standIn.until(() => standIn.online());
      await standIn.killBrowser();
    },
    async close() {
      for (const pid of standIn.browsers()) process.kill(pid, 'SIGKILL');
      await standIn.close();
    },
  };
}
