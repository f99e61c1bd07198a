import { channelContract } from '../contract/channel.ts';
import { whatsappHarness } from '../support/whatsapp/harness.ts';

channelContract('whatsapp', whatsappHarness);
