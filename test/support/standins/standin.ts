/**
 * The words that every stand-in for a platform has in common, so that one scenario runs on all of them: what a person
 * does (`receive`), what she sees (`sent`), and what goes wrong on the way (`fault`).
 */
import type { SendFailure } from '../../../src/channels/channel.ts';

/** What a person does on her phone. `of` is what `receive` gave for an earlier message of hers. */
export type Deed =
  | { readonly kind: 'text'; readonly text: string }
  /** Picks by its label what the last message offers: presses it, or writes its number where there is nothing to press. */
  | { readonly kind: 'pick'; readonly label: string }
  | {
      readonly kind: 'voice' | 'picture' | 'video' | 'file' | 'sticker';
      readonly bytes?: Buffer;
      /** MIME type as the phone claims it. */
      readonly type?: string;
      readonly name?: string;
      readonly caption?: string;
    }
  | { readonly kind: 'location' | 'contact' | 'poll' | 'call' | 'unknown' }
  | { readonly kind: 'edit'; readonly of: string; readonly text: string }
  | { readonly kind: 'delete'; readonly of: string }
  | { readonly kind: 'block' }
  | { readonly kind: 'unblock' };

/** A message as the person sees it: the words with nothing of a numbered menu in them, and what may be picked. */
export interface Seen {
  readonly id: string;
  readonly text: string;
  readonly options: readonly string[];
}

/** What goes wrong with the next `times` (1 when left out) messages of ours. `milliseconds` of delay. */
export type SendFault = { readonly times?: number } & (
  | { readonly kind: 'message_lost' }
  | { readonly kind: 'answer_lost' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'refused'; readonly reason: SendFailure; readonly retryAfter?: number }
);

/** How what arrives is disturbed from now on: the share (0 to 1) of it that comes twice, and whether chats overtake each other. */
export interface Disturbance {
  readonly twice: number;
  readonly shuffled: boolean;
}

/** A platform on the loopback. A person is named by any word without blanks. Every `until` waits for a state, never for a time. */
export interface StandIn {
  /** Something that a person does. Resolves, with the platform's own id of it, when the platform has it. */
  receive(person: string, deed: Deed): Promise<string>;
  /** What we wrote to a person and did not take back, in order. */
  sent(person: string): readonly Seen[];
  fault(fault: SendFault): void;
  disturb(disturbance: Disturbance): void;
  /** Forgets every fault that has not happened yet, and disturbs nothing any more. */
  mend(): void;
  /** Resolves when `condition` holds, which is looked at after everything that happens here. */
  until(condition: () => boolean): Promise<void>;
  /** Hosts that were asked for and are not the platform's: nothing but an empty list is right. */
  strays(): readonly string[];
  close(): Promise<void>;
}
