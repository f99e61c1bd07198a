/** One event of a stream, as a browser takes it apart. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: string;
}

/** The events of a response, one by one, until it ends. */
export async function* eventsOf(response: Response): AsyncGenerator<StreamEvent, undefined> {
  let rest = '';
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim();
      const data = field('data');
      if (data !== undefined) yield { event: field('event') ?? 'message', id: field('id'), data };
    }
  }
  return undefined;
}
