import { z } from 'zod';
import { insertFacts } from '@/db/queries/attendance';
import { listFormerRecords } from '@/db/queries/merged-attendees';
import { listWholeRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { getEvent } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import type { Context } from '@/lib/platform/visit';
import { badgeCodeOf } from './badge-code';
import { peopleOfConference } from './conference-badges';
import { MAX_SCANS, type NotedScan, readBadgeCode } from './scans';

const direction = z.enum(['in', 'out'], 'Choose whether people come in or go out.');
const scan = z.object({
  id: z.uuid(),
  code: z.string().max(100),
  direction,
  at: z.iso.datetime(),
});

/**
 * The form of the scanner: one typed code with the form's key, or the scans that a phone saved, with the time on its
 * clock when it sends them.
 */
export const scansSchema = z
  .object({
    key: z.uuid('This form is out of date. Open the page again.'),
    code: z.string().max(100).default(''),
    direction,
    scans: z.string().max(100_000).default(''),
    sentAt: z.iso.datetime().optional(),
  })
  .transform(({ scans, ...form }, ctx) => {
    if (scans === '') return { ...form, scans: [] };
    const read = z.array(scan).max(MAX_SCANS).safeParse(parsed(scans));
    if (read.success) return { ...form, scans: read.data };
    ctx.addIssue({ code: 'custom', path: ['code'], message: 'These scans can’t be read. Open the page again.' });
    return z.NEVER;
  })
  .refine(({ code, scans }) => scans.length > 0 || code.trim() !== '', {
    path: ['code'],
    error: 'Scan the code on a badge, or type it.',
  });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A phone's times are corrected if its clock is off by more than this (choice). */
const CLOCK_IS_OFF_MS = 2 * 60_000;

/**
 * Records the people who came in and went out, as a provider's phone scanned them. Scans that were sent before count
 * once. Units follow when the attendance is counted.
 * @throws AppError `not_found` or `forbidden`
 */
export async function noteScans(
  ctx: Context,
  { eventId, key, code, direction, scans, sentAt }: z.output<typeof scansSchema> & { eventId: number },
): Promise<NotedScan[]> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change', event);
  refuseCanceled(event);
  const now = ctx.clock.now();
  const skew = sentAt ? now.getTime() - Date.parse(sentAt) : 0;
  const moved = Math.abs(skew) > CLOCK_IS_OFF_MS ? skew : 0;
  const all = scans.length > 0 ? scans : [{ id: key, code, direction, at: now.toISOString() }];
  const roster = new Map((await listWholeRoster(ctx.db, eventId)).map(({ id, name }) => [id, { id, name }]));
  // A badge that was printed for a record works after the record was merged, or removed and added again.
  const records = [
    ...Array.from(roster.keys(), (id) => ({ id, stays: id })),
    ...(await listFormerRecords(ctx.db, eventId)),
  ];
  const people = new Map(
    records.flatMap(({ id, stays }) => {
      const person = roster.get(stays);
      return person ? [[badgeCodeOf({ eventId, attendeeId: id }), person] as const] : [];
    }),
  );
  const others = await peopleOfConference(
    ctx,
    event,
    all.map(({ code }) => readBadgeCode(code)).filter((code) => !people.has(code)),
  );
  for (const [code, person] of others) people.set(code, person);
  const found = all.map((each) => ({ ...each, person: people.get(readBadgeCode(each.code)) ?? null }));
  const facts = found.flatMap(({ id, direction, at, person }) => {
    if (!person) return [];
    // A scan can't be in the future.
    const moment = new Date(Math.min(Date.parse(at) + moved, now.getTime()));
    const times =
      direction === 'in' ? { kind: 'in' as const, startedAt: moment } : { kind: 'out' as const, endedAt: moment };
    return [
      {
        ...times,
        eventId,
        attendeeId: person.id,
        source: 'scanner' as const,
        key: id,
        recordedBy: ctx.actor.userId,
        recordedAt: now,
      },
    ];
  });
  await ctx.db.transaction(async (tx) => {
    if ((await insertFacts(tx, facts)) === 0) return;
    const ins = facts.filter(({ kind }) => kind === 'in').length;
    const details = { ins, outs: facts.length - ins };
    await record(tx, ctx, { action: 'attendance.scanned', subject: `event:${eventId}`, details });
  });
  return found.map(({ id, person }) => ({ id, name: person?.name ?? null }));
}
