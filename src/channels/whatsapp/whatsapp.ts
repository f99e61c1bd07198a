/** WhatsApp, through whatsapp-web.js: WhatsApp Web in a browser of our own, linked to a phone as one of its devices. */
import { join, resolve } from 'node:path';
import type { Logger } from '../../logger.ts';
import { type Channel, type ChannelMemory, type Inbound, SendError } from '../channel.ts';
import { Intake } from '../intake.ts';
import { Acks } from './acks.ts';
import { Aliases } from './aliases.ts';
import { findChromium } from './chromium.ts';
import { fetchFile } from './fetching.ts';
import { find } from './find.ts';
import { Line } from './line.ts';
import { toMessage } from './message.ts';
import { Pacing } from './pacing.ts';
import { Receiving } from './receiving.ts';
import { TEXT_LIMIT } from './render.ts';
import { Sender } from './sender.ts';
import { showCode } from './showCode.ts';
import { watchMemory } from './thrift.ts';
import { TIMINGS, type Timings } from './timings.ts';
import { Watermark } from './watermark.ts';
import { within } from './within.ts';

/** What the browser may take before it is started anew, when nothing else is set. Bytes. */
const MEMORY_LIMIT = 1_200 * 2 ** 20;

/**
 * `account` names the session; `dataDir` is the folder for data, in which it is kept under `whatsapp`. `chromiumPath` is the
 * browser to use instead of the one that is found; `chromiumArgs` are more arguments for it, in one string. `showCode` is
 * called with each code that a phone may scan, and draws it in the terminal unless told otherwise. `memoryLimit` in bytes.
 */
export interface WhatsAppSettings {
  readonly account: string;
  readonly dataDir: string;
  readonly chromiumPath?: string;
  readonly chromiumArgs?: string;
  readonly memory: ChannelMemory;
  readonly log: Logger;
  readonly showCode?: (code: string) => void;
  readonly memoryLimit?: number;
  readonly timings?: Partial<Timings>;
}

/**
 * Makes the channel. `start` does not reject: it resolves when messages can arrive for the first time, which is long when
 * a phone has to scan the code, or when stopped; `health` tells which. A stopped channel stays stopped.
 */
export function createWhatsApp(settings: WhatsAppSettings): Channel {
  const { account, memory, log } = settings;
  const timings = { ...TIMINGS, ...settings.timings };
  const stopping = new AbortController();
  const { signal } = stopping;
  const acks = new Acks();
  const watermark = new Watermark({ memory, stopping: signal, log });
  let intake: Intake | undefined;
  let receiving: Receiving | undefined;
  let lastSent = 0;

  const line = new Line({
    account,
    folder: join(resolve(settings.dataDir), 'whatsapp'),
    executable: () => findChromium(settings.chromiumPath),
    chromiumArgs: settings.chromiumArgs ?? '',
    timings,
    log,
    showCode: settings.showCode ?? showCode,
    made(client) {
      client.on('message_ack', (given: { rawData?: unknown } | undefined, ack: unknown) => {
        const message = toMessage(given?.rawData);
        if (message?.fromMe) acks.note(message.key, Number(ack) || 0);
      });
      receiving?.listen(client);
    },
    ready: (session, linked) => void receiving?.ready(session, linked),
    unready: () => receiving?.unready(),
  });
  const session = () => (signal.aborted ? undefined : line.session);
  // What was asked for before a stop may still go out.
  const sender = new Sender({
    session: () => line.session,
    acks,
    pacing: new Pacing(timings.gap, signal),
    patience: timings.send,
  });
  const quietFor = () => performance.now() - Math.max(lastSent, receiving?.lastAt ?? 0);

  return {
    name: 'whatsapp',
    account,
    can: { buttons: false, textLimit: TEXT_LIMIT },
    async start(receive: (inbound: Inbound) => Promise<void>) {
      if (signal.aborted) return;
      intake = new Intake({ channel: 'whatsapp', receive, stopping: signal, log });
      receiving = new Receiving({ intake, watermark, aliases: new Aliases(timings.alias), timings, stopping: signal, log });
      void watchMemory({
        limit: settings.memoryLimit ?? MEMORY_LIMIT,
        session,
        quietFor,
        busy: () => sender.busy(),
        timings,
        stopping: signal,
        log,
      });
      await line.start();
    },
    async send(address, message) {
      if (!session()) throw new SendError('unreachable');
      lastSent = performance.now();
      return await sender.send(address, message);
    },
    fetch: (reference) => fetchFile(session(), reference),
    find: (address, message, attempted, others) => find({ session, sender, acks }, address, message, attempted, others),
    health() {
      if (line.health.state === 'ready' && intake?.failing) {
        return {
          state: 'down',
          trouble: 'storage',
          advice: 'Messages from WhatsApp cannot be stored: check the database. None is lost; they are tried again and again.',
        };
      }
      return line.health;
    },
    async stop() {
      stopping.abort();
      await intake?.idle();
      await within(timings.drain, sender.idle()).catch(() => undefined);
      receiving?.unready();
      await line.stop();
      await watermark.settle();
    },
  };
}
