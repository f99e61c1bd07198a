/** The channels that the settings ask for: each is made anew for each time that its account is owned. */
import { createHash } from 'node:crypto';
import type { Channel } from '../channels/channel.ts';
import { createTelegram, type Telegram } from '../channels/telegram/telegram.ts';
import { createWeb } from '../channels/web/web.ts';
import type { Foundation } from './foundation.ts';
import { lineMemory } from './lineMemory.ts';
import type { OncallSide } from './oncall.ts';
import { telegramCommands } from './telegramCommands.ts';

/** Where a platform posts to, and who answers. */
export interface Hook {
  readonly methods: readonly ('GET' | 'POST')[];
  readonly path: string;
  readonly answer: (request: Request) => Promise<Response>;
}

export interface Maker {
  readonly make: () => Channel;
  readonly hook?: Hook;
}

/** The one WhatsApp account of an installation, whichever way it is served: the conversations stay when the way changes. */
export const WHATSAPP_ACCOUNT = 'main';

/** What a channel is made with is read here only when it is asked for: a browser's driver is large. */
export async function makeChannels(
  foundation: Foundation,
  oncall: Pick<OncallSide, 'onGroupCommand'>,
): Promise<readonly Maker[]> {
  const { config, signals } = foundation;
  return [
    { make: () => createWeb({ signals }) },
    ...(config.TELEGRAM_BOT_TOKEN ? [telegram(foundation, oncall, config.TELEGRAM_BOT_TOKEN)] : []),
    ...(config.WHATSAPP === 'on' ? [await whatsapp(foundation)] : []),
    ...(config.WHATSAPP_CLOUD_TOKEN ? [await whatsappCloud(foundation)] : []),
  ];
}

function telegram(
  { config, log, texts }: Foundation,
  { onGroupCommand }: Pick<OncallSide, 'onGroupCommand'>,
  token: string,
): Maker {
  const { TELEGRAM_API_ROOT: apiRoot, TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL } = config;
  const path = `/telegram/${secret ? pathOf(secret) : ''}`;
  const webhook = PUBLIC_URL && secret ? { url: new URL(path, PUBLIC_URL).href, secret } : undefined;
  const more = { commands: telegramCommands(texts), ...(onGroupCommand ? { onGroupCommand } : {}) };
  let current: Telegram | undefined;
  const make = (): Telegram => {
    current = createTelegram({ token, log, ...more, ...(apiRoot ? { apiRoot } : {}), ...(webhook ? { webhook } : {}) });
    return current;
  };
  if (!webhook) return { make };
  return { make, hook: { methods: ['POST'], path, answer: async (request) => (await current?.webhook?.(request)) ?? away() } };
}

/** The part of the address that nobody can guess. Not the secret itself, because addresses get into logs. */
function pathOf(secret: string): string {
  return createHash('sha256').update(`telegram webhook path/${secret}`).digest('hex').slice(0, 32);
}

async function whatsapp(foundation: Foundation): Promise<Maker> {
  const { createWhatsApp } = await import('../channels/whatsapp/whatsapp.ts');
  const { config, log } = foundation;
  const memory = lineMemory(foundation, 'whatsapp', WHATSAPP_ACCOUNT);
  const { DATA_DIR: dataDir, CHROMIUM_PATH: chromiumPath, WHATSAPP_CHROMIUM_ARGS: chromiumArgs = '' } = config;
  const settings = { account: WHATSAPP_ACCOUNT, dataDir, chromiumArgs, memory, log, ...(chromiumPath ? { chromiumPath } : {}) };
  return { make: () => createWhatsApp(settings) };
}

async function whatsappCloud({ config, log }: Foundation): Promise<Maker> {
  const { createWhatsAppCloud } = await import('../channels/whatsappCloud/whatsappCloud.ts');
  const {
    WHATSAPP_CLOUD_TOKEN: token = '',
    WHATSAPP_CLOUD_NUMBER_ID: numberId = '',
    WHATSAPP_CLOUD_APP_SECRET: appSecret = '',
    WHATSAPP_CLOUD_VERIFY_TOKEN: verifyToken = '',
    WHATSAPP_CLOUD_API_ROOT: apiRoot,
  } = config;
  let current: ReturnType<typeof createWhatsAppCloud> | undefined;
  const make = (): Channel => {
    current = createWhatsAppCloud({ token, numberId, appSecret, verifyToken, log, ...(apiRoot ? { apiRoot } : {}) });
    return current;
  };
  return {
    make,
    hook: {
      methods: ['GET', 'POST'],
      path: '/hooks/whatsapp',
      answer: async (request) => (await current?.webhook(request)) ?? away(),
    },
  };
}

/** Whoever owns the account just now is another process, or nobody yet: the platform comes again. */
function away(): Response {
  return new Response(null, { status: 503 });
}
