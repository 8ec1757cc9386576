import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { clusterPlaces } from '../../start/cluster';

/**
 * Writes the plan of each statement from now on into the log of an embedded server, which only its superuser can ask for.
 * New connections follow.
 */
export async function logPlans(dataDir: string, port: number): Promise<void> {
  const password = readFileSync(clusterPlaces(dataDir).password, 'utf8').trim();
  const sql = postgres(`postgres://postgres:${password}@127.0.0.1:${port}/pdups`, { max: 1 });
  try {
    await sql`alter database pdups set session_preload_libraries = 'auto_explain'`;
    await sql`alter database pdups set auto_explain.log_min_duration = 0`;
    await sql`alter database pdups set auto_explain.log_analyze = on`;
    await sql`alter database pdups set auto_explain.log_timing = off`;
    await sql`alter database pdups set auto_explain.log_parameter_max_length = 0`;
  } finally {
    await sql.end();
  }
}

/** Returns how long the server's log is now. */
export const logLength = (dataDir: string): number => statSync(clusterPlaces(dataDir).log).size;

/** Returns the plan of the longest statement that the log has after this position; null when there is none. */
export function longestPlanSince(dataDir: string, position: number): string | null {
  const text = readFileSync(path.resolve(clusterPlaces(dataDir).log))
    .subarray(position)
    .toString();
  const plans = text.split(/^(?=.*LOG:\s+duration: )/m).flatMap((entry) => {
    const [, ms, rest] = /LOG:\s+duration: ([\d.]+) ms\s+plan:\n([\s\S]*)/.exec(entry) ?? [];
    // A plan's lines are indented; the next line that isn't belongs to something else.
    return ms && rest ? [{ ms: Number(ms), plan: /^(?:\s.*\n?)*/.exec(rest)![0].trimEnd() }] : [];
  });
  const longest = plans.toSorted((a, b) => b.ms - a.ms)[0];
  return longest ? `${longest.ms.toFixed(1)} ms\n${longest.plan}` : null;
}
