/** Waits for the end: a signal from outside (exit code 0) or a reason from inside. A second signal ends at once. */
export function untilSignal(): { ended: Promise<number>; end(code: number): void } {
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      end(0);
    });
  }
  return { ended, end };
}
