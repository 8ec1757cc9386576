import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { lockRoster } from '@/db/queries/roster';
import { findDraft, lockDraft, setDraftSaved } from '@/db/queries/session-drafts';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import type { Conference } from '@/lib/conferences/conference';
import { getConference } from '@/lib/conferences/find-conference';
import { joinConference } from '@/lib/conferences/join-conference';
import { MAX_SESSIONS } from '@/lib/conferences/limits';
import { checkCategories } from '@/lib/events/offered-categories';
import { writeEventChange } from '@/lib/events/write-event-change';
import { writeNewEvents } from '@/lib/events/write-new-event';
import { AppError } from '@/lib/platform/errors';
import { noteProgress } from '@/lib/platform/progress';
import type { Context } from '@/lib/platform/visit';
import type { saveSchema } from './choices';
import { whyNotTheseColumns } from './columns';
import { draftNotFound } from './keep-draft';
import { leftOutOf } from './left-out';
import type { PlannedRow } from './plan';
import { planDraft } from './plan-draft';

export type SaveOutcome = { added: number; edited: number };

type Changed = Extract<PlannedRow, { kind: 'changed' }>;
type New = Extract<PlannedRow, { kind: 'new' }>;

/**
 * Saves the rows of a kept list that are in order: new sessions and changes of saved ones, all in one transaction (M24).
 * Rows with a problem are not saved; they are kept with why. A list is saved once, however often its form is sent.
 * @throws AppError `not_found`, `forbidden`, `invalid` when there is nothing to save or something is not confirmed, or
 *   `conflict` when saving would no longer do what the preview showed
 */
export async function saveDraft(
  ctx: Context,
  input: z.output<typeof saveSchema> & { conferenceId: number; draftId: number },
): Promise<SaveOutcome> {
  const { conferenceId, draftId, stamp, attested: _, past, ...choices } = input;
  const why = whyNotTheseColumns(choices.columns);
  if (why) throw new AppError('invalid', why);
  const scope = scopeOf(ctx.actor);
  return ctx.db.transaction(async (tx) => {
    const conference = await getConference({ actor: ctx.actor, db: tx }, conferenceId);
    authorize(ctx, 'event.add', conference);
    await lockDraft(tx, draftId);
    const draft = await findDraft(tx, conferenceId, draftId, scope);
    if (!draft) throw draftNotFound();
    if (draft.savedAt) return { added: draft.added ?? 0, edited: draft.edited ?? 0 };

    const before = await planDraft(tx, { draft, choices, conference, scope, today: ctx.clock.today() });
    const ids = before.plan.rows.flatMap((row) => (row.kind === 'changed' ? [row.eventId] : [])).sort((a, b) => a - b);
    // People are always locked before their event.
    for (const eventId of ids) {
      await lockRoster(tx, eventId, scope);
      await lockEvent(tx, eventId, scope);
    }
    // Two people may add the same session: the second one's plan has to see it.
    await joinConference(tx, ctx, conference.providerId, { ...conference, conference, alone: true });
    const {
      plan,
      sessions,
      stamp: now,
    } = await planDraft(tx, {
      draft,
      choices,
      conference,
      scope,
      today: ctx.clock.today(),
    });
    if (now !== stamp) throw new AppError('conflict', STALE);
    const added = plan.rows.filter((row): row is New => row.kind === 'new');
    const edited = plan.rows.filter((row): row is Changed => row.kind === 'changed');
    if (added.length + edited.length === 0) throw new AppError('invalid', 'There is nothing to save in this list.');
    if (past !== 'yes' && [...added, ...edited].some((row) => row.past)) throw new AppError('invalid', NOT_CONFIRMED);
    if (sessions.length + added.length > MAX_SESSIONS) throw new AppError('invalid', tooMany(conference));

    const note = progressNoter(ctx, edited.length);
    for (const row of edited) {
      await writeChange(tx, ctx, conference.providerId, row);
      note();
    }
    await writeNewSessions(tx, ctx, conference.providerId, added);
    const outcome = { added: added.length, edited: edited.length };
    const about = { ...draft.about, leftOut: leftOutOf(plan.rows) };
    await setDraftSaved(tx, draftId, { savedAt: ctx.clock.now(), ...outcome, about });
    await record(tx, ctx, {
      action: 'conference.sessions_saved',
      subject: `conference:${conferenceId}`,
      details: { ...outcome, from: draft.source },
    });
    return outcome;
  });
}

const STALE =
  'Nothing is saved. Someone changed the sessions, or the list of categories, while you had this preview open. Reload the page and check the rows again.';
const NOT_CONFIRMED = 'Some of these sessions are over already. Confirm that their dates are right, then save again.';

const tooMany = ({ name }: Pick<Conference, 'name'>) =>
  `${name} would have more than ${MAX_SESSIONS.toLocaleString('en-US')} sessions. Add another conference for the rest.`;

async function writeChange(tx: Transaction, ctx: Context, providerId: number, row: Changed): Promise<void> {
  const { eventId, version, saved, content } = row;
  await checkCategories(tx, content.categoryIds, saved.categoryIds);
  const which = { eventId, providerId, version, openOn: ctx.clock.today() };
  await writeEventChange(tx, ctx, which, { saved, content });
}

async function writeNewSessions(
  tx: Transaction,
  ctx: Context,
  providerId: number,
  rows: readonly New[],
): Promise<void> {
  await checkCategories(tx, [...new Set(rows.flatMap(({ content }) => content.categoryIds))], []);
  const added = rows.map(({ content }) => ({ requestKey: crypto.randomUUID(), content }));
  await writeNewEvents(tx, ctx, providerId, added);
}

/** Returns a function that notes that one more row was saved. */
function progressNoter(ctx: Context, of: number): () => void {
  let done = 0;
  return () => noteProgress(ctx, 'Saving', ++done, of);
}
