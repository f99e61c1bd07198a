/**
 * A Bot API server of our own on the loopback, with the behaviour that decides whether messages are lost: offsets confirm
 * updates, a second poller ends the first, a webhook is posted to again until it succeeds, and answers can get lost.
 */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Attachment } from '../../../../src/engine/protocol.ts';
import type { Disturbance } from '../standin.ts';
import { failure } from './answer.ts';
import { type SeenMessage, seconds } from './chats.ts';
import type { SeenCommand } from './commands.ts';
import { type FaultRule, Faults } from './faults.ts';
import { isLoopback, person, readBody, reply } from './http.ts';
import { mediaOf } from './media.ts';
import { Methods } from './methods.ts';
import { type NewUpdate, Updates } from './updates.ts';

/** The content of a file that a person sent when a test does not care. */
const FILE_BYTES = Buffer.from('what was sent');

/** The server as a test uses it. A chat is named by its number; every `until` waits for a state, never for a time. */
export interface TelegramServer {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** A person writes. Gives the message's number; `more` adds fields to the message. */
  say(chat: number, text: string, more?: object): number;
  /** A person sends a message with these parts. Gives its number. */
  post(chat: number, parts: object): number;
  /** Takes in a file that a person is about to send. Gives its id. */
  keep(bytes: Buffer): string;
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
  /** A person changes a message, which has these parts from now on. */
  change(chat: number, message: number, parts: object): void;
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
  /** A person blocks the bot, which is told so. */
  block(chat: number): void;
  unblock(chat: number): void;
  /** A group becomes a supergroup, under another number. */
  move(chat: number, to: number): void;
  /** The commands that somebody is offered whose Telegram speaks this language. */
  offered(language: string, where?: 'private' | 'group'): readonly SeenCommand[];
  /** From now on the token is refused, or accepted again. */
  revoke(revoked?: boolean): void;
  fault(rule: FaultRule): void;
  disturb(disturbance: Disturbance): void;
  /** How many connections carry a call or a download just now. */
  busy(): number;
  /** Ends the connections that nobody uses just now, as servers do after a while. Gives how many, when the others know. */
  hangUp(): Promise<number>;
  /** Forgets every fault that has not happened yet, and disturbs nothing any more. */
  mend(): void;
  /** Resolves when `condition` holds, which is looked at after everything that happens here. */
  until(condition: () => boolean): Promise<void>;
  /** Hosts that were asked for and are not this machine. */
  strays(): readonly string[];
  close(): Promise<void>;
}

/** Where it listens (`port` 0, the default, takes a free one), and how long a webhook may take, in milliseconds. */
export interface ServerOptions {
  readonly port?: number;
  readonly token?: string;
  readonly patience?: number;
}

