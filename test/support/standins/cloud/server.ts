/** The Graph API's server: what it does when it is called, and what it posts when something happens. */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Deed } from '../standin.ts';
import { type Answer, refusal } from './answer.ts';
import { Arrivals } from './arrivals.ts';
import type { Afterwards, CloudStandIn } from './cloudStandIn.ts';
import { type Call, Faults, type Rule, ruleOf } from './faults.ts';
import { Files } from './files.ts';
import { contactOf, partsOf, pickOf, senderOf } from './incoming.ts';
import { type Outgoing, readOutgoing } from './outgoing.ts';
import { type Phone, Phones, windowOpen } from './phones.ts';
import { headersOf, Posts } from './posts.ts';

const VERSION = 'v25.0';

/** Starts it on 127.0.0.1. `port` 0, the default, takes a free one. */
export async function startCloudStandIn(options: { port?: number; token?: string } = {}): Promise<CloudStandIn> {
  const { token = 'EAAtest', port: wanted = 0 } = options;
  const numberId = '106540352242922';
  const appSecret = 'an-app-secret-of-our-own';
  const happened = new EventEmitter().setMaxListeners(0);
  const changed = () => void happened.emit('change');
  const phones = new Phones();
  const posts = new Posts(appSecret, changed);
  const arrivals = new Arrivals((chat, body) => posts.add(chat, body));
  const faults = new Faults();
  const files = new Files();
  const calls = new Map<Call, number>();
  const strays = new Set<string>();
  const closing = new AbortController();
  let afterwards: { what: Afterwards; code: number } = { what: 'delivered', code: 131026 };
  let standing = 'CONNECTED';
  let revoked = false;
  let last = 0;
  let origin = '';

  const newId = (): string => {
    last += 1;
    return `wamid.${Buffer.from(`test ${last}`).toString('base64')}`;
  };
  const now = () => String(Math.floor(Date.now() / 1_000));
  const wrap = (value: object, field = 'messages') => {
    const metadata = { display_phone_number: '923009999999', phone_number_id: numberId };
    const whole = { messaging_product: 'whatsapp', metadata, ...value };
    return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [{ value: whole, field }] }] };
  };
  const post = (chat: string, value: object, field?: string) => {
    arrivals.add(chat, wrap(value, field));
    changed();
  };

  function receive(person: string, deed: Deed): string {
    const phone = phones.named(person);
    if (deed.kind === 'block' || deed.kind === 'unblock') {
      phone.blocks = deed.kind === 'block';
      return '';
    }
    phone.wrote = Date.now();
    const id = newId();
    const whole = { id, timestamp: now(), ...senderOf(phone) };
    const contacts = [contactOf(phone)];
    if (deed.kind === 'call') {
      post(person, { contacts, calls: [{ ...whole, event: 'connect', direction: 'USER_INITIATED' }] }, 'calls');
    } else {
      const parts = deed.kind === 'pick' ? pickOf(phone, deed.label) : partsOf(deed, files.keep(deed));
      post(person, { contacts, messages: [{ ...whole, ...parts }] });
    }
    return id;
  }

  function tell({ name, number }: Phone, id: string, mark: string | undefined, status: string, code?: number): void {
    const errors = code === undefined ? {} : { errors: [{ code, title: 'Not delivered' }] };
    const data = mark === undefined ? {} : { biz_opaque_callback_data: mark };
    post(`status ${name}`, { statuses: [{ id, status, timestamp: now(), recipient_id: number, ...data, ...errors }] });
  }

  function send(outgoing: Outgoing | undefined): Answer {
    if (!outgoing) return refusal(400, 100);
    const phone = phones.by(outgoing.whom);
    if (!phone) return refusal(400, 131026);
    if (!windowOpen(phone)) return refusal(400, 131047);
    const id = newId();
    // That somebody has blocked us is not told at once.
    const failed = phone.blocks || afterwards.what === 'failed';
    if (!phone.blocks) phone.seen.push({ id, ...outgoing });
    if (failed) tell(phone, id, outgoing.mark, 'failed', phone.blocks ? 131026 : afterwards.code);
    else if (afterwards.what === 'delivered') {
      for (const status of ['sent', 'delivered']) tell(phone, id, outgoing.mark, status);
    }
    changed();
    return {
      status: 200,
      body: { messaging_product: 'whatsapp', contacts: [{ input: outgoing.whom, wa_id: phone.number }], messages: [{ id }] },
    };
  }

  function work(call: Call, path: string, body: unknown): Answer {
    if (call === 'messages')
      return path === `${numberId}/messages` ? send(readOutgoing(body)) : refusal(400, 100, { subcode: 33 });
    if (call === 'number') return { status: 200, body: { id: numberId, status: standing } };
    const found = files.find(path);
    return found ? { status: 200, body: found.answer(`${origin}/media/${path}`) } : refusal(400, 100, { subcode: 33 });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    if (request.headers.host !== new URL(origin).host) strays.add(request.headers.host ?? '');
    const [, first = '', ...rest] = url.pathname.split('/');
    const path = rest.join('/');
    const call: Call =
      first === 'media' ? 'download' : request.method === 'POST' ? 'messages' : path === numberId ? 'number' : 'media';
    calls.set(call, (calls.get(call) ?? 0) + 1);
    changed();
    const fault = faults.take(call);
    const body = await readBody(request);
    if (fault && 'delay' in fault) await setTimeout(fault.delay, undefined, { signal: closing.signal });
    if (fault && 'drop' in fault && fault.drop === 'before') return void request.socket.destroy();
    if (fault && 'status' in fault) return reply(response, refusedBy(fault));
    if (revoked || request.headers.authorization !== `Bearer ${token}`) return reply(response, refusal(401, 190));
    const drop = fault && 'drop' in fault;
    if (call === 'download') return files.download(response, path, drop === true);
    const answer = first === VERSION ? work(call, path, body) : refusal(400, 2500);
    if (drop) return void request.socket.destroy();
    reply(response, answer);
  }

  const server = createServer((request, response) => {
    // A connection that broke, or a wait that the end of the test cut short.
    serve(request, response).catch(() => response.destroy());
  }).listen(wanted, '127.0.0.1');
  server.keepAliveTimeout = 60_000;
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  origin = `http://127.0.0.1:${port}`;

  return {
    url: `${origin}/${VERSION}`,
    port,
    token,
    numberId,
    appSecret,
    verifyToken: 'a word that was agreed',
    receive: async (person, deed) => receive(person, deed),
    sent: (person) => phones.named(person).seen.map(({ id, text, options: offered }) => ({ id, text, options: offered })),
    outgoing: (person) => phones.named(person).seen,
    fault: (fault) => faults.add(ruleOf(fault)),
    rule: (rule) => faults.add(rule),
    disturb: (disturbance) => arrivals.disturb(disturbance),
    mend() {
      faults.clear();
      arrivals.disturb({ twice: 0, shuffled: false });
    },
    async until(condition) {
      while (!condition()) await once(happened, 'change');
    },
    strays: () => [...strays],
    hook: (hook) => posts.setHook(hook),
    address: (person) =>
      phones.named(person).hidden ? `${phones.named(person).user}@bsuid` : `${phones.named(person).number}@c.us`,
    post,
    request(body, signature) {
      const headers = new Headers(headersOf(body, appSecret));
      if (signature === null) headers.delete('x-hub-signature-256');
      else if (signature !== undefined) headers.set('x-hub-signature-256', signature);
      return new Request('https://helpline.example/hooks/whatsapp', { method: 'POST', headers, body });
    },
    waiting: () => posts.waiting,
    posted: () => posts.done,
    elapse(person, milliseconds) {
      phones.named(person).wrote -= milliseconds;
    },
    hide(person) {
      phones.named(person).hidden = true;
    },
    move(person) {
      const phone = phones.named(person);
      const { number, user } = phones.move(phone);
      const moved = { type: 'user_changed_number', wa_id: phone.number, user_id: phone.user, previous_user_id: user };
      const system = { body: `User changed from ${number} to ${phone.number}`, ...moved };
      post(person, { messages: [{ from: number, id: newId(), timestamp: now(), type: 'system', system }] });
    },
    afterwards(what, code = 131026) {
      afterwards = { what, code };
    },
    standing(status) {
      standing = status;
    },
    revoke(now = true) {
      revoked = now;
    },
    lose: (reference) => files.lose(reference),
    displace: (reference, url) => files.displace(reference, url),
    belittle: (reference, size) => files.belittle(reference, size),
    calls: (call) => calls.get(call) ?? 0,
    async close() {
      closing.abort();
      arrivals.flush();
      posts.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function refusedBy(rule: Extract<Rule, { readonly status: number }>): Answer {
  const { status, code, location } = rule;
  // Without a code it is not Meta who answers, but something in between.
  if (code === undefined)
    return { status, headers: { 'content-type': 'text/html', ...(location !== undefined && { location }) } };
  return refusal(status, code, rule);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
}

function reply(response: ServerResponse, { status, body, headers }: Answer): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
