/**
 * The complaint types as data: where a person finds each, how urgent it is by itself, and which safety steps help.
 * Words for them stand in `types.json` and `steps.json`; an editor changes those, a caseworker reviews this.
 */
import type { Urgency } from '../../src/engine/protocol.ts';

/** One kind of complaint. `steps` are in the order they are given; `B3/B4` depends on the age of the person pictured. */
export interface ComplaintType {
  readonly key: string;
  readonly family: string;
  readonly urgency: Urgency;
  readonly steps: readonly string[];
  /** Intimate pictures may be part of it: those of a minor make it an emergency. */
  readonly image?: true;
  /** Whether being under 18 changes the advice. */
  readonly asksMinor?: true;
  /** Whether the person's situation (see `situation.ts`) changes the steps. */
  readonly asksSituation?: true;
  /** Its lines are written for a danger of their own, and no general line takes their place. */
  readonly ownLines?: true;
  /** Whether a time limit set by the other side changes the advice. */
  readonly asksDeadline?: true;
}

/** All types, in the order they are offered. */
export const TYPES: readonly ComplaintType[] = [
  {
    key: 'ncii',
    family: 'images',
    urgency: 'high',
    steps: ['E1', 'E3', 'B3/B4', 'B6', 'B5', 'B7'],
    image: true,
    asksMinor: true,
    asksDeadline: true,
    asksSituation: true,
  },
  {
    key: 'ncedits',
    family: 'images',
    urgency: 'high',
    steps: ['E1', 'E3', 'B3/B4', 'B5', 'B6', 'B7'],
    image: true,
    asksMinor: true,
    asksDeadline: true,
    asksSituation: true,
  },
  {
    key: 'captured_on_camera_without_consent',
    family: 'images',
    urgency: 'high',
    steps: ['E1', 'E3', 'B3/B4', 'S5', 'B7'],
    image: true,
    asksMinor: true,
    asksDeadline: true,
    asksSituation: true,
  },
  { key: 'ncui', family: 'images', urgency: 'normal', steps: ['E1', 'D1', 'D2', 'B2', 'B7'] },
  {
    key: 'blackmailing',
    family: 'blackmail_threats',
    urgency: 'high',
    steps: ['B1', 'E1', 'B2', 'B3/B4', 'S5', 'B7'],
    image: true,
    asksMinor: true,
    asksDeadline: true,
    asksSituation: true,
  },
  {
    key: 'threat',
    family: 'blackmail_threats',
    urgency: 'high',
    steps: ['S1', 'E1', 'S5', 'B2', 'C2'],
    asksMinor: true,
    asksDeadline: true,
    asksSituation: true,
  },
  {
    key: 'threats_of_physical_violence',
    family: 'blackmail_threats',
    urgency: 'emergency',
    steps: ['S1', 'E1', 'S5', 'C2', 'D3'],
    asksSituation: true,
  },
  {
    key: 'threat_of_blasphemy_accusation',
    ownLines: true,
    family: 'blackmail_threats',
    urgency: 'emergency',
    steps: ['S1', 'E1', 'BL1', 'S5', 'C2', 'BL2'],
    asksDeadline: true,
    asksSituation: true,
  },
  {
    key: 'abusive_messages',
    family: 'harassing',
    urgency: 'normal',
    steps: ['E1', 'E2', 'B2', 'S5'],
    asksMinor: true,
    asksSituation: true,
  },
  {
    key: 'bullying',
    family: 'harassing',
    urgency: 'normal',
    steps: ['E1', 'E2', 'B2', 'S5', 'M1'],
    asksMinor: true,
    asksSituation: true,
  },
  {
    key: 'sexual_harassment',
    family: 'harassing',
    urgency: 'high',
    steps: ['E2', 'S5', 'W1', 'B2', 'V1'],
    asksMinor: true,
    asksSituation: true,
  },
  { key: 'unsolicited_contact', family: 'harassing', urgency: 'low', steps: ['E1', 'B2', 'S5'], asksMinor: true },
  { key: 'hate_speech', family: 'harassing', urgency: 'normal', steps: ['E1', 'C1', 'B2', 'C2', 'B7'], asksSituation: true },
  { key: 'defamation', family: 'harassing', urgency: 'normal', steps: ['E1', 'B2', 'P2', 'B7'], asksSituation: true },
  {
    key: 'online_stalking',
    family: 'harassing',
    urgency: 'high',
    steps: ['S2', 'S3', 'S4', 'E2', 'A3'],
    asksMinor: true,
    asksSituation: true,
  },
  { key: 'fake_profile', family: 'identity', urgency: 'normal', steps: ['E1', 'P1', 'P2', 'B7'], asksSituation: true },
  { key: 'impersonation', family: 'identity', urgency: 'normal', steps: ['E1', 'P1', 'P2', 'A4', 'B7'], asksSituation: true },
  { key: 'doxing', family: 'identity', urgency: 'high', steps: ['S1', 'E1', 'D1', 'D2', 'D3'], asksSituation: true },
  { key: 'hacking', family: 'accounts', urgency: 'high', steps: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'], asksSituation: true },
  { key: 'login_issues', family: 'accounts', urgency: 'low', steps: ['A1', 'A2', 'A4'] },
  { key: 'account_disabled', family: 'accounts', urgency: 'low', steps: ['A7', 'A1', 'E1'] },
  { key: 'stolen_device', family: 'accounts', urgency: 'high', steps: ['L1', 'L2', 'A2', 'F1'] },
  { key: 'phishing', family: 'accounts', urgency: 'normal', steps: ['H1', 'A2', 'A4', 'F1'] },
  { key: 'financial_fraud', family: 'money', urgency: 'high', steps: ['F1', 'F2', 'E1', 'F3'] },
  { key: 'social_engineering', family: 'money', urgency: 'high', steps: ['F1', 'A6', 'A2', 'F2', 'A5'] },
  {
    key: 'gbv',
    family: 'violence',
    urgency: 'emergency',
    steps: ['S1', 'S2', 'S3', 'V1', 'V2', 'E2'],
    asksMinor: true,
    asksSituation: true,
  },
  {
    key: 'physical_violence',
    family: 'violence',
    urgency: 'emergency',
    steps: ['S1', 'V1', 'V2', 'S2', 'E2'],
    asksSituation: true,
  },
  { key: 'stalking', family: 'violence', urgency: 'high', steps: ['S1', 'S2', 'S3', 'S4', 'E2', 'D3'], asksSituation: true },
  { key: 'information_request', family: 'questions', urgency: 'low', steps: ['S1', 'E1', 'A4'] },
  { key: 'fia_related', family: 'questions', urgency: 'normal', steps: ['N1', 'S5', 'V2'], asksSituation: true, ownLines: true },
  { key: 'copyright_issue', family: 'questions', urgency: 'low', steps: ['X1', 'E1', 'A7'] },
  { key: 'censorship', family: 'questions', urgency: 'normal', steps: ['Z1', 'E1', 'C2', 'BL2'] },
  { key: 'other', family: 'questions', urgency: 'normal', steps: ['S1', 'E1', 'S5'] },
];

/** The first level of the list, each the name of some types. */
export const FAMILIES: readonly string[] = [...new Set(TYPES.map((type) => type.family))];

const BY_KEY: ReadonlyMap<string, ComplaintType> = new Map(TYPES.map((type) => [type.key, type]));

/** The type of that key, or undefined: what a classifier or an old save names may be unknown here. */
export function typeOf(key: string): ComplaintType | undefined {
  return BY_KEY.get(key);
}

/** The keys of one family, in the order they are offered. */
export function typesIn(family: string): readonly string[] {
  return TYPES.filter((type) => type.family === family).map((type) => type.key);
}
