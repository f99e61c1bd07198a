/** What the page asks of WhatsApp. */
import { z } from 'zod';
import type { Account } from './account.ts';
import type { WireMessage } from './wire.ts';

const wireKey = z.object({ fromMe: z.boolean(), remote: z.string(), id: z.string(), participant: z.string().exactOptional() });
const wireMessage = z.looseObject({
  id: wireKey,
  type: z.string(),
  t: z.number(),
  from: z.string(),
  to: z.string(),
  ack: z.number(),
  body: z.string().exactOptional(),
}) satisfies z.ZodType<WireMessage>;
const keyed = z.object({ key: z.string() });
const named = z.object({ id: z.string() });

/** Does what a page asks, and gives the answer. `document` names the page, `gone` tells when it is no longer there. */
export async function call(account: Account, name: string, body: unknown, document: string, gone: AbortSignal): Promise<unknown> {
  switch (name) {
    case 'send':
      return account.announce(z.object({ message: wireMessage }).parse(body).message);
    case 'deliver':
      return await account.send(keyed.parse(body).key, gone);
    case 'revoke':
      return account.revoke(keyed.parse(body).key);
    case 'edit': {
      const { key, body: text } = z.object({ key: z.string(), body: z.string() }).parse(body);
      return account.change(key, { body: text });
    }
    case 'seen':
      return account.see(named.parse(body).id);
    case 'chat':
      return account.find(named.parse(body).id);
    case 'earlier': {
      const { id, before } = z.object({ id: z.string(), before: z.string().optional() }).parse(body);
      return account.chats.earlier(id, before);
    }
    case 'messages': {
      const { keys } = z.object({ keys: z.array(z.string()) }).parse(body);
      return keys.flatMap((key) => account.chats.message(key) ?? []);
    }
    case 'resend':
      for (const key of z.object({ keys: z.array(z.string()) }).parse(body).keys) account.resent.add(key);
      return;
    case 'entered':
      account.entered += 1;
      return;
    case 'takeover':
      return account.documents.takeOver(document);
    case 'refresh':
      return account.renewQr();
    case 'logout':
      return account.unlink();
    default:
      throw new Error('there is no such call');
  }
}
