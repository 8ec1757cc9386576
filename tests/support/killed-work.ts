import type { Database, Transaction } from '@/db/client';

/** Numbers that look random and are the same in every run. */
export function drawing(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (share: number) => next() < share,
    /** Returns a whole number from `from` up to and including `to`. */
    between: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  };
}

export type Drawing = ReturnType<typeof drawing>;

export class Killed extends Error {}

const STATEMENTS = new Set<PropertyKey>(['execute', 'select', 'insert', 'update', 'delete']);

/**
 * Returns the database as a process sees it that is killed now and then: some of its transactions end at any of their
 * statements and are rolled back, and some commit without the process learning of it.
 */
export function killable(db: Database, draw: Drawing, share: number): Database & { killed: number } {
  const killed = { count: 0 };
  const die = () => {
    killed.count += 1;
    throw new Killed();
  };
  const dying = (tx: Transaction, after: number): Transaction => {
    let left = after;
    return new Proxy(tx, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (STATEMENTS.has(name) && left-- === 0) die();
          return value.apply(target, given);
        };
      },
    });
  };
  return new Proxy(db, {
    get(target, name) {
      if (name === 'killed') return killed.count;
      const value = Reflect.get(target, name);
      if (name !== 'transaction') return typeof value === 'function' ? value.bind(target) : value;
      return async (work: (tx: Transaction) => Promise<unknown>, options?: never) => {
        if (!draw.chance(share)) return target.transaction(work, options);
        // Most transactions have fewer statements; in these, the process dies after the last one.
        const after = draw.between(0, 9);
        const result = await target.transaction(async (tx) => {
          const done = await work(dying(tx, after));
          if (after % 2 === 0) die();
          return done;
        }, options);
        die();
        return result;
      };
    },
  }) as Database & { killed: number };
}
