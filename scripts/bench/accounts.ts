import { Agent } from 'node:http';
import type postgres from 'postgres';
import { addPeople } from './accounts/bench-people';
import { measureSignIns } from './accounts/sign-ins';
import { measureStrangers, type Told } from './accounts/strangers';
import type { Line } from './report';

type Place = { origin: string; sql: postgres.Sql; say(line: string): void };

/** What a sign-in costs beside its hash, and whether anything tells a stranger which usernames exist. */
export async function measureAccounts(
  { origin, sql, say }: Place,
  { rounds, names }: { rounds: number; names: number },
): Promise<{ lines: Line[]; told: Told[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // The database is the bench's own: what the limits have counted is nobody's.
  const place = { origin, agent, say, forgetTries: () => sql`delete from rate_limits` };
  try {
    const people = await addPeople(sql, 2 * names);
    // First, so that the server is warm for the sign-ins: what compiles itself is no cost of theirs.
    const told = await measureStrangers(place, people, names);
    return { lines: [await measureSignIns(place, people, rounds)], told };
  } finally {
    agent.destroy();
  }
}
