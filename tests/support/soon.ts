/** Asks again and again until the answer is there, for what happens in its own time. */
export async function soon<T>(
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`It did not happen in time: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
