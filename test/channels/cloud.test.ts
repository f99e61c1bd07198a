import { channelContract } from '../contract/channel.ts';
import { cloudHarness } from '../support/cloud/harness.ts';

channelContract('whatsapp cloud', cloudHarness);
