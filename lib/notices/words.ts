/** Returns "1 day" or "12 days". */
export function inDays(days: number): string {
  return counted(days, 'day');
}

/** Returns "1 claim" or "12 claims". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
