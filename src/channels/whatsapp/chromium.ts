/** The browser that WhatsApp Web runs in: which one, and with which arguments. */
import { access, constants } from 'node:fs/promises';
import sparticuz from '@sparticuz/chromium';

/** Where Debian and Google install it. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/chromium-browser'];

/** The path of a Chromium: the given one, else an installed one, else the one of the npm package, which is unpacked first. */
export async function findChromium(given?: string): Promise<string> {
  if (given !== undefined) return given;
  for (const path of INSTALLED) {
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return await sparticuz.executablePath();
}

const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--mute-audio',
];

/**
 * Arguments for the browser. `more` is one string from the settings, such as `--proxy-server=… --lang=ur`: a value may
 * hold blanks, an argument begins at ` --`. Chromium does not run as root within its own sandbox.
 */
export function chromiumArgs(more: string, sandbox: boolean): string[] {
  const given = more.trim() === '' ? [] : more.trim().split(/\s+(?=--)/);
  return [...ARGS, ...(sandbox ? [] : ['--no-sandbox']), ...given];
}

/** Whether Chromium may be asked to run within its sandbox at all. */
export function mayUseSandbox(): boolean {
  return process.getuid?.() !== 0;
}
