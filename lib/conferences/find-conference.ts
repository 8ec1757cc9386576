import type { Queryable } from '@/db/client';
import { findConferenceRow } from '@/db/queries/conferences';
import { scopeOf } from '@/lib/access/scope';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import type { Conference } from './conference';

type Reading = Pick<Context, 'actor'> & { db: Queryable };

/** Returns the conference if its provider or staff may see it; null when it is another provider's or does not exist. */
export async function findConference(ctx: Reading, conferenceId: number): Promise<Conference | null> {
  const row = await findConferenceRow(ctx.db, conferenceId, scopeOf(ctx.actor));
  if (!row) return null;
  const { conference, providerName, updatedByName } = row;
  const { id, providerId, name, startsOn, endsOn, place, program, contact, version, closedAt, updatedAt } = conference;
  return {
    id,
    providerId,
    providerName,
    name,
    startsOn,
    endsOn,
    place,
    program,
    contact,
    version,
    closedAt,
    updatedAt,
    updatedByName,
  };
}

/** @throws AppError `not_found`, both for another provider's conference and for one that does not exist */
export async function getConference(ctx: Reading, conferenceId: number): Promise<Conference> {
  const conference = await findConference(ctx, conferenceId);
  if (!conference) throw conferenceNotFound();
  return conference;
}

export function conferenceNotFound(): AppError {
  return new AppError('not_found', 'That conference is not in your list. Check the address.');
}

/** Parses a conference's number from a URL or a form. Anything that cannot be one is simply not found. */
export function parseConferenceId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw conferenceNotFound();
  return Number(text);
}
