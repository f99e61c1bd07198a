/** The stand-in for WhatsApp as a test uses it, beyond what all stand-ins have. */
import type { Deed, StandIn } from '../standin.ts';
import type { Fields } from './deeds.ts';
import type { Filed, SocketState } from './wire.ts';

/** Everything that `until` waits for is looked at after each thing that happens here. */
export interface WhatsAppStandIn extends StandIn {
  readonly port: number;
  readonly url: string;
  /** What Chromium must be started with, so that it finds this server and nothing else: apart by blanks before `--`. */
  readonly chromiumArgs: string;

  // The device.
  /** The QR that is shown now. */
  qr(): string | undefined;
  /** WhatsApp shows another QR, as it does every 20 seconds. */
  refreshQr(): void;
  /** A phone scans the QR as soon as one is shown. Resolves when the page is linked; `qr` must be the one that is shown. */
  scan(qr?: string): Promise<void>;
  linked(): boolean;
  /** Whether a page hears of what the persons do. */
  online(): boolean;
  /** How many pages are connected. */
  pages(): number;
  /** The phone ends the link. Resolves when the page shows a QR again. */
  logout(): Promise<void>;

  // The page.
  /** How often the library has gone into a page so far: it listens to everything but messages then. */
  entered(): number;
  /** The page loads once more, with so many frames in it, and the library goes in as often. Resolves when it is connected again. */
  reload(frames?: number): Promise<void>;
  /** A frame inside the page navigates. */
  navigateFrame(): void;
  /** The page stops until what this resolves to is called, or for so many milliseconds. Resolves when it has stopped. */
  hang(milliseconds?: number): Promise<() => void>;
  /** Process ids of the browsers that use this server. Linux only, as the next two. */
  browsers(): readonly number[];
  /** Ends the process of the page. Resolves when the page is gone. */
  crash(): Promise<void>;
  /** Ends the browser with SIGKILL. Resolves when the page is gone. */
  killBrowser(): Promise<void>;
  /** From now on a page stays empty when it loads: the library gives up on it, and leaves its browser. */
  blank(empty?: boolean): void;
  /** From now on a page is synchronised before anybody listens: the library never says that it is ready. */
  syncEarly(early?: boolean): void;
  /** From now on a new link is kept only where Chromium writes late: a browser that is killed soon has lost it. */
  saveLate(late?: boolean): void;
  /** From now on a page has the keys of messages that WhatsApp Web had before 2.3000.1042401057. */
  formerKeys(former?: boolean): void;
  /** From now on a page lists neither its chats nor the messages of a chat, only all messages that it has at hand. */
  bare(bare?: boolean): void;
  /** Where a page that loads from now on shows what we send. The library finds it only in its own chat. */
  file(where: Filed): void;
  /** The state of the page's connection. Nothing passes until it is `CONNECTED` again. */
  connection(state: SocketState): void;

  // The persons.
  /** As in every stand-in; `more` sets further fields of the message, such as `size`, `isForwarded`, `isViewOnce`. */
  receive(person: string, deed: Deed, more?: Fields): Promise<string>;
  /** The chat in which this person writes now. */
  address(person: string): string;
  /**
   * From now on this person writes from a hidden id, or from the number again: another chat, and no way in by the old one.
   * Unless not `told`, the page knows that both are the same person.
   */
  lid(person: string, hidden?: boolean, told?: boolean): void;
  /** A message that cannot be read yet. Gives its id for {@link decrypt}. */
  encrypted(person: string): Promise<string>;
  decrypt(id: string, text: string): void;
  inGroup(group: string, person: string, text: string): string;
  inChannel(channel: string, text: string): string;
  status(person: string, text: string): string;
  react(person: string, of: string, emoji: string): void;
  /** Somebody on our side writes to this person on the phone. */
  fromPhone(person: string, text: string): string;
  /** So many messages from this person that were read long ago. */
  history(person: string, count: number): void;
  /** This person reads everything we wrote. */
  reads(person: string): void;
  /** What we wrote to this person, with all its signs. */
  raw(person: string): readonly string[];
  /** The files that we sent to this person. */
  files(person: string): readonly Buffer[];
  /** Whether this person was shown that we read. */
  wasMarkedSeen(person: string): boolean;
  /** How many messages WhatsApp counts as unread in this person's chat. */
  unread(person: string): number;
  /** Whether the phone was asked to send a message that could not be read once more. */
  askedAgain(id: string): boolean;
  /** Whether our side took the file of this message. */
  fetched(id: string): boolean;
  /** From now on the file of this message is no longer there, or asking for it is answered with another status. */
  lose(id: string, status?: number): void;
}
