import { expect, test } from 'vitest';
import { createTerminal } from '../../src/channels/terminal/terminal.ts';
import { channelContract, outbound } from '../contract/channel.ts';
import { terminalHarness } from '../support/terminal/harness.ts';

channelContract('terminal', terminalHarness);

test('a person reads the text with a numbered list beneath it', async () => {
  const printed: string[] = [];
  const terminal = createTerminal({ json: false, print: (line) => printed.push(line) });
  const options = [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ];
  await terminal.send('terminal', outbound('Are you safe?\nTake your time.', options));
  expect(printed).toEqual(['\nAre you safe?\nTake your time.\n  1. Yes\n  2. No']);
});
