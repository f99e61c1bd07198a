/** Asks the Cloud API how our number stands, which needs a good token and the right id. */
import { z } from 'zod';
import type { LineState, Trouble } from '../channel.ts';
import { meaningOf } from './failures.ts';
import { type Graph, GraphError } from './graph.ts';

/** What keeps the number from working, and what to do. */
export interface Standing {
  readonly state: LineState;
  readonly trouble: Trouble;
  readonly advice: string;
}

const UNREACHABLE: Standing = {
  state: 'down',
  trouble: 'unreachable',
  advice: 'The WhatsApp Cloud API cannot be reached: check the network and WHATSAPP_CLOUD_API_ROOT. Trying again.',
};
const WRONG_TOKEN: Standing = {
  state: 'down',
  trouble: 'wrong_token',
  advice:
    'The WhatsApp Cloud API refuses the token: set WHATSAPP_CLOUD_TOKEN to one of a system user that does not expire, then restart.',
};
const WRONG_NUMBER: Standing = {
  state: 'down',
  trouble: 'bad_settings',
  advice:
    'The WhatsApp Cloud API does not know this number: set WHATSAPP_CLOUD_NUMBER_ID to the phone number ID (not the number), and give the token access to it.',
};
const UNREGISTERED: Standing = {
  state: 'down',
  trouble: 'bad_settings',
  advice: 'The number is not registered for the WhatsApp Cloud API: register it in WhatsApp Manager. Trying again.',
};
const BANNED: Standing = {
  state: 'banned',
  trouble: 'banned',
  advice: 'Meta has closed the number or the account: see Account quality in WhatsApp Manager, and ask for a review there.',
};
const REFUSED: Standing = {
  state: 'down',
  trouble: 'refused',
  advice:
    'The WhatsApp Cloud API refuses to work: look into WhatsApp Manager for payment, limits and restrictions. Trying again.',
};

const answer = z.object({ id: z.string(), status: z.string().catch('') });

/** Undefined when the number works. Does not reject. */
export async function standingOf(graph: Graph, numberId: string, signal?: AbortSignal): Promise<Standing | undefined> {
  try {
    const read = answer.safeParse(await graph.get(numberId, { fields: 'id,status' }, signal));
    if (!read.success) return UNREACHABLE;
    if (read.data.status === 'BANNED') return BANNED;
    return read.data.status === 'DISCONNECTED' ? UNREGISTERED : undefined;
  } catch (error) {
    return error instanceof GraphError ? refusedAs(error) : UNREACHABLE;
  }
}

function refusedAs(error: GraphError): Standing {
  const { code, status } = error;
  if (code === 368 || code === 131031) return BANNED;
  if (code === 133010) return UNREGISTERED;
  if (code === 100 || code === 33) return WRONG_NUMBER;
  if (code === 0 || code === 190 || (code === undefined && status === 401)) return WRONG_TOKEN;
  const reason = meaningOf(error);
  return reason === 'unreachable' || reason === 'throttled' ? UNREACHABLE : REFUSED;
}
