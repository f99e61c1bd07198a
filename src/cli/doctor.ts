import { parseArgs } from 'node:util';
import { missingMigrations } from '../../db/migrate.ts';
import { checkTelegram } from '../channels/telegram/check.ts';
import { findChromium } from '../channels/whatsapp/chromium.ts';
import { checkWhatsAppCloud } from '../channels/whatsappCloud/check.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { pagesBuilt } from '../http/pages.ts';
import { createLogger } from '../logger.ts';
import { openFoundation } from '../wiring/foundation.ts';
import { loadTriage } from '../wiring/triage.ts';
import { type Command, print } from './command.ts';

interface Finding {
  readonly part: string;
  readonly ok: boolean;
  /** What was found, or what to do. */
  readonly say: string;
}

/** Looks at everything that has to work and says what to do about what does not. */
export const doctor: Command = {
  summary: 'check settings, database, key, pages and channels',
  help: 'Usage: npm run amaan -- doctor [--json]\n\nChecks what has to work and says what to do. Exit code 1 when something does not.',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
    const findings = await examine();
    if (values.json) print(JSON.stringify({ ok: findings.every(({ ok }) => ok), findings }));
    else for (const { part, ok, say } of findings) print(`${ok ? 'ok ' : 'NO '} ${part.padEnd(10)} ${say}`);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};

async function examine(): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig({ LOG_LEVEL: 'silent', ...process.env });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((say) => ({ part: 'settings', ok: false, say }));
  }
  const settings = { part: 'settings', ok: true, say: `roles ${config.ROLES.join(', ')}; ${config.HOST}:${config.PORT}` };
  return [settings, ...(await stored(config)), words(config), pages(), await telegram(config), await whatsapp(config)];
}

async function stored(config: Config): Promise<Finding[]> {
  try {
    const foundation = await openFoundation(config, createLogger('silent'));
    const missing = await missingMigrations(foundation.database);
    await foundation.close();
    return [
      {
        part: 'database',
        ok: missing === 0,
        say: config.DATABASE_URL ? 'DATABASE_URL answers' : 'embedded PostgreSQL works under DATA_DIR',
      },
      { part: 'key', ok: true, say: 'the master key fits this database' },
    ];
  } catch (error) {
    return [{ part: 'database', ok: false, say: error instanceof Error ? error.message : 'does not work' }];
  }
}

function words(config: Config): Finding {
  loadTriage(config.DATA_DIR);
  return { part: 'words', ok: true, say: 'locales and phrases can be read' };
}

function pages(): Finding {
  const ok = pagesBuilt();
  return { part: 'pages', ok, say: ok ? 'chat and desk are built' : 'run: npm run build' };
}

async function telegram({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot }: Config): Promise<Finding> {
  if (!token) return { part: 'telegram', ok: true, say: 'off; set TELEGRAM_BOT_TOKEN to switch it on' };
  const problem = await checkTelegram(token, apiRoot);
  return { part: 'telegram', ok: problem === null, say: problem ?? 'the token is good' };
}

async function whatsapp(config: Config): Promise<Finding> {
  const { WHATSAPP_CLOUD_TOKEN: token, WHATSAPP_CLOUD_NUMBER_ID: numberId = '', WHATSAPP_CLOUD_API_ROOT: apiRoot } = config;
  if (token) {
    const problem = await checkWhatsAppCloud({ token, numberId, ...(apiRoot ? { apiRoot } : {}) });
    return { part: 'whatsapp', ok: problem === null, say: problem ?? 'the official API accepts token and number' };
  }
  if (config.WHATSAPP === 'off') return { part: 'whatsapp', ok: true, say: 'off; set WHATSAPP=on to switch it on' };
  try {
    await findChromium(config.CHROMIUM_PATH);
    return { part: 'whatsapp', ok: true, say: 'a browser is there; link the number at /desk/channels' };
  } catch {
    return { part: 'whatsapp', ok: false, say: 'no browser can be used; install chromium, or set CHROMIUM_PATH' };
  }
}
