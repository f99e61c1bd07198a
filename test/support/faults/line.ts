/** A channel as the fault suite treats it: a stand-in for its platform, and everything that can be done to it. */

import type { Program } from '../program.ts';
import type { Disturbance, SendFault, StandIn } from '../standins/standin.ts';

/** What dies, or breaks off for a moment. */
export type Blow = 'program' | 'database' | 'browser' | 'connection';

export interface FaultLine {
  readonly name: string;
  /** As conversations name it in the database. */
  readonly channel: 'telegram' | 'whatsapp';
  readonly standIn: StandIn;
  /** What the program is told beside where its data is. */
  readonly settings: Readonly<Record<string, string>>;
  /** Faults of sending that mend within seconds, and those after which it takes longer. */
  readonly often: readonly [SendFault, ...SendFault[]];
  readonly seldom: readonly [SendFault, ...SendFault[]];
  /** More persons do not write at the same time and wait for their answers. */
  readonly abreast: number;
  /** Lets messages come to a program that has just begun. Rejects when it ends before. */
  join(program: Program): Promise<void>;
  /** The same for a choice of programs: whichever owns the account must get everything. */
  joinAll?(programs: readonly Program[]): Promise<void>;
  /** The chat of a person, as the database has it. */
  address(person: string): string;
  /** How much the platform still has to hand over, as far as it knows. */
  waiting(): number;
  /** The connection to the platform breaks, and comes back by itself. */
  cut(): Promise<void>;
  /** Ends the browser, where the channel has one. */
  killBrowser?(): Promise<void>;
  /** Whether a platform without an answer keeps a message waiting for minutes, which a test has to shorten. */
  readonly patient?: boolean;
  /** Ends what is left, and the stand-in. */
  close(): Promise<void>;
}

/** How messages arrive in every run: almost every third twice, chats in another order. */
export const DISTURBANCE: Disturbance = { twice: 0.3, shuffled: true };
