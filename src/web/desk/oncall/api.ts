import type { CodeView, OncallView, TestOutcome } from '../../../http/desk/api.ts';
import { call } from '../api.ts';

/** Talks to the server about where associates are called. */
export const oncallApi = {
  places: () => call<OncallView>('GET', 'desk/oncall'),
  keep: (subscription: PushSubscription) => call<object>('POST', 'desk/oncall/browser', subscription.toJSON()),
  drop: (endpoint: string) => call<object>('DELETE', 'desk/oncall/browser', { endpoint }),
  tryOut: (endpoint: string) => call<{ outcome: TestOutcome }>('POST', 'desk/oncall/browser/test', { endpoint }),
  code: () => call<CodeView>('POST', 'desk/oncall/groups'),
  unlink: (groupId: string) => call<object>('DELETE', `desk/oncall/groups/${groupId}`),
};
