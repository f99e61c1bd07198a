/** Something took longer than it may. */
export class TimeUp extends Error {
  constructor() {
    super('no answer in time');
  }
}

/** What `work` gives, if it does so within so many milliseconds. Rejects with {@link TimeUp} otherwise; `work` itself goes on unheard. */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TimeUp()), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
