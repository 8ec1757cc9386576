import { desc } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import {
  certificateReports,
  conferences,
  eventCategories,
  eventCategoryLinks,
  events,
  memberships,
  providers,
  users,
} from '@/db/schema';
import { searchTextOf } from '@/lib/events/search-text';
import type { Clock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { hashPassword } from '@/lib/users/password';
import { addDemoApplications } from './demo-applications';
import { addDemoConferenceLink } from './demo-conference-link';
import { addDemoEmails } from './demo-emails';
import { addDemoEvaluation, EVALUATED_EVENT } from './demo-evaluation';
import {
  collegeEvents,
  type DemoConference,
  type DemoEvent,
  districtConferences,
  districtEvents,
  vendorEvents,
} from './demo-events';
import { PROVIDERS } from './demo-providers';
import { addDemoRequests } from './demo-requests';
import { addDemoRoster } from './demo-rosters';
import { addDemoStanding } from './demo-standing';
import { addDemoYearly } from './demo-yearly';

/** The password of the demo sign-ins. It is public: a server with demo sign-ins listens on loopback only, unless HOST is set. */
export const DEMO_PASSWORD = 'Montana2026';

const PEOPLE = {
  district: { username: 'jdoe', name: 'Jordan Doe', email: 'jdoe@bigsky.example' },
  vendor: { username: 'mlopez', name: 'Marisol Lopez', email: 'mlopez@treasurestate.example' },
  college: { username: 'apierre', name: 'Agnes Pierre', email: 'apierre@college.example' },
  staff: { username: 'rstaff', name: 'Robin Staff', email: 'rstaff@agency.example' },
  administrator: { username: 'cadmin', name: 'Casey Admin', email: 'cadmin@agency.example' },
};

/** `in use`: the database has users, and none of them is a demo user, so nothing was added among their records. */
export type DemoOutcome = 'loaded' | 'already' | 'in use';

/** Loads three providers, their people and events in every state, in one transaction, into a database without users. */
export async function loadDemoData(db: Database, clock: Clock): Promise<DemoOutcome> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return db.transaction(async (tx): Promise<DemoOutcome> => {
    const [someone] = await tx.select({ demo: users.demo }).from(users).orderBy(desc(users.demo)).limit(1);
    if (someone) return someone.demo ? 'already' : 'in use';
    await tx.insert(users).values({ ...PEOPLE.staff, passwordHash, staffRole: 'staff', demo: true });
    await tx.insert(users).values({ ...PEOPLE.administrator, passwordHash, staffRole: 'administrator', demo: true });
    const today = clock.today();
    const add = addProviderWith(tx, { passwordHash, now: clock.now() });
    await add(PROVIDERS.district, PEOPLE.district, districtEvents(today), districtConferences(today));
    await add(PROVIDERS.vendor, PEOPLE.vendor, vendorEvents(today));
    await add(PROVIDERS.college, PEOPLE.college, collegeEvents(today));
    await addDemoRequests(tx, clock);
    await addDemoStanding(tx, clock);
    await addDemoYearly(tx, clock);
    await addDemoApplications(tx, clock);
    await addDemoEmails(tx, clock);
    return 'loaded';
  });
}

function addProviderWith(tx: Transaction, { passwordHash, now }: { passwordHash: string; now: Date }) {
  return async (
    record: Omit<typeof providers.$inferInsert, 'kind'>,
    person: { username: string; name: string; email: string },
    list: DemoEvent[],
    meetings: DemoConference[] = [],
  ) => {
    const [provider] = await tx
      .insert(providers)
      .values({ ...record, kind: 'multiple_event' })
      .returning({ id: providers.id });
    const [user] = await tx
      .insert(users)
      .values({ ...person, passwordHash, demo: true })
      .returning({ id: users.id });
    await tx.insert(memberships).values({ userId: user!.id, providerId: provider!.id, role: 'manager' });
    const conferenceOn = new Map<string, { id: number; name: string }>();
    for (const { closed, ...facts } of meetings) {
      const by = user!.id;
      const saved = { createdBy: by, createdAt: now, updatedBy: by, updatedAt: now, requestKey: crypto.randomUUID() };
      const [row] = await tx
        .insert(conferences)
        .values({
          ...facts,
          providerId: provider!.id,
          ...saved,
          ...(closed && { closedAt: new Date(`${addDays(facts.endsOn, 12)}T17:00:00Z`), closedBy: by }),
        })
        .returning({ id: conferences.id, name: conferences.name });
      conferenceOn.set(facts.startsOn, row!);
    }
    const categoryIds = new Map((await tx.select().from(eventCategories)).map((row) => [row.name, row.id]));
    let before: number | null = null;
    for (const event of list) {
      const { categories, counts = [], place, conference: day, continues, ...facts } = event;
      const conference = day === undefined ? undefined : conferenceOn.get(day)!;
      const by = user!.id;
      const [row] = await tx
        .insert(events)
        .values({
          ...facts,
          continuesEventId: continues ? before : null,
          providerId: provider!.id,
          conferenceId: conference?.id,
          locationKind: place ? 'in_person' : 'online',
          ...place,
          searchText: searchTextOf({ ...event, city: place?.city ?? null, conference: conference?.name }),
          attestedBy: by,
          attestedAt: now,
          createdBy: by,
          createdAt: now,
          updatedBy: by,
          updatedAt: now,
          requestKey: crypto.randomUUID(),
        })
        .returning({ id: events.id });
      const eventId: number = row!.id;
      before = eventId;
      await tx.insert(eventCategoryLinks).values(categories.map((c) => ({ eventId, categoryId: categoryIds.get(c)! })));
      await addDemoRoster(tx, { ...event, eventId }, { by, at: now });
      if (event.title === EVALUATED_EVENT) await addDemoEvaluation(tx, eventId, by, now);
      for (const [index, count] of counts.entries()) {
        const reportedAt = new Date(`${addDays(event.endsOn, 2 + 5 * index)}T21:30:00Z`);
        const at = reportedAt < now ? reportedAt : now;
        await tx
          .insert(certificateReports)
          .values({ eventId, count, reportedBy: by, reportedAt: at, requestKey: crypto.randomUUID() });
      }
    }
    for (const { closed, startsOn } of meetings) {
      if (!closed) await addDemoConferenceLink(tx, conferenceOn.get(startsOn)!.id, { by: user!.id, at: now });
    }
  };
}
