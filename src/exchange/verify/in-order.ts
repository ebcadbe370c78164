// Work on many numbered pieces at once, with the answers in their order. No more than `atOnce` are ever in memory.

/** The answers of `work(0)` to `work(count - 1)`, in order. The first that fails ends it. */
export async function* inOrder<Answer>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const waiting: Promise<Answer>[] = [];
  let next = 0;
  while (next < count || waiting.length > 0) {
    while (next < count && waiting.length < atOnce) {
      const answer = work(next++);
      answer.catch(() => {}); // it is looked at when its turn comes
      waiting.push(answer);
    }
    const first = waiting.shift();
    if (first !== undefined) yield await first;
  }
}
