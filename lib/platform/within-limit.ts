/** Returns the outcome of the work, or rejects after `limit` milliseconds; the work itself continues. */
export async function withinLimit<T>(work: Promise<T>, limit: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Once the limit has passed, the outcome of the work no longer matters.
    work.catch(() => {});
  }
}
