/** The page of WhatsApp Web: hears from its server who it is and what happens, and shows that to the library. */
import type { Hello, Told } from '../wire.ts';
import { forgetIdentity, savedIdentity, saveIdentity } from './identity.ts';
import { calls, cmd, conn, modules, reactions, socket } from './modules.ts';
import { keyFromWire } from './msgKey.ts';
import { hang, iAm } from './server.ts';
import { asModel, messages, openChat, showAlias, showChat, showNew } from './store.ts';

/** A frame inside the page. Its coming is a navigation for whoever watches the page. */
function openFrame(): void {
  const frame = document.createElement('iframe');
  frame.src = '/frame';
  document.body.append(frame);
}

async function start(hello: Hello): Promise<void> {
  iAm(hello.document);
  for (let count = 0; count < hello.frames; count += 1) openFrame();
  const all = modules(hello);
  const require = (name: string): unknown => {
    if (all.has(name)) return all.get(name);
    throw new Error(`Requiring unknown module "${name}"`);
  };
  const linked = hello.state !== 'UNPAIRED';
  if (!linked) await forgetIdentity();
  for (const alias of hello.aliases) showAlias(alias);
  for (const chat of hello.chats) showChat(chat);
  socket.set({ state: hello.state, hasSynced: linked && hello.syncedEarly });
  Object.assign(window, { require, Debug: { VERSION: '2.3000.1043280533' } });
  if (linked) await synchronise(hello.frames);
}

/** How long a page waits for the library to come once more, in milliseconds: with frames it comes once for each. */
const COMING = 2_000;

/** Everything is there. The real page takes seconds until then: this one takes until the library listens, as often as it will. */
async function synchronise(frames = 0): Promise<void> {
  await socket.listened('change:hasSynced', 1);
  const over = new Promise((resolve) => setTimeout(resolve, COMING));
  await Promise.race([over, socket.listened('change:hasSynced', 1 + frames)]);
  while (socket.state !== 'CONNECTED') await new Promise((resolve) => socket.once('change:state', resolve));
  setTimeout(() => {
    cmd.trigger('offline_progress_update_from_bridge');
    socket.set({ hasSynced: true });
  }, 60);
}

async function heard(told: Told, hello: Hello): Promise<void> {
  switch (told.event) {
    case 'qr':
      return conn.set({ ref: told.ref });
    case 'alias':
      return showAlias(told.alias);
    case 'paired':
      await saveIdentity(told.identity, hello.savesLate);
      socket.set({ state: 'PAIRING' });
      return reconnect(told.identity);
    case 'message':
      if (told.again) return void messages.trigger('add', messages.get(keyFromWire(told.message.id)), messages);
      return showNew(asModel(told.message, { isNewMsg: true }), told.unreadCount);
    case 'change':
      return messages.get(told.id)?.set(told.fields);
    case 'remove': {
      const removed = messages.get(told.id);
      if (removed) openChat(removed.id.remote._serialized).loaded.remove(told.id);
      return messages.remove(told.id);
    }
    case 'reaction':
      return reactions.reactionTableMode.bulkUpsert([told.reaction]);
    case 'call':
      return void calls.ringing.set(String(told.call.id), told.call);
    case 'state':
      return socket.set({ state: told.state });
    case 'logout':
      await forgetIdentity();
      cmd.trigger('logout');
      return location.assign('/?post_logout=1&logout_reason=0');
    case 'reload':
      return location.reload();
    case 'frame':
      return openFrame();
    case 'hang':
      return hang();
  }
}

/** Listens to the server; the first word is who this page is. */
function connect(identity: string, started: (hello: Hello) => Promise<void>): EventSource {
  const events = new EventSource(`/events?identity=${encodeURIComponent(identity)}`);
  let hello: Hello | undefined;
  events.onmessage = ({ data }) => {
    const told: Hello | Told = JSON.parse(data);
    if (told.event !== 'hello') {
      if (hello) void heard(told, hello);
      return;
    }
    // A second greeting is of a connection that was cut: the page has everything already.
    if (hello) return iAm(told.document);
    hello = told;
    void started(told);
  };
  return events;
}

let events = connect((await savedIdentity()) ?? '', start);

/** The same page goes on as a linked one. */
function reconnect(identity: string): void {
  events.close();
  events = connect(identity, async (hello) => {
    iAm(hello.document);
    for (const alias of hello.aliases) showAlias(alias);
    for (const chat of hello.chats) showChat(chat);
    socket.set({ state: hello.state });
    await synchronise();
  });
}
