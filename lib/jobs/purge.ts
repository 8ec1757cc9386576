import type { Queryable } from '@/db/client';
import { deleteOldConferenceUploads } from '@/db/queries/conference-uploads';
import { deleteUnusedDevices } from '@/db/queries/known-devices';
import { deleteCarriedOutRequests } from '@/db/queries/learning-systems';
import { deleteOldMails, purgeUnknownMails } from '@/db/queries/mails';
import { deleteOldExports } from '@/db/queries/provider-exports';
import { deleteExpiredAccountSteps } from '@/db/queries/purge';
import { deleteOldUploads } from '@/db/queries/roster-uploads';
import { deleteExpired } from '@/db/queries/sessions';
import { deleteEndedSecrets, deleteOldDeliveries } from '@/db/queries/webhooks';
import type { Clock } from '@/lib/platform/clock';
import { EXPORT_DAYS } from '@/lib/providers/limits';
import { DEVICE_DAYS } from '@/lib/users/devices/rules';
import { defineJob, scheduledPayload } from './define-job';

const DAY_MS = 86_400_000;

/**
 * How long a sent or rejected email stays on record: its text is already gone, but questions may come up whether it was
 * sent.
 */
const MAIL_DAYS = 90;

/** How long a learning system may repeat a request, as documented in docs/learning-systems.md. */
const REQUEST_DAYS = 30;

/** How long messages to webhooks can be sent again, as documented in docs/learning-systems.md. */
const WEBHOOK_DAYS = 30;

/** Deletes what is no longer needed. A day is longer than any session, window of tries or code lasts. */
export async function purge({ db, clock }: { db: Queryable; clock: Clock }): Promise<void> {
  const now = clock.now().getTime();
  const dayAgo = new Date(now - DAY_MS);
  await deleteExpired(db, dayAgo);
  await deleteExpiredAccountSteps(db, dayAgo);
  await deleteUnusedDevices(db, new Date(now - DEVICE_DAYS * DAY_MS));
  await deleteOldUploads(db, dayAgo);
  await deleteOldConferenceUploads(db, dayAgo);
  await deleteOldExports(db, new Date(now - EXPORT_DAYS * DAY_MS));
  await purgeUnknownMails(db, dayAgo);
  await deleteOldMails(db, new Date(now - MAIL_DAYS * DAY_MS));
  await deleteCarriedOutRequests(db, new Date(now - REQUEST_DAYS * DAY_MS));
  await deleteOldDeliveries(db, new Date(now - WEBHOOK_DAYS * DAY_MS));
  await deleteEndedSecrets(db, clock.now());
}

export const purgeJob = defineJob({
  name: 'purge',
  payload: scheduledPayload,
  queue: 'upkeep',
  maxAttempts: 3,
  maxSeconds: 300,
  run: purge,
});
