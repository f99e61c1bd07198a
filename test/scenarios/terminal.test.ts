import { runChannel } from '../../src/wiring/channels.ts';
import { createInbox, createWorker } from '../../src/wiring/turns.ts';
import { openTerminalStandIn } from '../support/standins/terminal/standin.ts';
import { type Platform, prepare } from './platform.ts';
import { scenarios } from './scenarios.ts';

await scenarios('the terminal', async (): Promise<Platform> => {
  const foundation = await prepare();
  const standIn = openTerminalStandIn();
  const worker = createWorker(foundation);
  foundation.signals.on('inbox', (id) => worker.wake(id));
  const running = runChannel(foundation, () => standIn.terminal, createInbox(foundation, worker));
  await running.started;
  return {
    standIn,
    foundation,
    place: { name: 'terminal', account: 'local' },
    address: (person) => standIn.address(person),
    deeds: ['text', 'pick'],
    buttons: false,
    alone: true,
    async close() {
      await running.stop();
      await worker.stop();
      await foundation.close();
    },
  };
});
