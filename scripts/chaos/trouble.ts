import type { Ledger } from './ledger';
import type { Product } from './product';

/** What every kind of trouble gets to work with. */
export type Trial = {
  product: Product;
  ledger: Ledger;
  say(line: string): void;
  /** Reports something that must not happen; the trial continues and fails at its end. */
  fail(what: string): void;
};

/** The limit for one kind: this many times, or until this moment (milliseconds of `performance.now()`). */
export type Limit = { times: number; until: number };

export type Trouble = {
  name: string;
  /** Makes trouble until the limit, and reports briefly what was observed. */
  make(trial: Trial, limit: Limit): Promise<string>;
};

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Returns a random whole number from 0, below `below`. */
export const drawn = (below: number) => Math.floor(Math.random() * below);

/** Returns whether the limit allows another one. */
export function isMore(done: number, { times, until }: Limit): boolean {
  return done < times && performance.now() < until;
}
