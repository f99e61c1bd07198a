/** A stand-in with a folder for one profile, and the clients that a test opens on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Device, makeDevice, type Patience, readyDevice } from './device.ts';
import { startWhatsAppServer, type WhatsAppStandIn } from './server.ts';

/** What one test works on. */
export interface Bench {
  readonly server: WhatsAppStandIn;
  /** A client that is ready; it is linked first if the profile is not. */
  ready(patience?: Patience): Promise<Device>;
  /** A client that is not started yet. */
  made(patience?: Patience): Promise<Device>;
  /** Ends everything. Throws when a browser is left, or when one asked for another host. */
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const server = await startWhatsAppServer();
  // The library by itself knows no others.
  server.formerKeys();
  const folder = mkdtempSync(join(tmpdir(), 'amaan-whatsapp-'));
  const devices: Device[] = [];
  const kept = (device: Device): Device => {
    devices.push(device);
    return device;
  };
  return {
    server,
    ready: async (patience) => kept(await readyDevice(server, folder, patience)),
    made: async (patience) => kept(await makeDevice(server, folder, patience)),
    async close() {
      for (const device of devices) await device.close();
      const [left, strays] = [server.browsers(), server.strays()];
      await server.close();
      rmSync(folder, { recursive: true, force: true });
      if (left.length > 0) throw new Error('a browser was left');
      if (strays.length > 0) throw new Error(`other hosts were asked: ${strays.join(' ')}`);
    },
  };
}
