import { listCategories } from '@/db/queries/events';
import { findDraft } from '@/db/queries/session-drafts';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { beyondAscii } from '@/lib/attendees/import/describe-list';
import type { Conference } from '@/lib/conferences/conference';
import { getConference } from '@/lib/conferences/find-conference';
import { whyClosed } from '@/lib/conferences/rules';
import { formTexts } from '@/lib/events/form-texts';
import { listOfferedCategories, type OfferedCategory } from '@/lib/events/offered-categories';
import type { FieldError } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { type Choices, readChoices } from './choices';
import { whyNotTheseColumns } from './columns';
import { listSessions } from './existing';
import { LOOKED_AT } from './find-rows';
import { draftNotFound } from './keep-draft';
import type { SessionPlan } from './plan';
import { columnsOfDraft, type Draft, planDraft, suggestedDefaults } from './plan-draft';

export type DraftPreview = {
  conference: Conference;
  draft: Pick<Draft, 'id' | 'source' | 'fileName' | 'about' | 'savedAt' | 'added' | 'edited'>;
  /** Why nothing can be saved: the conference is closed. */
  closed: string | null;
  choices: Choices;
  /** Why the list can't be read with these columns. */
  why: string | null;
  plan: SessionPlan;
  /** Problems with what a person chose for all new sessions; none before they chose. */
  problems: FieldError[];
  stamp: string;
  /** What people confirm by saving. */
  attestation: string;
  categories: OfferedCategory[];
  /** Also those that are no longer offered. */
  allCategories: { id: number; name: string }[];
  /** Text of the file beyond ASCII, if its encoding was guessed. */
  sample: string;
  /** For matching the columns: the headings, the first rows, and the lines that may be the headings. */
  heading: Draft['lines'][number] | null;
  firstRows: string[][];
  topLines: Draft['lines'];
};

const SHOWN_ROWS = 5;
const SHOWN_TOP = 8;

/**
 * Returns what saving a kept list would do with each row, read as the address says.
 * @throws AppError `not_found`, or `forbidden` for people who may not add events
 */
export async function previewDraft(
  ctx: Context,
  { conferenceId, draftId }: { conferenceId: number; draftId: number },
  params: Record<string, string | string[] | undefined>,
): Promise<DraftPreview> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'event.add', conference);
  const scope = scopeOf(ctx.actor);
  const draft = await findDraft(ctx.db, conferenceId, draftId, scope);
  if (!draft) throw draftNotFound();
  const sessions = await listSessions(ctx.db, conferenceId, scope);
  const choices = readChoices(params, draft.lines, {
    defaults: suggestedDefaults(sessions, conference),
    columns: columnsOfDraft(draft),
  });
  const why = whyNotTheseColumns(choices.columns);
  const order = { draft, choices, conference, scope, today: ctx.clock.today() };
  const planned = why ? { plan: { rows: [], unanswered: [], missing: [] }, stamp: '' } : await planDraft(ctx.db, order);
  const below = draft.lines.filter(([line]) => line > (choices.headingLine ?? 0));
  return {
    conference,
    draft,
    closed: whyClosed(conference),
    choices,
    why,
    plan: planned.plan,
    problems: params.matched === 'yes' ? planned.plan.unanswered : [],
    stamp: planned.stamp,
    attestation: (await formTexts(ctx)).attestation,
    categories: await listOfferedCategories(ctx.db, []),
    allCategories: await listCategories(ctx.db),
    sample: draft.about.encoding ? beyondAscii(draft.lines) : '',
    heading: draft.lines.find(([line]) => line === choices.headingLine) ?? null,
    firstRows: below.slice(0, SHOWN_ROWS).map(([, cells]) => cells),
    topLines: draft.lines.slice(0, LOOKED_AT).slice(0, SHOWN_TOP),
  };
}
