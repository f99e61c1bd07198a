/** Telegram, while the program and its database are killed and the connection breaks: nothing lost, nothing twice. */

import { planOf } from '../support/faults/run.ts';
import { telegramLine } from '../support/faults/telegramLine.ts';
import { faultRun, singleFaults } from './suite.ts';

faultRun(telegramLine, planOf(100, 3, { often: 0.05, seldom: 0.01 }));
singleFaults(telegramLine);
