import { Agent } from 'node:http';
import type postgres from 'postgres';
import { addPeople } from './accounts/bench-people';
import { measureSignIns } from './accounts/sign-ins';
import { measureStrangers, type Notes } from './accounts/strangers';
import type { Line } from './report';

type Place = { origin: string; sql: postgres.Sql; say(line: string): void };

/** Measures the cost of a sign-in besides its hash, and whether a stranger can tell which usernames exist. */
export async function measureAccounts(
  { origin, sql, say }: Place,
  { rounds, names }: { rounds: number; names: number },
): Promise<{ lines: Line[]; notes: Notes[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // The bench has its own database, so its rate limit counts can be cleared.
  const place = { origin, agent, say, forgetTries: () => sql`delete from rate_limits` };
  try {
    const people = await addPeople(sql, 2 * names);
    // Runs first, so that the server is warm for the sign-ins: code that still compiles is not part of their cost.
    const notes = await measureStrangers(place, people, names);
    return { lines: [await measureSignIns(place, people, rounds)], notes };
  } finally {
    agent.destroy();
  }
}
