import { z } from 'zod';
import { listSessionsWithLinks } from '@/db/queries/conference-links';
import { authorize } from '@/lib/access/authorize';
import { isSignedDigitally, unsigned } from '@/lib/certificates/unsigned';
import { linkOfSession } from '@/lib/claims/conference/rules';
import { getConference } from '@/lib/conferences/find-conference';
import { titleWithinConference } from '@/lib/events/rules';
import { AppError, isAppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { shareLinkSchema } from '@/lib/share-links/link-input';
import { makeShareLink } from '@/lib/share-links/make-link';
import { makeCodeWord } from './code-words';

const { access, afterEvaluation, reviewed } = shareLinkSchema.in.shape;

/** What each session's link asks for; code words are made. */
export const sessionLinksSchema = z.object({ access, afterEvaluation, reviewed, unsigned });

export type SessionLinksMade = { made: number; failed: { id: number; title: string; why: string }[] };

const NOT_SIGNED =
  'Not signed yet. Sign it first, or check the box to create links also for sessions that are not signed.';

/** What the provider sees as the label of these links. */
const LABEL = 'Conference';

/**
 * Makes a link for each session of a conference that has no open one, so that attendees can claim it. Each code word is
 * another one. Sessions that cannot have a link, such as unsigned ones unless that was chosen, are named, and the others
 * have theirs.
 * @throws AppError `not_found`, `forbidden`, or `invalid` when every session has one
 */
export async function makeSessionLinks(
  ctx: Context,
  { conferenceId, ...terms }: z.output<typeof sessionLinksSchema> & { conferenceId: number },
): Promise<SessionLinksMade> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'share_link.make', conference);
  const today = ctx.clock.today();
  const rows = await listSessionsWithLinks(ctx.db, conferenceId);
  const without = rows.filter(({ canceledAt, links }) => canceledAt === null && linkOfSession(links, today) === null);
  if (without.length === 0) throw new AppError('invalid', 'Every session has a link already.');
  const outcome: SessionLinksMade = { made: 0, failed: [] };
  for (const { id, links, ...session } of without) {
    const title = titleWithinConference({ title: session.title, conference: conference.name });
    if (!terms.unsigned && !(await isSignedDigitally(ctx.db, id))) {
      outcome.failed.push({ id, title, why: NOT_SIGNED });
      continue;
    }
    try {
      await makeShareLink(ctx, {
        ...terms,
        eventId: id,
        // A link of the provider's own, or one that is over, may have the label.
        label: links.some(({ label }) => label === LABEL) ? `${LABEL}, ${today}` : LABEL,
        codeWord: terms.access === 'code_word' ? makeCodeWord() : null,
        firstDay: null,
        lastDay: null,
        most: null,
      });
      outcome.made++;
    } catch (error) {
      if (!isAppError(error)) throw error;
      outcome.failed.push({ id, title, why: error.sentence });
    }
  }
  return outcome;
}