/** Starts the server on 127.0.0.1. */
export async function startTelegramServer(options: ServerOptions = {}): Promise<TelegramServer> {
  const token = options.token ?? '1:TEST';
  const happened = new EventEmitter().setMaxListeners(0);
  const changed = () => void happened.emit('change');
  const updates = new Updates(changed, options.patience);
  const methods = new Methods(token, updates);
  const { chats, files } = methods;
  const faults = new Faults();
  const calls = new Map<string, number>();
  const sockets = new Set<Socket>();
  const busy = new Set<Socket>();
  let revoked = false;
  let lastEdit = 0;

  const message = (chat: number, more: object) => {
    const from = person(chat);
    return { message_id: chats.number(chat), date: seconds(Date.now()), chat: { ...from, type: 'private' }, from, ...more };
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const host = new URL(`http://${request.headers.host ?? 'localhost'}`).hostname;
    if (!isLoopback(host)) methods.strays.push(host);
    const [, download, given, path = ''] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    const method = download ? 'download' : path;
    const gone = new AbortController();
    busy.add(request.socket);
    response.once('close', () => {
      busy.delete(request.socket);
      gone.abort();
      changed();
    });
    const body = await readBody(request, url);
    calls.set(method, (calls.get(method) ?? 0) + 1);
    changed();
    const rule = faults.take(method);
    if (rule && 'delay' in rule) await new Promise((resolve) => setTimeout(resolve, rule.delay));
    if (download) return files.download(given === token ? path : '', response, rule);
    if (rule && 'drop' in rule && rule.drop === 'before') return void request.socket.destroy();
    const answer =
      given !== token || revoked
        ? failure(401, 'Unauthorized')
        : rule && 'status' in rule
          ? failure(rule.status, rule.description ?? 'Ordered by the test', rule.retryAfter)
          : await methods.call(method, body, gone.signal);
    if (rule && 'drop' in rule) request.socket.destroy();
    else reply(response, answer);
  }

  function member(chat: number, before: string, after: string): void {
    const [from, date] = [person(chat), seconds(Date.now())];
    const [old_chat_member, new_chat_member] = [before, after].map((status) => ({ status, user: { ...from, is_bot: true } }));
    updates.add(chat, { my_chat_member: { chat: { ...from, type: 'private' }, from, date, old_chat_member, new_chat_member } });
  }

  function post(chat: number, parts: object): number {
    const made = message(chat, parts);
    updates.add(chat, { message: made });
    return made.message_id;
  }

  function change(chat: number, id: number, parts: object): void {
    // Two changes within one second are told apart here, because a test makes them faster than any person.
    lastEdit = Math.max(lastEdit + 1, seconds(Date.now()));
    updates.add(chat, { edited_message: message(chat, { message_id: id, ...parts, edit_date: lastEdit }) });
  }

  function keep(bytes: Buffer): string {
    const id = `file-${chats.number(0)}`;
    files.keep(id, bytes);
    return id;
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
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    token,
    say: (chat, text, more = {}) => post(chat, { text, ...more }),
    post,
    keep,
    press(chat, data) {
      const id = `press-${chats.number(chat)}`;
      methods.pressed.add(id);
      const under = message(chat, { text: 'a question' });
      updates.add(chat, { callback_query: { id, from: person(chat), chat_instance: '1', data, message: under } });
      return id;
    },
    attach(chat, kind, caption) {
      const id = keep(FILE_BYTES);
      post(chat, { ...mediaOf(kind, { id, size: FILE_BYTES.length }), ...(caption !== undefined && { caption }) });
      return id;
    },
    speak(chat, sound, more = {}) {
      const id = keep(sound);
      files.keep(more.file_id ?? id, sound);
      const told = { file_id: id, file_unique_id: id, file_size: sound.length, mime_type: 'audio/ogg', duration: 7, ...more };
      post(chat, { voice: told });
      return told.file_id;
    },
    lose: (file) => files.lose(file),
    edit: (chat, id, text) => change(chat, id, { text }),
    change,
    update: (chat, update) => updates.add(chat, update),
    sent: (chat) => [...chats.seen(chat)],
    answered: () => [...methods.answered],
    confirmed: () => updates.offset,
    waiting: () => updates.waiting,
    polled: () => updates.polled,
    calls: (method) => calls.get(method) ?? 0,
    block(chat) {
      chats.block(chat);
      member(chat, 'member', 'kicked');
    },
    unblock(chat) {
      chats.unblock(chat);
      member(chat, 'kicked', 'member');
    },
    move: (chat, to) => chats.move(chat, to),
    offered: (language, where) => methods.commands.offered(language, where),
    revoke: (now = true) => {
      revoked = now;
    },
    fault: (rule) => faults.add(rule),
    disturb: (disturbance) => updates.disturb(disturbance),
    busy: () => busy.size,
    async hangUp() {
      const idle = [...sockets].filter((socket) => !busy.has(socket));
      await Promise.all(idle.map((socket) => once(socket.end(), 'close')));
      return idle.length;
    },
    mend() {
      faults.clear();
      updates.disturb({ twice: 0, shuffled: false });
    },
    async until(condition) {
      while (!condition()) await once(happened, 'change');
    },
    strays: () => [...methods.strays],
    async close() {
      updates.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
