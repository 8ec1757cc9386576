/** The outcome of the work, or a rejection after `limit` milliseconds; the work itself is not ended. */
export async function withinLimit<T>(work: Promise<T>, limit: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // When the limit came first, how the work ends is of no interest any more.
    work.catch(() => {});
  }
}
