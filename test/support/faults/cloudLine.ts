import { type Program, urlOf } from '../program.ts';
import { startCloudStandIn } from '../standins/cloud/server.ts';
import type { FaultLine } from './line.ts';

/** WhatsApp by Meta's Cloud API. */
export async function cloudLine(): Promise<FaultLine> {
  const standIn = await startCloudStandIn();
  const hookOf = async (program: Program): Promise<string> => `${await urlOf(program)}/hooks/whatsapp`;
  return {
    name: 'whatsapp cloud',
    channel: 'whatsapp',
    standIn,
    settings: {
      WHATSAPP_CLOUD_TOKEN: standIn.token,
      WHATSAPP_CLOUD_NUMBER_ID: standIn.numberId,
      WHATSAPP_CLOUD_APP_SECRET: standIn.appSecret,
      WHATSAPP_CLOUD_VERIFY_TOKEN: standIn.verifyToken,
      WHATSAPP_CLOUD_API_ROOT: standIn.url,
    },
    often: [
      { kind: 'answer_lost' },
      { kind: 'slow', milliseconds: 300 },
      { kind: 'refused', reason: 'unreachable' },
      { kind: 'refused', reason: 'throttled', retryAfter: 1 },
    ],
    seldom: [{ kind: 'message_lost' }],
    abreast: 50,
    patient: true,
    async join(program) {
      standIn.hook(await hookOf(program));
    },
    async joinAll(programs) {
      const hooks = await Promise.all(programs.map(hookOf));
      let next = 0;
      // As behind a balancer that knows nothing of who owns the account.
      standIn.hook(async (request) => {
        next = (next + 1) % hooks.length;
        return await fetch(hooks[next] ?? '', { method: 'POST', headers: request.headers, body: await request.arrayBuffer() });
      });
    },
    address: (person) => standIn.address(person),
    waiting: () => standIn.waiting(),
    async cut() {
      standIn.fault({ kind: 'refused', reason: 'unreachable', times: 10 });
    },
    close: () => standIn.close(),
  };
}
