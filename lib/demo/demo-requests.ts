import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { insertCancellation } from '@/db/queries/cancellations';
import { findProvider } from '@/db/queries/providers';
import { insertRequest, insertRequestStep, type NewRequest, updateRequest } from '@/db/queries/requests';
import { events, memberships, users } from '@/db/schema';
import type { Role, Staff } from '@/lib/access/actor';
import type { EventContent } from '@/lib/events/event';
import { contentOf } from '@/lib/events/event-content';
import { getEvent } from '@/lib/events/find-event';
import { stampOf } from '@/lib/events/rules';
import { addBusinessDays } from '@/lib/platform/business-days';
import { type Clock, dayInMontana } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { dataOf, type ProviderData } from '@/lib/providers/provider-data';
import { DAYS_TO_ANSWER } from '@/lib/requests/limits';
import type { Ground } from '@/lib/requests/rules';
import { userBasis } from '@/lib/requests/user';

type What =
  /** Each correction is for another of the asker's ended events. */
  | { kind: 'correction'; change: (now: EventContent) => Partial<EventContent> }
  | { kind: 'cancellation'; title: string }
  | { kind: 'user'; username: string; name: string; email: string; role: Role }
  | { kind: 'provider_data'; change: (now: ProviderData) => Partial<ProviderData> };

type State =
  | { is: 'unassigned' | 'assigned' | 'approved' | 'withdrawn' }
  | { is: 'waiting'; question: string }
  | { is: 'declined'; ground: Ground; text: string };

/** `by`: the asker's username. */
type DemoRequest = { by: string; daysAgo: number; reason: string; what: What; state: State };

/** The event of the demo that was canceled. */
const CANCELED_EVENT = 'Winter writing retreat';

const REQUESTS: DemoRequest[] = [
  {
    by: 'jdoe',
    daysAgo: 14,
    reason: 'The second instructor was left out. Her name is on the flyer.',
    what: { kind: 'correction', change: ({ instructor }) => ({ instructor: `${instructor}, Rosa Whitehorse` }) },
    state: { is: 'unassigned' },
  },
  {
    by: 'mlopez',
    daysAgo: 6,
    reason: 'The title on our website has “K–5” in it, and educators look for that.',
    what: { kind: 'correction', change: ({ title }) => ({ title: `${title} (K–5)` }) },
    state: { is: 'assigned' },
  },
  {
    by: 'apierre',
    daysAgo: 1,
    reason: 'We described the spring session by mistake.',
    what: {
      kind: 'correction',
      change: () => ({ description: 'Land-based lessons for the fall, with examples for each grade.' }),
    },
    state: { is: 'unassigned' },
  },
  {
    by: 'jdoe',
    daysAgo: 4,
    reason: 'The afternoon was shorter than planned.',
    what: {
      kind: 'correction',
      change: ({ hours }) => ({ hours: String(Math.max(0.25, Number(hours) - 0.5)), agenda: [] }),
    },
    state: { is: 'waiting', question: 'Which part was shorter? Send us the final agenda.' },
  },
  {
    by: 'jdoe',
    daysAgo: 30,
    reason: 'The instructor’s name was misspelled.',
    what: { kind: 'correction', change: ({ instructor }) => ({ instructor: `${instructor}, EdD` }) },
    state: { is: 'approved' },
  },
  {
    by: 'mlopez',
    daysAgo: 25,
    reason: 'We would like it to count for more hours.',
    what: { kind: 'correction', change: ({ hours }) => ({ hours: String(Number(hours) + 3) }) },
    state: { is: 'declined', ground: 'not-allowed', text: 'The agenda on the event shows fewer hours.' },
  },
  {
    by: 'jdoe',
    daysAgo: 2,
    reason: 'The instructor has to travel that week, and we found no one else.',
    what: { kind: 'cancellation', title: 'Restorative circles in the middle school' },
    state: { is: 'unassigned' },
  },
  {
    by: 'jdoe',
    daysAgo: 9,
    reason: 'Only two people signed up.',
    what: { kind: 'cancellation', title: CANCELED_EVENT },
    state: { is: 'approved' },
  },
  {
    by: 'apierre',
    daysAgo: 3,
    reason: 'He coordinates our summer institutes and enters their events.',
    what: {
      kind: 'user',
      username: 'sdecker',
      name: 'Silas Decker',
      email: 'sdecker@college.example',
      role: 'editor',
    },
    state: { is: 'unassigned' },
  },
  {
    by: 'mlopez',
    daysAgo: 40,
    reason: 'She answers the questions of educators and looks up their certificates.',
    what: {
      kind: 'user',
      username: 'srivers',
      name: 'Sam Rivers',
      email: 'srivers@treasurestate.example',
      role: 'viewer',
    },
    state: { is: 'approved' },
  },
  {
    by: 'mlopez',
    daysAgo: 5,
    reason: 'We moved our office.',
    what: {
      kind: 'provider_data',
      change: () => ({
        phone: '(406) 555-0171',
        mailingAddress: { street: '31 Higgins Avenue', city: 'Missoula', state: 'MT', zip: '59801' },
      }),
    },
    state: { is: 'waiting', question: 'Does the number change for all of your courses, or only for the office?' },
  },
  {
    by: 'jdoe',
    daysAgo: 20,
    reason: 'Our superintendent retires in June.',
    what: {
      kind: 'provider_data',
      change: () => ({ signatory: { name: 'Owen Little Bear', title: 'Superintendent' } }),
    },
    state: { is: 'withdrawn' },
  },
];

