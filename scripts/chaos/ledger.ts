import type postgres from 'postgres';

export type Losses = { acknowledged: number; lost: string[]; doubled: string[] };

type Write = { key: string; kind: 'event' | 'count'; acknowledged: boolean };

/** Records what the writers were promised, to be compared with what is in the database. */
export class Ledger {
  private readonly writes = new Map<string, Write>();
  /** When a page last loaded correctly, and the longest time without one. */
  private answeredAt = performance.now();
  private longest = 0;
  private watching = true;
  readonly statuses = new Map<number | string, number>();

  /** @param key the title of an event, or its id and the count that was recorded for it */
  tried(kind: Write['kind'], key: string): void {
    if (!this.writes.has(key)) this.writes.set(key, { key, kind, acknowledged: false });
  }

  acknowledge(key: string): void {
    this.writes.get(key)!.acknowledged = true;
  }

  note(status: number | string): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }

  /** Notes that a page loaded correctly. */
  answered(): void {
    const now = performance.now();
    if (this.watching) this.longest = Math.max(this.longest, now - this.answeredAt);
    this.answeredAt = now;
  }

  /** Turns the watch on or off: while the product itself is ended on purpose, nobody expects an answer. */
  watch(on: boolean): void {
    this.watching = on;
    this.answeredAt = performance.now();
  }

  /** When somebody last got the answer they wanted, in milliseconds of `performance.now()`. */
  get lastAnswerAt(): number {
    return this.answeredAt;
  }

  /** In seconds. */
  get longestOutage(): number {
    return this.longest / 1000;
  }

  get size(): number {
    return [...this.writes.values()].filter(({ acknowledged }) => acknowledged).length;
  }

  /** Compares the promises with the database. */
  async compare(sql: postgres.Sql): Promise<Losses> {
    const events = await sql<{ title: string; n: number }[]>`
      select title, count(*)::int as n from events where title like 'Chaos %' group by title`;
    const counts = await sql<{ key: string; n: number }[]>`
      select e.title || ': ' || r.count as key, count(*)::int as n
      from certificate_reports r join events e on e.id = r.event_id where e.title like 'Chaos %' group by 1`;
    const found = new Map<string, number>([
      ...events.map(({ title, n }) => [title, n] as const),
      ...counts.map(({ key, n }) => [key, n] as const),
    ]);
    const promised = [...this.writes.values()].filter(({ acknowledged }) => acknowledged);
    return {
      acknowledged: promised.length,
      lost: promised.filter(({ key }) => !found.has(key)).map(({ key }) => key),
      doubled: [...found].filter(([, n]) => n > 1).map(([key]) => key),
    };
  }
}
