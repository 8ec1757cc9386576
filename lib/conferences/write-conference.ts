import type { Transaction } from '@/db/client';
import { insertConference } from '@/db/queries/conferences';
import { lockProviderToAdd } from '@/db/queries/event-writing';
import { authorOf } from '@/lib/access/actor';
import { type Recorder, record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { ConferenceContent } from './conference';

/**
 * Writes a new conference of a provider and records it. The caller has already decided whether the actor may add it.
 * @returns its number, or null when a conference with this request key exists already
 * @throws AppError `forbidden` when the provider was closed meanwhile
 */
export async function writeNewConference(
  tx: Transaction,
  ctx: Recorder,
  { providerId, requestKey }: { providerId: number; requestKey: string },
  content: ConferenceContent,
): Promise<number | null> {
  // It may have been closed or merged after the person's rights were read.
  const provider = await lockProviderToAdd(tx, providerId);
  if (provider?.standing === 'closed')
    throw new AppError('forbidden', 'This provider is closed, so no conference can be added for it.');
  const saved = { by: authorOf(ctx.actor), at: ctx.clock.now() };
  const conferenceId = await insertConference(tx, { ...content, providerId, requestKey }, saved);
  if (conferenceId === null) return null;
  await record(tx, ctx, {
    action: 'conference.added',
    subject: `conference:${conferenceId}`,
    details: { after: content },
  });
  return conferenceId;
}