/** Adds requests of every kind and in every status, so that both sides have something to see. */
export async function addDemoRequests(tx: Transaction, clock: Clock): Promise<void> {
  const [staff] = await tx.select().from(users).where(eq(users.username, 'rstaff'));
  const used = new Set<number>();
  for (const request of REQUESTS) {
    const [asker] = await tx
      .select({ id: users.id, providerId: memberships.providerId })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(eq(users.username, request.by));
    await addRequest(tx, request, { ...asker!, used, staffId: staff!.id, clock });
  }
}

type Where = { id: number; providerId: number; used: Set<number>; staffId: number; clock: Clock };

async function addRequest(tx: Transaction, { daysAgo, reason, what, state }: DemoRequest, where: Where): Promise<void> {
  const { id: askedBy, providerId, staffId, clock } = where;
  const hoursAgo = (hours: number) => new Date(clock.now().getTime() - hours * 3_600_000);
  const askedAt = hoursAgo(daysAgo * 24);
  const subject = await subjectOf(tx, what, where);
  const requestId = await insertRequest(tx, {
    ...subject,
    providerId,
    kind: what.kind,
    reason,
    askedBy,
    askedAt,
    dueOn: addBusinessDays(dayInMontana(askedAt), DAYS_TO_ANSWER),
    requestKey: crypto.randomUUID(),
  });
  if (requestId === null) throw new Error('the demo asks twice for one record');
  await insertRequestStep(tx, { requestId, kind: 'sent', by: askedBy, at: askedAt, text: reason });
  const answeredAt = hoursAgo(daysAgo * 24 - 20);
  const step = { requestId, by: staffId, at: answeredAt };
  switch (state.is) {
    case 'unassigned':
      return;
    case 'withdrawn':
      await insertRequestStep(tx, { ...step, by: askedBy, kind: 'withdrawn' });
      return updateRequest(tx, requestId, { status: 'withdrawn', decidedAt: answeredAt });
  }
  await insertRequestStep(tx, { ...step, kind: 'assigned', assigneeId: staffId });
  if (state.is === 'assigned') return updateRequest(tx, requestId, { assigneeId: staffId });
  if (state.is === 'waiting') {
    await insertRequestStep(tx, { ...step, kind: 'question', text: state.question });
    const waitingSince = dayInMontana(answeredAt);
    return updateRequest(tx, requestId, { status: 'waiting', assigneeId: staffId, waitingSince });
  }
  const declined = state.is === 'declined' && { text: state.text, ground: state.ground };
  await insertRequestStep(tx, { ...step, kind: state.is, ...declined });
  await updateRequest(tx, requestId, { status: state.is, assigneeId: staffId, decidedAt: answeredAt });
  if (state.is === 'approved') await apply(tx, what, { ...where, ...subject, requestId, reason, at: answeredAt });
}

type Subject = Pick<NewRequest, 'asked' | 'basis' | 'basisVersion'> & { eventId: number | null };

/** Returns what a request is about, and what its provider wants of it. */
async function subjectOf(
  tx: Transaction,
  what: What,
  { id, providerId, used, staffId, clock }: Where,
): Promise<Subject> {
  const reader: Staff = { kind: 'staff', userId: staffId, name: '', username: '', role: 'staff' };
  const eventAt = async (eventId: number) => {
    used.add(eventId);
    return getEvent({ actor: reader, db: tx }, eventId);
  };
  switch (what.kind) {
    case 'correction': {
      const event = await eventAt(await findEndedEvent(tx, id, { used, today: clock.today() }));
      const basis = contentOf(event);
      const asked = { ...basis, ...what.change(basis) };
      return { eventId: event.id, asked, basis, basisVersion: event.version };
    }
    case 'cancellation': {
      const event = await eventAt(await findEventTitled(tx, id, what.title));
      return { eventId: event.id, asked: {}, basis: { stamp: stampOf(event) }, basisVersion: event.version };
    }
    case 'user': {
      const { name, email, role } = what;
      const asked = { name, email, role };
      return { eventId: null, asked, basis: await userBasis(tx, asked), basisVersion: 1 };
    }
    case 'provider_data': {
      const provider = await findProvider(tx, providerId);
      const basis = dataOf(provider!);
      return { eventId: null, asked: { ...basis, ...what.change(basis) }, basis, basisVersion: provider!.version };
    }
  }
}

async function findEndedEvent(tx: Transaction, askerId: number, { used, today }: { used: Set<number>; today: string }) {
  const ended = await tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.createdBy, askerId), lt(events.endsOn, addDays(today, -30)), isNull(events.canceledAt)))
    .orderBy(desc(events.endsOn), desc(events.id));
  const found = ended.find(({ id }) => !used.has(id));
  if (!found) throw new Error('the demo has too few events that ended');
  return found.id;
}

async function findEventTitled(tx: Transaction, askerId: number, title: string) {
  const [found] = await tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.createdBy, askerId), eq(events.title, title)));
  if (!found) throw new Error(`the demo has no event “${title}”`);
  return found.id;
}

type Approved = Where & Subject & { requestId: number; reason: string; at: Date };

/** Makes the change of a request that was approved. */
async function apply(tx: Transaction, what: What, given: Approved): Promise<void> {
  const { asked, eventId, providerId, staffId, requestId, reason, at } = given;
  if (what.kind === 'correction' && eventId !== null) {
    const { instructor } = asked as EventContent;
    await tx.update(events).set({ instructor }).where(eq(events.id, eventId));
  }
  if (what.kind === 'cancellation' && eventId !== null) {
    await insertCancellation(tx, { eventId, kind: 'canceled', by: staffId, at, reason, requestId });
  }
  if (what.kind === 'user') {
    const { username, name, email, role } = what;
    // Without a password: people choose one at their first access.
    const [user] = await tx.insert(users).values({ username, name, email, createdAt: at }).returning({ id: users.id });
    await tx.insert(memberships).values({ userId: user!.id, providerId, role, createdAt: at });
  }
}
