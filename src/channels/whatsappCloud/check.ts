/** Asks the WhatsApp Cloud API whether the settings are good, without receiving anything. */
import { Graph, type GraphSettings } from './graph.ts';
import { standingOf } from './number.ts';

/** Null when they are, otherwise what to do, in one line. The secret of the webhook cannot be checked from here. */
export async function checkWhatsAppCloud(settings: GraphSettings & { readonly numberId: string }): Promise<string | null> {
  return (await standingOf(new Graph(settings), settings.numberId))?.advice ?? null;
}
