import { asc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { conferenceLinks, events, shareLinks } from '@/db/schema';
import { makeConferenceToken } from '@/lib/conference-links/token';
import { makeLinkToken } from '@/lib/share-links/token';

const CODE_WORDS = ['aspen 2041', 'otter 7350', 'meadow 1186', 'larch 4071', 'heron 9023', 'granite 5514'];

/** Gives the sessions of a conference links with code words, and the conference its link. */
export async function addDemoConferenceLink(
  tx: Transaction,
  conferenceId: number,
  { by, at }: { by: number; at: Date },
): Promise<void> {
  const sessions = await tx
    .select({ id: events.id })
    .from(events)
    .where(eq(events.conferenceId, conferenceId))
    .orderBy(asc(events.id));
  for (const [index, { id }] of sessions.entries()) {
    await tx.insert(shareLinks).values({
      eventId: id,
      label: 'Conference',
      access: 'code_word',
      codeWord: CODE_WORDS[index % CODE_WORDS.length],
      ...makeLinkToken(id),
      createdBy: by,
      createdAt: at,
    });
  }
  await tx
    .insert(conferenceLinks)
    .values({ conferenceId, ...makeConferenceToken(conferenceId), createdBy: by, createdAt: at });
}
