/** What conversations do in a stretch of time when each person answers as soon as the bot has. */

/** One turn of a conversation, of all that are held at once; resolves when it is committed. */
export type TakeTurn = (conversation: number) => Promise<void>;

export interface Load {
  /** Milliseconds that passed. */
  readonly took: number;
  /** How long each turn took from message to commit, in milliseconds. */
  readonly latencies: readonly number[];
}

/** Longer than any turn takes: a turn that never ends is a bug, and must not hang the bench. */
const STUCK = 30_000;

/** Holds so many conversations at once for so many milliseconds. Rejects when a turn never ends. */
export async function load(conversations: number, milliseconds: number, takeTurn: TakeTurn): Promise<Load> {
  const latencies: number[] = [];
  const began = performance.now();
  const end = began + milliseconds;
  const hold = async (conversation: number): Promise<void> => {
    for (let now = performance.now(); now < end; ) {
      await takeTurn(conversation);
      const then = performance.now();
      latencies.push(then - now);
      now = then;
    }
  };
  await within(milliseconds + STUCK, Promise.all(Array.from({ length: conversations }, (_, index) => hold(index))));
  return { took: performance.now() - began, latencies };
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('a turn did not end')), milliseconds);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
