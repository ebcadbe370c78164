// Which statements are worth being prepared. A prepared one stays on its connection for as long as that lives, and nothing lets it
// go before: so there are never more than so many, whatever is asked. Who finds no room is answered without.

/** Says whether a text is to be prepared; a text once taken stays taken. */
export type KeptTexts = (text: string, nowMs: number) => boolean;

/** At most `most` texts for each `lifeMs`, as long as a connection lives. */
export function openKeptTexts(most: number, lifeMs: number): KeptTexts {
  const kept = new Set<string>();
  let begunMs = Number.NEGATIVE_INFINITY;
  return (text, nowMs) => {
    if (nowMs - begunMs > lifeMs) {
      kept.clear();
      begunMs = nowMs;
    }
    if (kept.size < most) kept.add(text);
    return kept.has(text);
  };
}
