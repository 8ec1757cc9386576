/** Asks again and again until there is an answer, for up to `patience` milliseconds. */
export async function soon<T>(
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  patience = 20_000,
): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`It did not happen in time: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
