/** WhatsApp Web, while the program, its browser and its database are killed and the network breaks: nothing lost, nothing twice. */
import { planOf } from '../support/faults/run.ts';
import { whatsappLine } from '../support/faults/whatsappLine.ts';
import { faultRun } from './suite.ts';

faultRun(whatsappLine, planOf(40, 2, { often: 0.05, seldom: 0.0025 }));
