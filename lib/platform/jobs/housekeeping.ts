import type { Queryable } from '@/db/client';
import { deleteExpiredAccountSteps } from '@/db/queries/housekeeping';
import { deleteCarriedOutRequests } from '@/db/queries/learning-systems';
import { deleteOldMails, emptyUnclearMails } from '@/db/queries/mails';
import { deleteOldUploads } from '@/db/queries/roster-uploads';
import { deleteExpired } from '@/db/queries/sessions';
import type { Clock } from '../clock';

const DAY_MS = 86_400_000;

/** How long a sent or refused letter is remembered: what it said is gone already, that it went is kept for questions. */
const MAIL_DAYS = 90;

/** How long a learning system may repeat a request; as docs/learning-systems.md says. */
const REQUEST_DAYS = 30;

/** Deletes what nothing can ask for any more. A day is longer than any session, window of tries or code lasts. */
export async function keepHouse({ db, clock }: { db: Queryable; clock: Clock }): Promise<void> {
  const now = clock.now().getTime();
  const dayAgo = new Date(now - DAY_MS);
  await deleteExpired(db, dayAgo);
  await deleteExpiredAccountSteps(db, dayAgo);
  await deleteOldUploads(db, dayAgo);
  await emptyUnclearMails(db, dayAgo);
  await deleteOldMails(db, new Date(now - MAIL_DAYS * DAY_MS));
  await deleteCarriedOutRequests(db, new Date(now - REQUEST_DAYS * DAY_MS));
}
