import { listBadgeLines } from '@/db/queries/conference-roster';
import { lockEvent } from '@/db/queries/events';
import { listWholeRoster, lockRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import type { ProviderEvent } from '@/lib/events/event';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import type { Context } from '@/lib/platform/visit';
import { isToldApart } from '../identity';
import { badgeCodeOf } from './badge-code';
import { attendeeOf } from './check-in';

type Person = { id: number; name: string };

/** What a badge's code looks like. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/**
 * Returns whose codes these are at other sessions of the event's conference: one badge works at all sessions. A person who is
 * not on this session's roster is added to it, as at a check-in.
 * @throws AppError `forbidden`, or `invalid` for a canceled session
 */
export async function peopleOfConference(
  ctx: Context,
  event: ProviderEvent,
  codes: readonly string[],
): Promise<Map<string, Person>> {
  const wanted = new Set(codes.filter((code) => CODE.test(code)));
  if (event.conference?.id == null || wanted.size === 0) return new Map();
  authorize(ctx, 'roster.change', event);
  const lines = (await listBadgeLines(ctx.db, event.conference.id)).flatMap((line) => {
    const code = badgeCodeOf({ eventId: line.eventId, attendeeId: line.id });
    return wanted.has(code) ? [{ ...line, code }] : [];
  });
  if (lines.length === 0) return new Map();
  return ctx.db.transaction(async (tx) => {
    await lockRoster(tx, event.id, scopeOf(ctx.actor));
    const locked = await lockEvent(tx, event.id, scopeOf(ctx.actor));
    if (!locked) throw eventNotFound();
    refuseCanceled(locked);
    const found = new Map<string, Person>();
    for (const { code, identity, ...who } of lines) {
      const roster = await listWholeRoster(tx, event.id);
      const same = roster.find((person) => person.identity === identity);
      // People whom the provider told apart have the same details: only their identity says which of them it is.
      const alike = isToldApart(identity) ? [] : roster.filter((person) => !isToldApart(person.identity));
      const id = same?.id ?? (await attendeeOf(tx, ctx, { event: locked, roster: alike, who, identity }));
      if (!roster.some((person) => person.id === id)) {
        const details = { attendeeId: id };
        await record(tx, ctx, { action: 'attendee.added', subject: `event:${event.id}`, details });
      }
      found.set(code, { id, name: who.name });
    }
    return found;
  });
}
