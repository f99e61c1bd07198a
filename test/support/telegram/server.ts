/**
 * A Bot API server of our own on the loopback, with the behaviour that decides whether messages are lost: offsets confirm
 * updates, a second poller ends the first, a webhook is posted to again until it succeeds, and answers can get lost.
 */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Attachment } from '../../../src/engine/protocol.ts';
import { type Answer, failure, success } from './answer.ts';
import { Chats, type SeenMessage, seconds } from './chats.ts';
import { type FaultRule, Faults } from './faults.ts';
import { hookRequest, person, pollRequest, readBody, reply } from './http.ts';
import { FILE_BYTES, mediaOf, sendFile } from './media.ts';
import { type NewUpdate, Updates } from './updates.ts';

/** The server as a test uses it. A chat is named by its number; every `until` waits for a state, never for a time. */
export interface TelegramServer {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** A person writes. Gives the message's number; `more` adds fields to the message. */
  say(chat: number, text: string, more?: object): number;
  /** A person presses a button that carries `data`. Gives the press's id. */
  press(chat: number, data: string): string;
  /** A person sends something that is not text. Gives its file id. */
  attach(chat: number, kind: Attachment, caption?: string): string;
  /** A person sends a voice message with this sound. Gives its file id; `more` is what Telegram says of it otherwise. */
  speak(chat: number, sound: Buffer, more?: { file_id?: string; file_size?: number }): string;
  /** From now on a file is no longer there, or not under its id. */
  lose(file: string): void;
  /** A person changes a message. */
  edit(chat: number, message: number, text: string): void;
  /** Any update at all; `chat` decides with which others it keeps its order. */
  update(chat: number, update: NewUpdate): void;
  /** What the bot wrote and did not delete. */
  sent(chat: number): readonly SeenMessage[];
  /** The ids of the presses that the bot answered. */
  answered(): readonly string[];
  /** The highest offset that a poller named. */
  confirmed(): number;
  /** How many updates are not confirmed. */
  waiting(): number;
  /** Whether somebody waits in `getUpdates` just now. */
  polled(): boolean;
  /** How often a method was called, faults included. */
  calls(method: string): number;
  block(chat: number): void;
  unblock(chat: number): void;
  /** From now on the token is refused, or accepted again. */
  revoke(revoked?: boolean): void;
  fault(rule: FaultRule): void;
  /** Forgets every fault that has not happened yet. */
  mend(): void;
  /** Resolves when `condition` holds, which is looked at after everything that happens here. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Starts the server on 127.0.0.1. `port` 0, the default, takes a free one. */
export async function startTelegramServer(options: { port?: number; token?: string } = {}): Promise<TelegramServer> {
  const token = options.token ?? '1:TEST';
  const happened = new EventEmitter().setMaxListeners(0);
  const changed = () => void happened.emit('change');
  const updates = new Updates(changed);
  const chats = new Chats();
  const faults = new Faults();
  const calls = new Map<string, number>();
  const files = new Map<string, Buffer>();
  const pressed = new Set<string>();
  const answered: string[] = [];
  let revoked = false;

  const message = (chat: number, more: object) => {
    const from = person(chat);
    return { message_id: chats.number(chat), date: seconds(Date.now()), chat: { ...from, type: 'private' }, from, ...more };
  };

  async function work(method: string, body: unknown, gone: AbortSignal): Promise<Answer> {
    switch (method) {
      case 'getMe':
        return success({ id: Number.parseInt(token, 10), is_bot: true, first_name: 'Bot', username: 'test_bot' });
      case 'getUpdates':
        return updates.poll(pollRequest.parse(body), gone);
      case 'setWebhook':
      case 'deleteWebhook':
        updates.setWebhook(hookRequest.parse(method === 'setWebhook' ? body : {}));
        return success(true);
      case 'sendMessage':
      case 'editMessageText':
      case 'deleteMessage':
        return chats.call(method, body);
      case 'answerCallbackQuery': {
        const { callback_query_id: id } = z.object({ callback_query_id: z.string() }).parse(body);
        if (!pressed.delete(id))
          return failure(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
        answered.push(id);
        return success(true);
      }
      case 'getFile': {
        const { file_id: id } = z.object({ file_id: z.string() }).parse(body);
        if (!files.has(id)) return failure(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
        // A path with what has a meaning in addresses.
        return success({ file_id: id, file_path: `voice/${id} #1.oga` });
      }
      default:
        return failure(404, 'Not Found: method not found');
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, download, given, path = ''] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    const method = download ? 'download' : path;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const body = await readBody(request, url);
    calls.set(method, (calls.get(method) ?? 0) + 1);
    changed();
    const rule = faults.take(method);
    if (rule && 'delay' in rule) await new Promise((resolve) => setTimeout(resolve, rule.delay));
    if (download) {
      const [, file = ''] = /^voice\/(.+) #1\.oga$/.exec(decodeURIComponent(path)) ?? [];
      return sendFile(response, given === token ? files.get(file) : undefined, rule);
    }
    if (rule && 'drop' in rule && rule.drop === 'before') return void request.socket.destroy();
    const answer =
      given !== token || revoked
        ? failure(401, 'Unauthorized')
        : rule && 'status' in rule
          ? failure(rule.status, rule.description ?? 'Ordered by the test', rule.retryAfter)
          : await work(method, body, gone.signal);
    if (rule && 'drop' in rule) request.socket.destroy();
    else reply(response, answer);
  }

  const server = createServer((request, response) => {
    handle(request, response)
      .catch((error: unknown) =>
        reply(response, failure(400, `Bad Request: ${error instanceof Error ? error.name : 'unreadable'}`)),
      )
      .finally(changed);
  });
  // Node would close an unused connection after 5 s, under a client that is about to use it again.
  server.keepAliveTimeout = 600_000;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    token,
    say(chat, text, more = {}) {
      const made = message(chat, { text, ...more });
      updates.add(chat, { message: made });
      return made.message_id;
    },
    press(chat, data) {
      const id = `press-${chats.number(chat)}`;
      pressed.add(id);
      const under = message(chat, { text: 'a question' });
      updates.add(chat, { callback_query: { id, from: person(chat), chat_instance: '1', data, message: under } });
      return id;
    },
    attach(chat, kind, caption) {
      const file = `file-${chats.number(chat)}`;
      files.set(file, FILE_BYTES);
      updates.add(chat, { message: message(chat, { ...mediaOf(kind, file), ...(caption !== undefined && { caption }) }) });
      return file;
    },
    speak(chat, sound, more = {}) {
      const file = more.file_id ?? `file-${chats.number(chat)}`;
      files.set(file, sound);
      const told = { file_id: file, file_unique_id: file, file_size: sound.length, mime_type: 'audio/ogg', duration: 7, ...more };
      updates.add(chat, { message: message(chat, { voice: told }) });
      return file;
    },
    lose: (file) => void files.delete(file),
    edit(chat, id, text) {
      const made = message(chat, { message_id: id, text, edit_date: seconds(Date.now()) });
      updates.add(chat, { edited_message: made });
    },
    update: (chat, update) => updates.add(chat, update),
    sent: (chat) => [...chats.seen(chat)],
    answered: () => [...answered],
    confirmed: () => updates.offset,
    waiting: () => updates.waiting,
    polled: () => updates.polled,
    calls: (method) => calls.get(method) ?? 0,
    block: (chat) => chats.block(chat),
    unblock: (chat) => chats.unblock(chat),
    revoke: (now = true) => {
      revoked = now;
    },
    fault: (rule) => faults.add(rule),
    mend: () => faults.clear(),
    async until(condition) {
      while (!condition()) await once(happened, 'change');
    },
    async close() {
      updates.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
