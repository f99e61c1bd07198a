/** Two processes watch; one calls, and the other takes over. */
import { expect, test } from 'vitest';
import { openSignals } from '../../db/signals.ts';
import { claim } from '../../src/desk/claims.ts';
import { startOncall } from '../../src/oncall/oncall.ts';
import { createOncallStage } from '../support/oncall.ts';
import { seedWaiting } from '../support/seed.ts';

const GROUP = -1001;

test('of two processes one calls, at once when it is told to look; when it ends the other goes on', async () => {
  const { parts, admin, telegram, link, lines } = await createOncallStage();
  await link(GROUP);
  const elsewhere = await openSignals(parts.database.sql, () => {});
  const processes = [startOncall(parts), startOncall({ ...parts, signals: elsewhere })];
  const first = await seedWaiting(parts, { urgency: 'emergency' });
  parts.signals.notify('queue');
  await telegram.until(() => lines(GROUP).length === 1);
  await claim(parts, admin, first.handoffId);
  await telegram.until(() => lines(GROUP)[0]?.includes('looked after') ?? false);

  await processes[0]?.stop();
  await seedWaiting(parts, { urgency: 'high' });
  await telegram.until(() => lines(GROUP).length === 2);
  await processes[1]?.stop();
  await elsewhere.close();
  expect(lines(GROUP)).toHaveLength(2);
  expect(telegram.calls('sendMessage')).toBe(3);
  expect(telegram.calls('editMessageText')).toBe(1);
});
