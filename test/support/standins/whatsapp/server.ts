/**
 * A stand-in for WhatsApp Web on the loopback, for the real library in a real Chromium: the page that the library asks,
 * and the phones of the persons behind it. What is known of the account lives here and outlives every page and process;
 * which device is linked lives in the profile of the browser.
 */
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Disturbance } from '../standin.ts';
import { Account } from './account.ts';
import { call } from './calls.ts';
import { bodyOf, listen } from './http.ts';
import { Media } from './media.ts';
import { Phones } from './phones.ts';
import { browsers, renderers } from './processes.ts';
import type { WhatsAppStandIn } from './whatsAppStandIn.ts';

export type { WhatsAppStandIn } from './whatsAppStandIn.ts';

/** What Chromium is told beside where WhatsApp Web is: the resolver's rule keeps everything it does on this machine. */
const ARGS = [
  '--ignore-certificate-errors',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts it. `port` 0, the default, takes a free one. */
export async function startWhatsAppServer(options: { port?: number } = {}): Promise<WhatsAppStandIn> {
  const happened = new EventEmitter().setMaxListeners(0);
  const changed = () => void happened.emit('change');
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await once(happened, 'change');
  };
  const account = new Account(changed);
  const media = new Media();
  const phones = new Phones(account, media);
  const strays = new Set<string>();
  let blank = false;
  const hanging = new Set<ServerResponse>();

  async function route(url: URL, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (url.pathname === '/events') {
      account.greet(url.searchParams.get('identity') ?? '', (identity) => account.documents.connect(response, identity));
      return true;
    }
    if (url.pathname === '/' && blank) {
      response.end();
      return true;
    }
    if (url.pathname === '/hang') {
      hanging.add(response);
      response.once('close', () => hanging.delete(response));
      changed();
      return true;
    }
    if (media.answers(url)) {
      await media.answer(url, request, response);
      return true;
    }
    if (!url.pathname.startsWith('/api/')) return false;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const body: unknown = JSON.parse((await bodyOf(request)).toString());
    const answer = await call(account, url.pathname.slice(5), body, url.searchParams.get('document') ?? '', gone.signal);
    if (answer === undefined) response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    changed();
    return true;
  }

  const { server, port } = await listen(options.port ?? 0, route, (host) => {
    strays.add(host);
    changed();
  });
  const rules = `--host-resolver-rules=MAP * 127.0.0.1:${port}`;
  const disturb = (order: Disturbance) => account.arrivals.disturb(order);
  const kill = async (pids: readonly number[]): Promise<void> => {
    const before = account.documents.all;
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await until(() => !account.documents.all.some((document) => before.includes(document)));
  };

  return {
    ...phones.standIn(),
    port,
    url: 'https://web.whatsapp.com/',
    chromiumArgs: [rules, ...ARGS].join(' '),
    qr: () => (account.documents.unlinked ? account.qr : undefined),
    linked: () => account.linked,
    online: () => account.online,
    pages: () => account.documents.count,
    entered: () => account.entered,
    refreshQr: () => account.renewQr(),
    async scan(qr) {
      let identity = '';
      // Linked as soon as it is seen, so that two phones do not scan the same QR.
      await until(() => {
        const shown = account.documents.unlinked;
        if (!shown) return false;
        if (qr !== undefined && qr !== account.qr) throw new Error('this QR is not valid any more');
        identity = account.link(shown);
        return true;
      });
      await until(() => account.documents.of(identity).length > 0);
    },
    async logout() {
      const shown = account.current().length > 0;
      account.unlink();
      if (shown) await until(() => account.documents.unlinked !== undefined);
    },
    async reload(frames = 0) {
      const before = account.documents.all;
      account.manner.frames = frames;
      for (const document of before) document.tell({ event: 'reload' });
      await until(() => account.documents.all.some((document) => !before.includes(document)));
      account.manner.frames = 0;
    },
    navigateFrame: () => account.tell({ event: 'frame' }, true),
    async hang(milliseconds) {
      const already = new Set(hanging);
      account.tell({ event: 'hang' }, true);
      const held = () => [...hanging].filter((response) => !already.has(response));
      await until(() => held().length > 0);
      const stopped = held();
      const release = () => stopped.forEach((response) => void response.end());
      if (milliseconds !== undefined) setTimeout(release, milliseconds);
      return release;
    },
    browsers: () => browsers(port),
    crash: () => kill(renderers(port)),
    killBrowser: () => kill(browsers(port)),
    blank(empty = true) {
      blank = empty;
    },
    syncEarly: (early = true) => {
      account.manner.syncedEarly = early;
    },
    saveLate: (late = true) => {
      account.manner.savesLate = late;
    },
    formerKeys: (former = true) => {
      account.manner.formerKeys = former;
    },
    bare: (bare = true) => {
      account.manner.bare = bare;
    },
    file: (where) => {
      account.manner.filed = where;
    },
    connection: (state) => account.setState(state),
    fault: (fault) => account.faults.add(fault),
    disturb,
    mend() {
      account.faults.clear();
      disturb({ twice: 0, shuffled: false });
    },
    until,
    strays: () => [...strays],
    async close() {
      account.arrivals.flush();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
