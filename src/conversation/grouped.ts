/**
 * Groups work that waits anyway: while one call runs, what arrives is collected and goes together in the next. Nothing
 * is ever delayed to fill a group.
 */
export function grouped<Item, Result>(
  limit: number,
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly done: (result: Result) => void;
    readonly failed: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, limit);
      waiting = waiting.slice(limit);
      try {
        const results = await work(group.map((entry) => entry.item));
        group.forEach((entry, index) => {
          entry.done(results[index] as Result);
        });
      } catch (error) {
        for (const entry of group) entry.failed(error);
      }
    }
    running = false;
  };
  return (item) =>
    new Promise<Result>((done, failed) => {
      waiting.push({ item, done, failed });
      if (!running) void run();
    });
}
