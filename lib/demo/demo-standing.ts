import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { insertStanding } from '@/db/queries/provider-standings';
import { providers, users } from '@/db/schema';
import type { Clock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { PROVIDERS } from './demo-providers';

/** Lets one provider of the demo owe the agency its reports, so that its portal and the directory say so. */
export async function addDemoStanding(tx: Transaction, clock: Clock): Promise<void> {
  const today = clock.today();
  const [provider] = await tx
    .select({ id: providers.id })
    .from(providers)
    .where(eq(providers.name, PROVIDERS.college.name));
  const [staff] = await tx.select({ id: users.id }).from(users).where(eq(users.username, 'rstaff'));
  await insertStanding(tx, {
    providerId: provider!.id,
    standing: 'reports_overdue',
    standingBefore: 'good',
    fromDay: addDays(today, -12),
    reviewOn: addDays(today, 30),
    reason: 'The annual report for last year has not arrived. Send it by the day of the review.',
    by: staff!.id,
    at: new Date(clock.now().getTime() - 12 * 86_400_000),
  });
}
