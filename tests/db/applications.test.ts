import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { applications, mails, memberships, providers, users } from '@/db/schema';
import { getApplicant, getApplication } from '@/lib/applications/application';
import { daysToAnswer } from '@/lib/applications/days-to-answer';
import {
  approveApplication,
  approveApplicationForm,
  declineApplication,
  declineSchema,
} from '@/lib/applications/decide-application';
import { countToDecide, listApplications } from '@/lib/applications/list-applications';
import { applicationListHref, applicationListSchema } from '@/lib/applications/list-query';
import {
  recordApplication,
  recordApplicationForm,
  recordApplicationSchema,
} from '@/lib/applications/record-application';
import { applicantAnswered, waitForApplicant } from '@/lib/applications/wait-for-applicant';
import { countWaiting, listTodo } from '@/lib/notices/list-todo';
import { planNotices } from '@/lib/notices/plan-notices';
import { sendNotices } from '@/lib/notices/send-notices';
import { clockAt } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import type { Context } from '@/lib/platform/visit';
import { addProviderSchema } from '@/lib/providers/staff/add-provider';
import { changeSetting, settingSchema } from '@/lib/settings/change-setting';
import { settingForm } from '@/lib/settings/list-settings';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

beforeEach(async () => {
  log.level = 'silent';
  // Each test has the product to itself.
  await test_.db.update(users).set({ disabledAt: new Date() });
  await test_.db.execute(sql`update applications set status = 'declined', decided_at = now(), waiting_since = null
    where status in ('open', 'waiting')`);
});

const TODAY = '2026-11-20';

const inputOf = (staff: Context, changes: Record<string, string> = {}) =>
  recordApplicationSchema.parse({
    ...recordApplicationForm(staff),
    organization: 'Yellowstone Science Teachers',
    contactName: 'Noor Haddad',
    contactEmail: 'noor@yellowstone.example',
    note: '',
    ...changes,
  });

/** Records an application as staff do; it arrived on a day. */
async function given(receivedOn = TODAY, changes: Record<string, string> = {}) {
  const staff = await staffContext(test_.db, { today: TODAY });
  const applicationId = await recordApplication(staff, inputOf(staff, { receivedOn, ...changes }));
  return { staff, applicationId };
}

const rowOf = async (id: number) => (await test_.db.select().from(applications).where(eq(applications.id, id)))[0]!;

const refused = (code: string) => ({ code });

test('an application is due seven business days after it arrived, and is recorded once', async () => {
  const staff = await staffContext(test_.db, { today: TODAY });
  const input = inputOf(staff, { note: 'With agendas.' });
  const id = await recordApplication(staff, input);
  // Thanksgiving is between.
  expect(await rowOf(id)).toMatchObject({ dueOn: '2026-12-02', status: 'open', note: 'With agendas.' });
  await expectAudit(test_.db, 'application.recorded', `application:${id}`, {
    userId: staff.actor.userId,
    details: { kind: 'multiple_event', receivedOn: TODAY, dueOn: '2026-12-02' },
  });
  expect(await recordApplication(staff, input)).toBe(id);
  const { application, steps } = await getApplication(staff, id);
  expect([application.organization, ...steps.map(({ step }) => step.kind)]).toEqual([
    'Yellowstone Science Teachers',
    'recorded',
  ]);
  expect(await getApplicant(staff, id)).toBe('Yellowstone Science Teachers');
  for (const receivedOn of ['2026-11-21', '2025-11-19']) {
    const wrong = inputOf(staff, { receivedOn });
    await expect(recordApplication(staff, wrong)).rejects.toMatchObject(refused('invalid'));
  }
  await expect(getApplication(staff, 999_999_999)).rejects.toMatchObject(refused('not_found'));
});

