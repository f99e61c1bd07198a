import { startAmaan } from '../../src/wiring/amaan.ts';
import { WHATSAPP_ACCOUNT } from '../../src/wiring/makers.ts';
import { startCloudStandIn } from '../support/standins/cloud/server.ts';
import { type Platform, prepare } from './platform.ts';
import { scenarios } from './scenarios.ts';

await scenarios('WhatsApp Cloud API', async (): Promise<Platform> => {
  const standIn = await startCloudStandIn();
  const foundation = await prepare({
    WHATSAPP_CLOUD_TOKEN: standIn.token,
    WHATSAPP_CLOUD_NUMBER_ID: standIn.numberId,
    WHATSAPP_CLOUD_APP_SECRET: standIn.appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: standIn.verifyToken,
    WHATSAPP_CLOUD_API_ROOT: standIn.url,
  });
  const amaan = await startAmaan(foundation);
  standIn.hook(`${amaan.url}/hooks/whatsapp`);
  return {
    standIn,
    foundation,
    place: { name: 'whatsapp', account: WHATSAPP_ACCOUNT },
    address: (person) => standIn.address(person),
    deeds: [
      ...(['text', 'pick', 'voice', 'picture', 'video', 'file', 'sticker', 'location'] as const),
      ...(['contact', 'poll', 'call', 'unknown', 'edit', 'delete', 'block'] as const),
    ],
    buttons: true,
    takesBlindly: true,
    async aside(person) {
      const from = standIn.address(person).replace(/@.*/, '');
      const message = { from, timestamp: String(Math.floor(Date.now() / 1_000)) };
      const reaction = { message_id: standIn.sent(person).at(-1)?.id ?? '', emoji: '👍' };
      standIn.post(person, { messages: [{ ...message, id: 'wamid.reaction', type: 'reaction', reaction }] });
      standIn.post(person, {
        messages: [{ ...message, id: 'wamid.group', type: 'text', group_id: 'family', text: { body: 'hello all' } }],
      });
      standIn.post(person, { statuses: [{ id: 'wamid.foreign', status: 'read', ...message, recipient_id: from }] });
      return [];
    },
    async close() {
      await amaan.stop();
      await foundation.close();
      await standIn.close();
    },
  };
});
