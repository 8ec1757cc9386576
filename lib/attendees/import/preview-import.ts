import { listWholeRoster } from '@/db/queries/roster';
import { findUpload } from '@/db/queries/roster-uploads';
import type { UploadedLine } from '@/db/schema';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { saysTimeOfPeople } from '../attendance/read-report';
import { whyNotTheseColumns } from './columns';
import type { Matching } from './matching';
import { planUnderstood } from './plan';
import type { PlannedLine } from './planned';
import { readMatching } from './read-matching';
import { findRemembered, withChoice } from './remembered';
import { understand } from './understand';

export function uploadNotFound(): AppError {
  return new AppError(
    'not_found',
    'This list is no longer available. Lists are deleted after a day. Paste or upload it again.',
  );
}

/**
 * Reads the number of an upload from an address.
 * @throws AppError `not_found` for anything that cannot be one
 */
export function parseUploadId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw uploadNotFound();
  return Number(text);
}

/**
 * Returns what importing an uploaded list would do, line by line, with the columns matched as in the address.
 * @throws AppError `not_found` or `forbidden`
 */
export async function previewImport(
  ctx: Context,
  { eventId, uploadId }: { eventId: number; uploadId: number },
  params: Parameters<typeof readMatching>[0],
) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change');
  const upload = await findUpload(ctx.db, eventId, uploadId, scopeOf(ctx.actor));
  if (!upload) throw uploadNotFound();
  const { matching, remembered } = await matchingFor(ctx, event.providerId, upload.lines, params);
  const understanding = understand(upload.lines, matching, upload.about.hidden);
  const why = whyNotTheseColumns(matching.columns);
  const roster = await listWholeRoster(ctx.db, eventId);
  const plan: PlannedLine[] = why ? [] : planUnderstood(understanding, matching, { roster, event });
  // Headings further down than these are not searched for.
  const saysTime = upload.hasFile && saysTimeOfPeople(upload.lines.slice(0, 300), upload.about);
  return { event, upload, matching, remembered, understanding, why, plan, saysTime };
}

/**
 * Returns how to read the list: as the person chose on the page, or else as their provider chose for its last list with
 * these headings, or else as the list itself suggests (also on request: `guess=yes`).
 */
async function matchingFor(
  ctx: Context,
  providerId: number,
  lines: readonly UploadedLine[],
  params: Parameters<typeof readMatching>[0],
): Promise<{ matching: Matching; remembered: boolean }> {
  const matching = readMatching(params, lines);
  if (params.matched === 'yes' || params.guess === 'yes') return { matching, remembered: false };
  const { heading } = understand(lines, matching);
  const found = await findRemembered(ctx.db, { providerId, lines, heading, use: 'roster' });
  const chosen = found && withChoice(matchingBelow(lines, found.heading, matching), found.choice);
  return { matching: chosen ?? matching, remembered: chosen !== null };
}

/** Returns what the list suggests below these headings. */
function matchingBelow(lines: readonly UploadedLine[], [headingLine]: UploadedLine, guess: Matching): Matching {
  if (guess.headingLine === headingLine) return guess;
  const below = { headings: true, headingLine };
  return { ...guess, ...below, columns: understand(lines, below).columns };
}