test('administrators set in how many business days applications are answered', async () => {
  const day = '2027-01-04';
  const { staff, applicationId: before } = await given();
  const later = onDay(staff, day);
  const administrator = { ...later, actor: { ...later.actor, role: 'administrator' as const } };
  const { values } = await settingForm(administrator, 'applications');
  for (const days of ['0', '61', 'seven', '']) {
    expect(settingSchema('applications').safeParse({ ...values, reason: 'Fewer now.', days }).success).toBe(false);
  }
  const change = settingSchema('applications').parse({ ...values, reason: 'Fewer now.', days: '3' });
  await changeSetting(administrator, { ...change, name: 'applications' });
  expect([await daysToAnswer(staff), await daysToAnswer(later)]).toEqual([7, 3]);
  const after = await recordApplication(later, inputOf(later));
  expect([await rowOf(before), await rowOf(after)]).toMatchObject([{ dueOn: '2026-12-02' }, { dueOn: '2027-01-07' }]);
});

test('only staff see applications and work on them', async () => {
  const { staff, applicationId } = await given();
  const manager = await providerContext(test_.db, { today: TODAY });
  const list = applicationListSchema.parse({ q: '', after: null });
  const data = addProviderSchema.parse({
    ...(await approveApplicationForm(staff, applicationId)).values,
    ...MORE,
    managerUsername: 'noor',
  });
  const tries = [
    () => recordApplication(manager, inputOf(staff)),
    () => getApplication(manager, applicationId),
    () => getApplicant(manager, applicationId),
    () => listApplications(manager, list),
    () => countToDecide(manager),
    () => waitForApplicant(manager, { applicationId, text: 'Which?' }),
    () => applicantAnswered(manager, { applicationId, text: 'This.' }),
    () => declineApplication(manager, { applicationId, ground: 'other', sentence: 'No.' }),
    () => approveApplicationForm(manager, applicationId),
    () => approveApplication(manager, { ...data, applicationId }),
  ];
  for (const each of tries) await expect(each()).rejects.toMatchObject(refused('forbidden'));
  expect((await rowOf(applicationId)).status).toBe('open');
});

test('while it waits for the applicant, the agency’s time stops', async () => {
  const { staff, applicationId } = await given();
  await expect(applicantAnswered(staff, { applicationId, text: 'Early.' })).rejects.toMatchObject(refused('conflict'));
  await waitForApplicant(staff, { applicationId, text: 'Who teaches?' });
  await expectAudit(test_.db, 'application.waiting', `application:${applicationId}`);
  await expect(waitForApplicant(staff, { applicationId, text: 'Who?' })).rejects.toMatchObject(refused('conflict'));
  // From Friday to Monday of the week after next: five business days, because of Thanksgiving.
  await applicantAnswered(onDay(staff, '2026-11-30'), { applicationId, text: 'Ms. Haddad.' });
  expect(await rowOf(applicationId)).toMatchObject({ status: 'open', waitingSince: null, dueOn: '2026-12-09' });
  await expectAudit(test_.db, 'application.answered', `application:${applicationId}`, {
    details: { dueOn: '2026-12-09' },
  });
  const { steps } = await getApplication(staff, applicationId);
  expect(steps.map(({ step }) => [step.kind, step.text])).toEqual([
    ['recorded', null],
    ['waiting', 'Who teaches?'],
    ['answered', 'Ms. Haddad.'],
  ]);
});

test('staff decline with a reason from the list and a sentence, once, also while it waits', async () => {
  const { staff, applicationId } = await given();
  expect(declineSchema.safeParse({ ground: 'because', sentence: 'No.' }).success).toBe(false);
  expect(declineSchema.safeParse({ ground: 'other', sentence: ' ' }).success).toBe(false);
  await waitForApplicant(staff, { applicationId, text: 'Who teaches?' });
  const decision = { applicationId, ground: 'incomplete', sentence: 'They never answered.' } as const;
  await declineApplication(staff, decision);
  expect(await rowOf(applicationId)).toMatchObject({ status: 'declined', waitingSince: null, providerId: null });
  await expectAudit(test_.db, 'application.declined', `application:${applicationId}`, {
    details: { ground: 'incomplete' },
  });
  const after = [
    () => declineApplication(staff, decision),
    () => waitForApplicant(staff, { applicationId, text: 'x' }),
    () => applicantAnswered(staff, { applicationId, text: 'x' }),
  ];
  for (const each of after) await expect(each()).rejects.toMatchObject(refused('conflict'));
  expect((await approveApplicationForm(staff, applicationId)).why).toBe('This application was declined.');
  expect((await getApplication(staff, applicationId)).steps.at(-1)!.step).toMatchObject({
    kind: 'declined',
    ground: 'incomplete',
    text: 'They never answered.',
  });
});

