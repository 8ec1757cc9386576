import { threadId } from 'node:worker_threads';
import { AppError } from '@/lib/platform/errors';

/** Functions that the tests of the reader pool run in its workers. */
export function echo(input: unknown): unknown {
  return input;
}

export function refuse(sentence: string): never {
  throw new AppError('invalid', sentence);
}

export function fail(): never {
  throw new RangeError('not foreseen');
}

export function runForEver(): never {
  for (;;);
}

export function fillMemory(): number {
  const kept: number[][] = [];
  for (;;) kept.push(Array<number>(100_000).fill(kept.length + 0.5));
}

export function environment(): string[] {
  return Object.keys(process.env);
}

export function crash(): Promise<never> {
  setTimeout(() => {
    throw new Error('outside of the reading');
  });
  return new Promise(() => {});
}

/** Returns the worker's id. */
export const thread = (_input: undefined) => threadId;
