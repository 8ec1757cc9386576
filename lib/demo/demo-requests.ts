import { and, desc, eq, lt } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { insertRequest, insertRequestStep, updateRequest } from '@/db/queries/requests';
import { events, users } from '@/db/schema';
import type { Staff } from '@/lib/access/actor';
import { contentOf, type EventContent } from '@/lib/events/event-content';
import { getEvent } from '@/lib/events/find-event';
import { addBusinessDays } from '@/lib/platform/business-days';
import { type Clock, dayInMontana } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { DAYS_TO_ANSWER } from '@/lib/requests/limits';

type DemoRequest = {
  /** The asker's username. Each request is for another of the provider's ended events. */
  by: string;
  daysAgo: number;
  reason: string;
  change: (now: EventContent) => Partial<EventContent>;
  state: 'unassigned' | 'assigned' | 'waiting' | 'approved' | 'declined';
};

const REQUESTS: DemoRequest[] = [
  {
    by: 'jdoe',
    daysAgo: 14,
    reason: 'The second instructor was left out. Her name is on the flyer.',
    change: ({ instructor }) => ({ instructor: `${instructor}, Rosa Whitehorse` }),
    state: 'unassigned',
  },
  {
    by: 'mlopez',
    daysAgo: 6,
    reason: 'The title on our website has “K–5” in it, and educators look for that.',
    change: ({ title }) => ({ title: `${title} (K–5)` }),
    state: 'assigned',
  },
  {
    by: 'apierre',
    daysAgo: 1,
    reason: 'We described the spring session by mistake.',
    change: () => ({ description: 'Land-based lessons for the fall, with examples for each grade.' }),
    state: 'unassigned',
  },
  {
    by: 'jdoe',
    daysAgo: 4,
    reason: 'The afternoon was shorter than planned.',
    change: ({ hours }) => ({ hours: String(Math.max(0.25, Number(hours) - 0.5)), agenda: [] }),
    state: 'waiting',
  },
  {
    by: 'jdoe',
    daysAgo: 30,
    reason: 'The instructor’s name was misspelled.',
    change: ({ instructor }) => ({ instructor: `${instructor}, EdD` }),
    state: 'approved',
  },
  {
    by: 'mlopez',
    daysAgo: 25,
    reason: 'We would like it to count for more hours.',
    change: ({ hours }) => ({ hours: String(Number(hours) + 3) }),
    state: 'declined',
  },
];

/** Adds requests in every status, so that both sides have something to see. */
export async function addDemoRequests(tx: Transaction, clock: Clock): Promise<void> {
  const [staff] = await tx.select().from(users).where(eq(users.username, 'rstaff'));
  const used = new Set<number>();
  for (const request of REQUESTS) {
    const [asker] = await tx.select().from(users).where(eq(users.username, request.by));
    const eventId = await findEndedEvent(tx, asker!.id, { used, today: clock.today() });
    if (eventId === null) continue;
    used.add(eventId);
    await addRequest(tx, request, { eventId, askerId: asker!.id, staffId: staff!.id, clock });
  }
}

async function findEndedEvent(tx: Transaction, askerId: number, { used, today }: { used: Set<number>; today: string }) {
  const ended = await tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.createdBy, askerId), lt(events.endsOn, addDays(today, -30))))
    .orderBy(desc(events.endsOn), desc(events.id));
  return ended.find(({ id }) => !used.has(id))?.id ?? null;
}

type Where = { eventId: number; askerId: number; staffId: number; clock: Clock };

async function addRequest(
  tx: Transaction,
  { daysAgo, reason, change, state }: DemoRequest,
  { eventId, askerId, staffId, clock }: Where,
): Promise<void> {
  const reader: Staff = { kind: 'staff', userId: staffId, name: '', username: '', role: 'staff' };
  const event = await getEvent({ actor: reader, db: tx }, eventId);
  const basis = contentOf(event);
  const asked = { ...basis, ...change(basis) };
  const hoursAgo = (hours: number) => new Date(clock.now().getTime() - hours * 3_600_000);
  const askedAt = hoursAgo(daysAgo * 24);
  const requestId = await insertRequest(tx, {
    providerId: event.providerId,
    kind: 'correction',
    eventId,
    reason,
    asked,
    basis,
    basisVersion: event.version,
    askedBy: askerId,
    askedAt,
    dueOn: addBusinessDays(dayInMontana(askedAt), DAYS_TO_ANSWER),
    requestKey: crypto.randomUUID(),
  });
  if (requestId === null) throw new Error('the demo asks twice for one event');
  await insertRequestStep(tx, { requestId, kind: 'sent', by: askerId, at: askedAt, text: reason });
  if (state === 'unassigned') return;
  const answeredAt = hoursAgo(daysAgo * 24 - 20);
  const step = { requestId, by: staffId, at: answeredAt };
  await insertRequestStep(tx, { ...step, kind: 'assigned', assigneeId: staffId });
  if (state === 'assigned') return updateRequest(tx, requestId, { assigneeId: staffId });
  if (state === 'waiting') {
    const text = 'Which part was shorter? Send us the final agenda.';
    await insertRequestStep(tx, { ...step, kind: 'question', text });
    const waitingSince = dayInMontana(answeredAt);
    return updateRequest(tx, requestId, { status: 'waiting', assigneeId: staffId, waitingSince });
  }
  if (state === 'approved') await tx.update(events).set({ instructor: asked.instructor }).where(eq(events.id, eventId));
  const declined = { text: 'The agenda on the event shows fewer hours.', ground: 'not-allowed' };
  await insertRequestStep(tx, { ...step, kind: state, ...(state === 'declined' && declined) });
  await updateRequest(tx, requestId, { status: state, assigneeId: staffId, decidedAt: answeredAt });
}