/** What staff add to the form that the application filled. */
const MORE = { phone: '(406) 555-0170', type: 'professional_organization' };

test('an approval adds the provider as the application says, and leads to it; both or neither', async () => {
  const name = `Yellowstone ${crypto.randomUUID()}`;
  const email = `${crypto.randomUUID()}@yellowstone.example`;
  const { staff, applicationId } = await given(TODAY, { organization: name, contactEmail: email });
  const { values } = await approveApplicationForm(staff, applicationId);
  expect(values).toMatchObject({
    name,
    kind: 'multiple_event',
    approvedOn: TODAY,
    primaryName: 'Noor Haddad',
    primaryEmail: email,
    managerName: 'Noor Haddad',
    managerEmail: email,
    managerUsername: expect.stringMatching(/^[a-z]+\d*$/),
  });
  // Another provider has the name: nothing is decided.
  const taken = await providerContext(test_.db);
  const wrong = addProviderSchema.parse({
    ...values,
    ...MORE,
    name: taken.actor.providerName,
    managerUsername: 'noor',
  });
  await expect(approveApplication(staff, { ...wrong, applicationId })).rejects.toMatchObject(refused('conflict'));
  expect((await rowOf(applicationId)).status).toBe('open');

  const right = addProviderSchema.parse({ ...values, ...MORE });
  const tries = await Promise.allSettled([1, 2].map(() => approveApplication(staff, { ...right, applicationId })));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const { application } = await getApplication(staff, applicationId);
  expect(application).toMatchObject({ status: 'approved', providerName: name });
  const providerId = application.providerId!;
  await expectAudit(test_.db, 'application.approved', `application:${applicationId}`, {
    details: { newProviderId: providerId },
  });
  const [provider] = await test_.db.select().from(providers).where(eq(providers.id, providerId));
  expect(provider).toMatchObject({ approvedOn: TODAY, primaryContact: { name: 'Noor Haddad', email } });
  const people = await test_.db.select().from(memberships).where(eq(memberships.providerId, providerId));
  expect(people).toMatchObject([{ role: 'manager' }]);
  expect(await test_.db.select().from(mails).where(eq(mails.toAddress, email))).toHaveLength(1);
});

test('a contact who already has a sign-in keeps it', async () => {
  const known = await providerContext(test_.db);
  const [user] = await test_.db.select().from(users).where(eq(users.id, known.actor.userId));
  const { staff, applicationId } = await given(TODAY, {
    organization: `Yellowstone ${crypto.randomUUID()}`,
    contactEmail: user!.email,
  });
  const form = await approveApplicationForm(staff, applicationId);
  expect(form.values.managerUsername).toBe(user!.username);
  expect(form.known).toMatchObject([{ username: user!.username, staff: false }]);
  const providerId = await approveApplication(staff, {
    ...addProviderSchema.parse({ ...form.values, ...MORE }),
    applicationId,
  });
  const people = await test_.db.select().from(memberships).where(eq(memberships.providerId, providerId));
  expect(people).toMatchObject([{ userId: user!.id, role: 'manager' }]);
});

test('a provider of a single event gets no sign-in by default', async () => {
  const { staff, applicationId } = await given(TODAY, { kind: 'single_event' });
  const { values } = await approveApplicationForm(staff, applicationId);
  expect(values.kind).toBe('single_event');
  expect(Object.keys(values)).not.toContain('managerName');
});

