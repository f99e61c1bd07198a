import type { Channel, SendFailure } from '../../src/channels/channel.ts';
import type { Attachment } from '../../src/engine/protocol.ts';

/** A message as a person sees it: the words, and what they may pick. */
export interface Seen {
  readonly text: string;
  readonly options: readonly string[];
}

/**
 * A channel with the platform around it, so that a test can act as the persons on it. What is optional is left out where
 * a platform cannot do it, and the behaviour that needs it is then not asked for.
 */
export interface Harness {
  /** A channel that was not started yet. */
  readonly channel: Channel;
  /** Names of persons who can write; at least one. A second one shows that chats are kept apart. */
  readonly people: readonly [string, ...string[]];
  /** A person writes. Resolves when the platform has it, which is before the channel does. */
  say(person: string, text: string): Promise<void>;
  /** A person picks, by its label, an option of the last message that was seen. */
  pick(person: string, label: string): Promise<void>;
  /** What a person sees from us, in order, as soon as it is at least so many messages. */
  seen(person: string, atLeast: number): Promise<readonly Seen[]>;
  /** A person sends something that is not text. */
  attach?(person: string, kind: Attachment, caption?: string): Promise<void>;
  /** A person says something aloud; for platforms that keep voice messages. */
  speak?(person: string, sound: Buffer): Promise<void>;
  /** Whether the platform keeps files that can be fetched. */
  readonly files?: boolean;
  /** A person changes the words of their last message. */
  change?(person: string, text: string): Promise<void>;
  /** A person takes their last message back. */
  revoke?(person: string): Promise<void>;
  /** The kinds that `attach` can send. */
  readonly attachments?: readonly Attachment[];
  /** Whether a caption goes with an attachment. */
  readonly captions?: boolean;
  /** For each reason that can be brought about: makes the next send to this person fail so. */
  readonly failures?: Partial<Record<SendFailure, (person: string) => Promise<void> | void>>;
  /** Another channel on the same account, as after a restart. The one before it must be stopped. */
  restart?(): Promise<Channel>;
  /** Ends the platform. The channel is stopped already. */
  close(): Promise<void>;
}
