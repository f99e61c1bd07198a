/** The program reaches nothing but this machine, and the watch that says so sees whatever would. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { recordingConnections, straysIn } from '../support/faults/connections.ts';

const folder = mkdtempSync(join(tmpdir(), 'amaan-strays-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each would leave the machine, by an address that is nobody's. */
test.for([
  ['a connection', '192.0.2.1', `import net from 'node:net'; net.connect(443, '192.0.2.1').on('error', () => {});`],
  [
    'a connection by its options',
    '192.0.2.2',
    `import net from 'node:net'; new net.Socket().connect({ host: '192.0.2.2', port: 443 });`,
  ],
  ['a safe connection', '192.0.2.3', `import tls from 'node:tls'; tls.connect({ host: '192.0.2.3', port: 443 });`],
  ['a request', 'nobody.invalid', `await fetch('https://nobody.invalid/').catch(() => {});`],
  ['the name of a host', 'asked.invalid', `import { lookup } from 'node:dns'; lookup('asked.invalid', () => {});`],
  ['the name of a host, promised', 'hoped.invalid', `import { lookup } from 'node:dns/promises'; await lookup('hoped.invalid');`],
  ['a datagram', '192.0.2.4', `import dgram from 'node:dgram'; dgram.createSocket('udp4').send('x', 53, '192.0.2.4');`],
] as const)('%s elsewhere is noted and refused', ([, host, code]) => {
  const env = { PATH: process.env.PATH, ...recordingConnections(folder) };
  spawnSync(process.execPath, ['--input-type=module', '--eval', code], { env, timeout: 30_000 });
  expect(straysIn(folder).at(-1)).toBe(host);
});

test('a connection to this machine is neither', () => {
  const before = straysIn(folder).length;
  const code = `import net from 'node:net'; import { lookup } from 'node:dns/promises';
    await lookup('localhost'); const server = net.createServer().listen(0, '127.0.0.1', () => {
    net.connect(server.address().port, '127.0.0.1', () => process.exit(7)); });`;
  const env = { PATH: process.env.PATH, ...recordingConnections(folder) };
  expect(spawnSync(process.execPath, ['--input-type=module', '--eval', code], { env, timeout: 30_000 }).status).toBe(7);
  expect(straysIn(folder)).toHaveLength(before);
});