test('the list has those to decide by their due day; others are found by organization and contact', async () => {
  const later = await given('2026-11-19', { organization: 'Bridger Arts', contactName: 'José Ñandú' });
  const sooner = await given('2026-11-02', { organization: 'Absaroka 100% Arts' });
  const declined = await given('2026-11-03', { organization: 'Gallatin Arts' });
  const { staff } = later;
  await declineApplication(staff, { applicationId: declined.applicationId, ground: 'other', sentence: 'No.' });
  await waitForApplicant(staff, { applicationId: sooner.applicationId, text: 'Who?' });
  const find = async (given_: Record<string, string>) => {
    const query = applicationListSchema.parse({ q: '', after: null, ...given_ });
    expect(
      applicationListSchema.parse(Object.fromEntries(new URL(applicationListHref(query), 'http://x').searchParams)),
    ).toMatchObject({ list: query.list, q: query.q });
    return (await listApplications(staff, query)).applications.map(({ organization }) => organization);
  };
  expect(await find({})).toEqual(['Absaroka 100% Arts', 'Bridger Arts']);
  expect(await find({ after: String(sooner.applicationId) })).toEqual(['Bridger Arts']);
  expect(await find({ q: 'jose nandu' })).toEqual(['Bridger Arts']);
  expect(await find({ q: '100% arts' })).toEqual(['Absaroka 100% Arts']);
  expect((await find({ list: 'declined' }))[0]).toBe('Gallatin Arts');
  expect(await find({ list: 'approved', q: 'gallatin' })).toEqual([]);
  expect(await find({ list: 'nonsense' })).toHaveLength(2);
  expect(await countToDecide(staff)).toBe('2');
});

test('staff are reminded before an application is due, on that day and after it, but not while it waits', async () => {
  for (const table of ['notices', 'notice_digests', 'notice_plans', 'mails', 'graphile_worker._private_jobs']) {
    await test_.db.execute(sql.raw(`delete from ${table}`));
  }
  await test_.db.execute(sql`insert into notice_plans (day, urgent, planned_at) values ('2026-11-27', false, now())`);
  const { staff, applicationId } = await given();
  const remindOn = async (day: string) => {
    const visit = { db: test_.db, clock: clockAt(() => new Date(`${day}T15:00:00Z`)) };
    await planNotices(visit);
    await sendNotices(visit);
  };
  const todo = async (day: string) => (await listTodo(onDay(staff, day))).items.map(({ kind, path }) => [kind, path]);
  expect(await todo('2026-11-29')).toEqual([]);
  const item = ['application_due', `/admin/applications/${applicationId}`];
  expect(await todo('2026-11-30')).toEqual([item]);
  expect(await countWaiting(onDay(staff, '2026-11-30'))).toBe(1);
  for (const day of ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04']) await remindOn(day);
  const [user] = await test_.db.select().from(users).where(eq(users.id, staff.actor.userId));
  const emails = () => test_.db.select().from(mails).where(eq(mails.toAddress, user!.email)).orderBy(mails.id);
  expect((await emails()).map(({ subject }) => subject)).toEqual(
    Array(3).fill('1 application to decide: Application of Yellowstone Science Teachers'),
  );
  expect((await emails())[0]!.text).toContain('Due on December 2, 2026, in 2 days.');
  await waitForApplicant(onDay(staff, '2026-12-04'), { applicationId, text: 'Who?' });
  expect(await todo('2026-12-09')).toEqual([]);
  await remindOn('2026-12-09');
  expect(await emails()).toHaveLength(3);
  await applicantAnswered(onDay(staff, '2026-12-10'), { applicationId, text: 'Me.' });
  expect(await todo('2026-12-10')).toEqual([item]);
  await declineApplication(onDay(staff, '2026-12-10'), { applicationId, ground: 'other', sentence: 'No.' });
  expect(await countWaiting(onDay(staff, '2026-12-10'))).toBe(0);
});
