/** How calls travel to the Bot API and back, and what they may carry. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Answer } from './answer.ts';

/** What `getUpdates` takes. */
export const pollRequest = z.object({
  offset: z.coerce.number().optional(),
  limit: z.coerce.number().optional(),
  timeout: z.coerce.number().optional(),
  allowed_updates: z.array(z.string()).optional(),
});

/** What `setWebhook` takes. */
export const hookRequest = z.object({
  url: z.string().optional(),
  secret_token: z.string().optional(),
  allowed_updates: z.array(z.string()).optional(),
});

/** The parameters of a call: JSON in the body, or in the address as when one tries a method by hand. */
export async function readBody(request: IncomingMessage, url: URL): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  return body === '' ? Object.fromEntries(url.searchParams) : JSON.parse(body);
}

/** Answers a call as Telegram does, with the error's code as the status. */
export function reply(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(answer.ok ? 200 : answer.error_code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
}

/** The person in a private chat, who has the chat's number. */
export function person(chat: number) {
  return { id: chat, is_bot: false, first_name: 'Somebody' };
}

/** Whether a host, without its port, is this machine. */
export function isLoopback(host: string): boolean {
  return ['localhost', '[::1]'].includes(host) || /^127(\.\d+){3}$/.test(host);
}
