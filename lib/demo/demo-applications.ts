import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { insertApplication, insertApplicationStep, updateApplication } from '@/db/queries/applications';
import { users } from '@/db/schema';
import type { Ground } from '@/lib/applications/rules';
import { addBusinessDays } from '@/lib/platform/business-days';
import type { Clock } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { defaultOf } from '@/lib/settings/definitions';

const DAYS_TO_ANSWER = Number(defaultOf('applications').days);

type DemoApplication = {
  organization: string;
  kind: 'multiple_event' | 'single_event';
  contactName: string;
  contactEmail: string;
  daysAgo: number;
  note?: string;
  waits?: string;
  declined?: { ground: Ground; text: string };
};

const APPLICATIONS: DemoApplication[] = [
  {
    organization: 'Yellowstone Science Teachers',
    kind: 'multiple_event',
    contactName: 'Noor Haddad',
    contactEmail: 'nhaddad@yellowstonescience.example',
    daysAgo: 9,
    note: 'By email, with three sample agendas.',
  },
  {
    organization: 'Hi-Line Reading Council',
    kind: 'single_event',
    contactName: 'Tess Running Wolf',
    contactEmail: 'tess@hiline.example',
    daysAgo: 6,
    waits: 'Who teaches the event, and how is attendance verified?',
  },
  {
    organization: 'Bright Planner Software',
    kind: 'multiple_event',
    contactName: 'Alex Kim',
    contactEmail: 'alex@brightplanner.example',
    daysAgo: 30,
    declined: { ground: 'not-for-educators', text: 'It trains office staff to use its own product.' },
  },
];

/** Adds applications of organizations: one to decide, one that waits for the applicant, and one that was declined. */
export async function addDemoApplications(tx: Transaction, clock: Clock): Promise<void> {
  const [staff] = await tx.select({ id: users.id }).from(users).where(eq(users.username, 'rstaff'));
  const by = staff!.id;
  for (const { daysAgo, waits, declined, ...facts } of APPLICATIONS) {
    const receivedOn = addDays(clock.today(), -daysAgo);
    const dayLater = (days: number) => new Date(`${addDays(receivedOn, days)}T17:00:00Z`);
    const { id } = await insertApplication(tx, {
      ...facts,
      receivedOn,
      dueOn: addBusinessDays(receivedOn, DAYS_TO_ANSWER),
      recordedBy: by,
      recordedAt: dayLater(0),
      requestKey: crypto.randomUUID(),
    });
    await insertApplicationStep(tx, { applicationId: id, kind: 'recorded', by, at: dayLater(0) });
    if (waits) {
      await updateApplication(tx, id, { status: 'waiting', waitingSince: addDays(receivedOn, 2) });
      await insertApplicationStep(tx, { applicationId: id, kind: 'waiting', by, at: dayLater(2), text: waits });
    }
    if (declined) {
      await updateApplication(tx, id, { status: 'declined', decidedAt: dayLater(5) });
      await insertApplicationStep(tx, { applicationId: id, kind: 'declined', by, at: dayLater(5), ...declined });
    }
  }
}
