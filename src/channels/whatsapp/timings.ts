/** How long things may take and how often we look, in milliseconds. Tests make some of them shorter. */
export interface Timings {
  /** From opening the page, or from the scan of the code, until messages can arrive. */
  readonly ready: number;
  /** How long WhatsApp Web may be without its server before it is opened anew. */
  readonly away: number;
  /** Between two looks at whether the page still answers, and how long its answer may take. */
  readonly probe: number;
  readonly answer: number;
  /** For one message of ours: until the page has it, and then until WhatsApp has it. */
  readonly send: number;
  /** For the browser to close by itself and keep what it has to keep. */
  readonly close: number;
  /** For what is on its way out when we stop. */
  readonly drain: number;
  /** Between two attempts: at first, at most, and after WhatsApp turned us away. */
  readonly firstWait: number;
  readonly longestWait: number;
  readonly refusedWait: number;
  /** How long new messages wait for older ones that are being caught up on. */
  readonly hold: number;
  /** Before catching up is tried again. */
  readonly catchUpAgain: number;
  /** How long a message may stay unreadable before the person is asked for it again. */
  readonly unreadable: number;
  /** For the question under which other id a person is known. */
  readonly alias: number;
  /** Between two messages to the same chat. */
  readonly gap: number;
  /** Between two looks at the memory, and how long nothing must have arrived before a restart for its sake. */
  readonly memory: number;
  readonly quiet: number;
}

export const TIMINGS: Timings = {
  ready: 90_000,
  away: 180_000,
  probe: 15_000,
  answer: 10_000,
  send: 20_000,
  close: 8_000,
  drain: 5_000,
  firstWait: 1_000,
  longestWait: 60_000,
  refusedWait: 600_000,
  hold: 10_000,
  catchUpAgain: 30_000,
  unreadable: 60_000,
  alias: 5_000,
  gap: 300,
  memory: 60_000,
  quiet: 10_000,
};
