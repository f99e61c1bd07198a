import { createWhatsAppCloud, type WhatsAppCloud } from '../../../src/channels/whatsappCloud/whatsappCloud.ts';
import type { Attachment } from '../../../src/engine/protocol.ts';
import { createLogger } from '../../../src/logger.ts';
import type { Harness } from '../../contract/harness.ts';
import type { CloudStandIn } from '../standins/cloud/cloudStandIn.ts';
import { startCloudStandIn } from '../standins/cloud/server.ts';
import type { SendFault } from '../standins/standin.ts';

/** The log that tests give to a channel: it says nothing. */
export const silent = createLogger('silent');

/** A channel on the stand-in, which posts to it from now on. */
export function cloudOn(standIn: CloudStandIn, log = silent): WhatsAppCloud {
  const { token, numberId, appSecret, verifyToken, url: apiRoot } = standIn;
  const channel = createWhatsAppCloud({ token, numberId, appSecret, verifyToken, apiRoot, log });
  standIn.hook(channel.webhook);
  return channel;
}

/** The kinds that the Cloud API can tell of. */
const KINDS = ['voice', 'picture', 'video', 'file', 'sticker', 'location', 'contact', 'poll', 'call', 'unknown'] as const;

/** The real channel on a Graph API of our own, which posts to it without a server of ours in between. */
export async function cloudHarness(): Promise<Harness> {
  const standIn = await startCloudStandIn();
  const refuse = (reason: Extract<SendFault, { kind: 'refused' }>['reason']) => () => standIn.fault({ kind: 'refused', reason });
  const last = new Map<string, string>();
  const lastOf = (person: string) => last.get(person) ?? '';
  return {
    channel: cloudOn(standIn),
    people: ['amna', 'bano'],
    async say(person, text) {
      last.set(person, await standIn.receive(person, { kind: 'text', text }));
    },
    async change(person, text) {
      await standIn.receive(person, { kind: 'edit', of: lastOf(person), text });
    },
    async revoke(person) {
      await standIn.receive(person, { kind: 'delete', of: lastOf(person) });
    },
    async pick(person, label) {
      await standIn.receive(person, { kind: 'pick', label });
    },
    async seen(person, atLeast) {
      await standIn.until(() => standIn.sent(person).length >= atLeast);
      return standIn.sent(person).map(({ text, options }) => ({ text, options }));
    },
    async attach(person, kind: Attachment) {
      await standIn.receive(person, { kind });
    },
    async speak(person, sound) {
      await standIn.receive(person, { kind: 'voice', bytes: sound });
    },
    files: true,
    attachments: KINDS,
    failures: {
      unreachable: refuse('unreachable'),
      throttled: refuse('throttled'),
      blocked: refuse('blocked'),
      rejected: refuse('rejected'),
      misconfigured: refuse('misconfigured'),
    },
    restart: async () => cloudOn(standIn),
    close: () => standIn.close(),
  };
}
