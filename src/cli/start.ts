import { isLateWrite } from '../../db/socket.ts';
import { readConfig } from '../config.ts';
import { pagesBuilt } from '../http/pages.ts';
import { createLogger } from '../logger.ts';
import { startAmaan } from '../wiring/amaan.ts';
import { openFoundation } from '../wiring/foundation.ts';
import type { Command } from './command.ts';
import { untilSignal } from './untilSignal.ts';

/** Runs the installation until it is told to stop. */
export const start: Command = {
  summary: 'run Amaan: channels, chat page and desk',
  help: 'Usage: npm start\n\nRuns until SIGINT or SIGTERM. Settings come from the environment; see the README or `npm run amaan -- doctor`.',
  async run() {
    const config = readConfig(process.env);
    const log = createLogger(config.LOG_LEVEL);
    // The database driver can reject a promise that nobody holds when a line breaks; that must not end the conversations.
    process.on('unhandledRejection', (error) => log.error({ error }, 'unexpected rejection'));
    process.on('uncaughtException', (error) => {
      if (isLateWrite(error)) return log.warn({ error }, 'query on a broken connection dropped');
      log.error({ error }, 'unexpected error');
      process.exit(1);
    });
    const ending = untilSignal();
    const foundation = await openFoundation(config, log);
    const amaan = await startAmaan(foundation);
    if (config.ROLES.includes('desk') && !pagesBuilt()) log.warn({}, 'pages are not built; run npm run build');
    log.info({ at: amaan.url }, 'amaan started');
    await ending;
    await amaan.stop();
    await foundation.close();
    log.info({}, 'amaan stopped');
    return 0;
  },
};
