import { listFacts } from '@/db/queries/attendance';
import { findOpenCode } from '@/db/queries/check-in-codes';
import { listFormerRecords } from '@/db/queries/merged-attendees';
import { listWholeRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import { qrPath } from '@/lib/platform/qr-path';
import type { Context } from '@/lib/platform/visit';
import { badgeCodeOf } from './badge-code';
import { isNightOver } from './check-in';
import { addressOfCode } from './code-token';

/**
 * Returns an event's check-in: its code if one is open, and how many people are in and out now. People who forgot to sign
 * out are out once the night is over.
 * @throws AppError `not_found` or `forbidden`
 */
export async function getCheckIn(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change', event);
  const open = await findOpenCode(ctx.db, eventId);
  const address = open && addressOfCode(open);
  const now = ctx.clock.now();
  const last = new Map<number, { kind: string; at: Date }>();
  for (const { attendeeId, kind, startedAt, endedAt, isWithdrawn } of await listFacts(ctx.db, eventId)) {
    if (isWithdrawn || (kind !== 'in' && kind !== 'out')) continue;
    const at = (startedAt ?? endedAt)!;
    const before = last.get(attendeeId);
    if (!before || at >= before.at) last.set(attendeeId, { kind, at });
  }
  const here = Array.from(last.values()).filter(({ kind, at }) => kind === 'in' && !isNightOver(at, now)).length;
  return {
    event,
    code: open && { address, picture: address ? qrPath(address) : null },
    here,
    gone: last.size - here,
  };
}

/**
 * Returns everybody on the roster with the code of their badge.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listBadges(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change', event);
  const roster = await listWholeRoster(ctx.db, eventId);
  return {
    event,
    badges: roster.map(({ id, name, school }) => ({ name, school, code: badgeCodeOf({ eventId, attendeeId: id }) })),
  };
}

/**
 * Returns the code of each badge that a scanner may see, with the name, so that it can show the name without a network: the
 * badges of people on the roster, and those that were printed for a record before it was merged.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listKnownBadges(ctx: Context, eventId: number) {
  const { event, badges } = await listBadges(ctx, eventId);
  const names = new Map(badges.map(({ code, name }) => [code, name]));
  const older = (await listFormerRecords(ctx.db, eventId)).flatMap(({ id, stays }) => {
    const name = names.get(badgeCodeOf({ eventId, attendeeId: stays }));
    return name === undefined ? [] : [{ code: badgeCodeOf({ eventId, attendeeId: id }), name }];
  });
  return { event, badges: [...badges.map(({ code, name }) => ({ code, name })), ...older] };
}
