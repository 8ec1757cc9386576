import { createInterface } from 'node:readline';
import { connect } from '@/db/client';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { clockAt } from '@/lib/platform/clock';
import { retryOnConflict } from '@/lib/platform/database';
import { isAppError } from '@/lib/platform/errors';

// A server on which people claim, to be killed by a test in the middle of it. Each line is a claim and the moment at which it
// arrives; the answer says what became of it.
const db = connect(process.env.CLAIM_DATABASE!, { max: 4 });
createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, at, claim } = JSON.parse(line);
  const visit = { db, clock: clockAt(() => new Date(at)), requestId: 'test', address: '192.0.2.1' };
  const outcome = await retryOnConflict(() => claimThroughLink(visit, claim)).then(
    ({ state }) => state,
    (error) => (isAppError(error) ? error.code : String(error)),
  );
  process.stdout.write(`${JSON.stringify({ id, outcome })}\n`);
});
