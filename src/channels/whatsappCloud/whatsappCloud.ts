/**
 * WhatsApp by Meta's own Cloud API: for helplines that have outgrown a number linked by QR code.
 *
 * Meta takes free text only within 24 hours of the person's last message. After that a send fails as `blocked` until they
 * write again; Meta may say so at once, or later as a failed status, which is logged. Templates, which could go out at any
 * time, are never sent: they would put words of a helpline on a phone at an hour that nobody chose.
 */
import type { Logger } from '../../logger.ts';
import type { Channel, Inbound } from '../channel.ts';
import { Intake } from '../intake.ts';
import { numberAddress } from './addresses.ts';
import { meaningOfCode } from './failures.ts';
import { Files } from './files.ts';
import { Graph, type GraphSettings } from './graph.ts';
import { Link } from './link.ts';
import { TEXT_LIMIT } from './render.ts';
import { Sender } from './sender.ts';
import { Statuses } from './statuses.ts';
import { Webhook } from './webhook.ts';

/**
 * `numberId` is Meta's id of our number, not the number; `appSecret` signs what is posted to us; `verifyToken` is the word
 * that is agreed in Meta's settings of the webhook; `apiRoot` another place than Meta's own, version included.
 */
export interface WhatsAppCloudSettings extends GraphSettings {
  readonly numberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly log: Logger;
}

/** A WhatsApp channel. `webhook` answers what Meta posts, and its handshake. */
export interface WhatsAppCloud extends Channel {
  readonly webhook: (request: Request) => Promise<Response>;
}

const STORAGE = 'Messages from WhatsApp cannot be stored: check the database. Meta posts them again for seven days.';

/**
 * Makes the channel. It has the name, the account and the addresses of the unofficial WhatsApp channel, so that
 * conversations go on when a helpline moves. `start` does not reject: it resolves when the number works for the first
 * time, which may be long when Meta is away or refuses the token, or when stopped; `health` tells which. Messages are
 * received from the moment of the call. A stopped channel stays stopped.
 */
export function createWhatsAppCloud(settings: WhatsAppCloudSettings): WhatsAppCloud {
  const { numberId, log } = settings;
  const graph = new Graph(settings);
  const stopping = new AbortController();
  const link = new Link({ graph, numberId, stopping: stopping.signal, log });
  const statuses = new Statuses(log, ({ number, mark, code }) => {
    const message = mark.split('/', 1).join();
    const content = { kind: 'undelivered', message, reason: meaningOfCode(code) } as const;
    const news = { id: `undelivered/${mark}`, address: numberAddress(number), content };
    // It was said in a post that is answered already; while the database is away it is tried again.
    void intake?.insist(news).catch(() => undefined);
  });
  let intake: Intake | undefined;
  let since: number | undefined;
  const sender = new Sender({ graph, numberId, statuses, since: () => since });
  const files = new Files(graph, numberId);

  const webhook = new Webhook({
    ...settings,
    statuses,
    open: () => intake !== undefined && !stopping.signal.aborted,
    async accept(inbound) {
      if (!intake) throw new Error('a message came before the channel was started');
      await intake.once(inbound);
    },
  });

  return {
    name: 'whatsapp',
    account: 'main',
    can: { buttons: true, textLimit: TEXT_LIMIT },
    async start(receive: (inbound: Inbound) => Promise<void>) {
      intake = new Intake({ channel: 'whatsapp', receive, stopping: stopping.signal, log });
      since = Date.now();
      link.start();
      await link.ready;
    },
    async send(address, message) {
      try {
        const sent = await sender.send(address, message);
        link.took();
        return sent;
      } catch (error) {
        link.failed(error);
        throw error;
      }
    },
    fetch: (reference) => files.fetch(reference),
    find: async (_address, message, attempted) => sender.find(message, attempted),
    health() {
      const stuck = link.health.state === 'ready' && intake?.failing === true;
      return stuck ? { state: 'down', trouble: 'storage', advice: STORAGE } : link.health;
    },
    async stop() {
      stopping.abort();
      await Promise.all([intake?.idle(), link.idle()]);
    },
    webhook: (request) => webhook.answer(request),
  };
}
