/** WhatsApp by the Cloud API, while the program and its database are killed and the connection breaks: nothing lost, nothing twice. */
import { cloudLine } from '../support/faults/cloudLine.ts';
import { planOf } from '../support/faults/run.ts';
import { faultRun, singleFaults } from './suite.ts';

faultRun(cloudLine, planOf(100, 3, { often: 0.05, seldom: 0.01 }));
singleFaults(cloudLine);
