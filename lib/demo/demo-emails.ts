import type { Transaction } from '@/db/client';
import { mailBounces, mails } from '@/db/schema';
import type { Clock } from '@/lib/platform/clock';

const HOUR_MS = 3_600_000;

/** Earlier emails of the demo: to whom, of which kind, how many hours ago, and the status of one that came back. */
const EMAILS: [to: string, kind: string, hoursAgo: number, status?: string][] = [
  ['jdoe@bigsky.example', 'password_reset.code', 700],
  ['mlopez@treasurestate.example', 'provider.standing_changed', 410],
  ['apierre@college.example', 'password_reset.code', 260],
  ['apierre@college.example', 'user.role_changed', 200, '5.2.2'],
  ['dana.whitehorse@bigsky.example', 'user.access_given', 100, '5.1.1'],
  ['rstaff@agency.example', 'two_step.turned_on', 30],
];

/** Adds emails to the log, as if they had been sent: two of them came back. */
export async function addDemoEmails(tx: Transaction, clock: Clock): Promise<void> {
  for (const [toAddress, kind, hoursAgo, status] of EMAILS) {
    const at = new Date(clock.now().getTime() - hoursAgo * HOUR_MS);
    const [row] = await tx
      .insert(mails)
      .values({ kind, toAddress, subject: '', text: '', html: '', state: 'sent', createdAt: at, sentAt: at })
      .returning({ id: mails.id });
    if (status) await tx.insert(mailBounces).values({ mailId: row!.id, how: 'report', status, at });
  }
}
