import '../support/settings';
import { and, eq } from 'drizzle-orm';
import { updateProvider } from '@/db/queries/providers';
import { certificates, events, mails, memberships, notices, providers, requests, users } from '@/db/schema';
import { printCertificate } from '@/lib/certificates/generic/print-certificate';
import { countWaiting } from '@/lib/notices/list-todo';
import { planNotices } from '@/lib/notices/plan-notices';
import { clockAt } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { getOwnProvider } from '@/lib/providers/find-own-provider';
import { dataOf } from '@/lib/providers/provider-data';
import { askForProviderData, providerDataForm, providerDataRequestSchema } from '@/lib/requests/ask-for-provider-data';
import { askProvider } from '@/lib/requests/ask-provider';
import { approveRequest, approveSchema, declineRequest } from '@/lib/requests/decide-request';
import { findNamingProvider } from '@/lib/requests/find-dependents';
import { listStaffQueue, queueSchema } from '@/lib/requests/list-requests';
import { listWaiting } from '@/lib/requests/list-waiting';
import { getRequest } from '@/lib/requests/request';
import { viewRequest } from '@/lib/requests/view-request';
import { withdrawRequest } from '@/lib/requests/withdraw-request';
import { expectAudit } from '../support/audit';
import { canceled } from '../support/cancellations';
import { testDatabase } from '../support/database';
import { leadsTo } from '../support/email-links';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { askedProviderData } from '../support/requests';
import { givenLink } from '../support/share-links';

const test_ = testDatabase();
afterAll(closeRenderer);

async function filled(ctx: Context): Promise<FormValues> {
  const form = await providerDataForm(ctx);
  if (form.undecided !== null) throw new Error(form.why);
  return form.values;
}

const send = (ctx: Context, values: FormValues) =>
  askForProviderData(ctx, providerDataRequestSchema.parse({ reason: 'We moved.', ...values }));

async function asked(changes: FormValues = { phone: '(406) 555-0199' }) {
  const ctx = await providerContext(test_.db);
  const requestId = await askedProviderData(ctx, changes);
  const staff = await staffContext(test_.db);
  const view = async (by: Context = staff) => viewRequest(by, (await getRequest(by, requestId)).request);
  return { ctx, requestId, staff, view };
}

const approve = (ctx: Context, requestId: number, saw: string) =>
  approveRequest(ctx, { ...approveSchema.parse({ saw, note: '' }), requestId });

const statusOf = async (requestId: number) =>
  (await test_.db.select().from(requests).where(eq(requests.id, requestId)))[0]!.status;

const WHOLE = {
  knownAs: 'Big Sky\nBSSD',
  website: 'bigsky.example.org',
  mailingStreet: 'PO Box 7',
  mailingCity: 'Helena',
  mailingState: 'MT',
  mailingZip: '59601',
  primaryName: 'Zoë Ñandú',
  primaryEmail: 'zoe@example.org',
  signatoryName: 'Jo Roe',
  signatoryTitle: 'Superintendent',
  directoryConsent: 'yes',
};

test('an approval changes the record, and both sides are notified once', async () => {
  const { ctx, requestId, staff, view } = await asked({ ...WHOLE, phone: '(406) 555-0199' });
  const { providerId } = ctx.actor;
  await expectAudit(test_.db, 'request.sent', `request:${requestId}`, {
    details: { kind: 'provider_data', eventId: null },
  });
  const { saw, fields, moved } = await view();
  expect(moved).toBe(false);
  expect(fields).toContainEqual({
    field: 'Mailing address',
    was: null,
    now: null,
    asked: 'PO Box 7\nHelena, MT 59601',
  });
  expect((await getOwnProvider(ctx)).phone).toBe('(406) 555-0100');
  expect(await approve(staff, requestId, saw)).toEqual({ kind: 'approved' });
  const provider = await getOwnProvider(ctx);
  expect(provider.version).toBe(2);
  expect(dataOf(provider)).toEqual({
    name: ctx.actor.providerName,
    knownAs: ['Big Sky', 'BSSD'],
    phone: '(406) 555-0199',
    website: 'https://bigsky.example.org',
    mailingAddress: { street: 'PO Box 7', city: 'Helena', state: 'MT', zip: '59601' },
    physicalAddress: null,
    primaryContact: { name: 'Zoë Ñandú', email: 'zoe@example.org', phone: '' },
    deputyContact: null,
    signatory: { name: 'Jo Roe', title: 'Superintendent' },
    directoryConsent: true,
  });
  const { details } = await expectAudit(test_.db, 'provider.changed', `provider:${providerId}`, {
    userId: staff.actor.userId,
    providerId,
  });
  expect(details).toMatchObject({
    requestId,
    version: 2,
    changes: { phone: { before: '(406) 555-0100', after: '(406) 555-0199' } },
  });
  const about = (await test_.db.select().from(mails).orderBy(mails.id)).filter((email) =>
    leadsTo(email, `/requests/${requestId}`),
  );
  expect(about.map(({ kind }) => kind)).toEqual(['request.sent', 'request.approved']);
  // The provider is found by its other names from now on.
  expect((await listStaffQueue(staff, queueSchema.parse({ queue: 'decided', q: 'bssd' }))).requests).toHaveLength(1);
});

test('the reviewer of a new name or phone sees what shows the old one, and what will show the new one', async () => {
  const { ctx, staff, view } = await asked({ phone: '(406) 555-0123' });
  const { providerId } = ctx.actor;
  expect((await view()).isPrinted).toBe(true);
  expect(await findNamingProvider(staff, providerId)).toEqual({
    certificates: 0,
    moreCertificates: false,
    eventsToCome: 0,
    links: 0,
  });
  const today = staff.clock.today();
  const open = await givenEvent(ctx, { startsOn: today, endsOn: today });
  const over = await givenEvent(ctx, { startsOn: addDays(today, -9), endsOn: addDays(today, -1) });
  const called = await givenEvent(ctx, { startsOn: today, endsOn: today });
  await canceled(staff, called);
  await test_.db.update(events).set({ issuedCount: 3 }).where(eq(events.id, over));
  await test_.db.update(events).set({ issuedCount: 4 }).where(eq(events.id, open));
  await givenLink(ctx, open);
  expect(await findNamingProvider(staff, providerId)).toMatchObject({ certificates: 7, eventsToCome: 1, links: 1 });
  await expect(findNamingProvider(ctx, providerId)).rejects.toMatchObject({ code: 'forbidden' });
});

test('the reviewer of a change that no certificate shows reads that', async () => {
  const { view } = await asked({ website: 'bigsky.example.org' });
  expect((await view()).isPrinted).toBe(false);
});

test('a certificate that was printed keeps the name and phone that were printed on it', async () => {
  const { ctx, requestId, staff, view } = await asked({ phone: '(406) 555-0123' });
  const eventId = await givenEvent(ctx);
  const before = await printCertificate(ctx, eventId);
  await approve(staff, requestId, (await view()).saw);
  const after = await printCertificate(ctx, eventId);
  expect([before.facts, after.facts].map(({ providerPhone, version }) => [version, providerPhone])).toEqual([
    [1, '(406) 555-0100'],
    [2, '(406) 555-0123'],
  ]);
  const rows = await test_.db.select().from(certificates).where(eq(certificates.eventId, eventId));
  expect(rows.find(({ version }) => version === 1)?.facts).toMatchObject({ providerPhone: '(406) 555-0100' });
});

test('fifty approvals at once change it once', async () => {
  const { ctx, requestId, staff, view } = await asked();
  const { saw } = await view();
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => approve(staff, requestId, saw)));
  const approved = outcomes.filter((one) => one.status === 'fulfilled' && one.value.kind === 'approved');
  expect(approved).toHaveLength(1);
  expect((await getOwnProvider(ctx)).version).toBe(2);
});

test('when the record changed, the reviewer decides again, and only what was asked for changes', async () => {
  const { ctx, requestId, staff, view } = await asked({ website: 'https://new.example.org' });
  const { saw } = await view();
  await updateProvider(test_.db, ctx.actor.providerId, {
    ...dataOf(await getOwnProvider(ctx)),
    knownAs: '',
    phone: '(406) 555-0111',
    website: 'https://other.example.org',
  });
  expect(await approve(staff, requestId, saw)).toEqual({ kind: 'moved' });
  expect(await statusOf(requestId)).toBe('open');
  const again = await view();
  expect(again).toMatchObject({
    moved: true,
    fields: [{ field: 'Website', was: null, now: 'https://other.example.org', asked: 'https://new.example.org' }],
  });
  expect(await approve(staff, requestId, again.saw)).toEqual({ kind: 'approved' });
  expect(await getOwnProvider(ctx)).toMatchObject({ phone: '(406) 555-0111', website: 'https://new.example.org' });
});

test('an approval that fails leaves neither the change nor the decision', async () => {
  const { ctx, requestId, staff, view } = await asked();
  await test_.db.update(users).set({ email: 'no address' }).where(eq(users.id, ctx.actor.userId));
  await expect(approve(staff, requestId, (await view()).saw)).rejects.toThrow();
  expect(await statusOf(requestId)).toBe('open');
  expect((await getOwnProvider(ctx)).version).toBe(1);
});

test('a name that another provider has is refused, when it is asked for and when it is approved', async () => {
  const other = await providerContext(test_.db);
  const ctx = await providerContext(test_.db);
  const name = other.actor.providerName.toUpperCase();
  await expect(askedProviderData(ctx, { name })).rejects.toMatchObject({ code: 'conflict' });
  const wanted = `Wanted ${crypto.randomUUID()}`;
  const { requestId, staff, view } = await asked({ name: wanted });
  await test_.db.update(providers).set({ name: wanted }).where(eq(providers.id, other.actor.providerId));
  await expect(approve(staff, requestId, (await view()).saw)).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('Another provider has this name.'),
  });
  expect(await statusOf(requestId)).toBe('open');
});

test('what is wrong is said at its field, and a group that is left blank is no problem', async () => {
  const ctx = await providerContext(test_.db);
  const values = { ...(await filled(ctx)), reason: 'x' };
  const problems = (changes: FormValues) =>
    Object.fromEntries(
      (providerDataRequestSchema.safeParse({ ...values, ...changes }).error?.issues ?? []).map(({ path, message }) => [
        path.join('.'),
        message,
      ]),
    );
  expect(problems({})).toEqual({});
  expect(
    problems({ name: '', phone: 'none', website: 'not a site', mailingCity: 'Helena', primaryName: 'Jo' }),
  ).toEqual({
    name: 'Enter the legal name.',
    phone: 'Enter a phone number in the format (406) 555-0100.',
    website: 'Enter the address of a website, such as https://www.example.org.',
    mailingStreet: 'Enter the street address.',
    mailingZip: expect.stringContaining('ZIP code'),
    primaryEmail: expect.stringContaining('email address'),
  });
  expect(problems({ website: 'javascript:alert(1)' })).toHaveProperty('website');
});

test('only managers ask, once at a time, and everyone at the provider reads', async () => {
  const { ctx, requestId, staff } = await asked();
  expect(await providerDataForm(ctx)).toMatchObject({ undecided: requestId });
  for (const role of ['editor', 'viewer'] as const) {
    const other = { ...ctx, actor: { ...ctx.actor, role } };
    await expect(providerDataForm(other)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(withdrawRequest(other, { requestId })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await getOwnProvider(other)).id).toBe(ctx.actor.providerId);
  }
  await expect(getOwnProvider(staff)).rejects.toMatchObject({ code: 'forbidden' });
  const stranger = await providerContext(test_.db);
  await expect(getRequest(stranger, requestId)).rejects.toMatchObject({ code: 'not_found' });
  await declineRequest(staff, { requestId, ground: 'other', sentence: 'Call us.' });
  const again = await askedProviderData(ctx, { phone: '(406) 555-0144' });
  await withdrawRequest(ctx, { requestId: again });
  expect((await getOwnProvider(ctx)).version).toBe(1);
});

test('a question goes to people who can answer it: managers, also when the person who asked is not one anymore', async () => {
  const { ctx, requestId, staff } = await asked();
  const [asker, manager] = [`${crypto.randomUUID()}@example.org`, `${crypto.randomUUID()}@example.org`];
  const { userId, providerId } = ctx.actor;
  await test_.db.update(users).set({ email: asker }).where(eq(users.id, userId));
  const [other] = await test_.db
    .insert(users)
    .values({ username: crypto.randomUUID().slice(0, 20), name: 'Mo Manager', email: manager, passwordHash: '' })
    .returning();
  await test_.db.insert(memberships).values({ userId: other!.id, providerId, role: 'manager' });
  await test_.db.update(memberships).set({ role: 'editor' }).where(eq(memberships.userId, userId));
  await askProvider(staff, { requestId, question: 'Since when?' });
  const sentTo = async (address: string) =>
    (await test_.db.select().from(mails).where(eq(mails.toAddress, address))).map(({ kind }) => kind);
  expect([await sentTo(asker), await sentTo(manager)]).toEqual([[], ['request.question']]);

  const editor = { ...ctx, actor: { ...ctx.actor, role: 'editor' as const } };
  const senior = { ...ctx, actor: { ...ctx.actor, userId: other!.id } };
  const waiting = async (who: Context) => [(await listWaiting(who)).requests.count, await countWaiting(who)];
  expect([await waiting(editor), await waiting(senior)]).toEqual([
    [0, 0],
    [1, 1],
  ]);
  const days = ['2026-05-01', '2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'];
  for (const day of days) await planNotices({ db: test_.db, clock: clockAt(() => new Date(`${day}T15:00:00Z`)) });
  const reminded = await test_.db
    .selectDistinct({ userId: notices.userId })
    .from(notices)
    .where(and(eq(notices.kind, 'request_question'), eq(notices.subjectId, requestId)));
  expect(reminded).toEqual([{ userId: other!.id }]);
});

test('a form that is sent twice makes one request, and nothing different makes none', async () => {
  const ctx = await providerContext(test_.db);
  const values = { ...(await filled(ctx)), phone: '(406) 555-0155' };
  await expect(send(ctx, { ...values, phone: '(406) 555-0100' })).rejects.toMatchObject({ code: 'invalid' });
  const review = await send(ctx, values);
  if (review.kind !== 'review') throw new Error('not shown');
  const { reviewed } = review;
  expect(review.differences).toEqual([{ field: 'Phone', before: '(406) 555-0100', after: '(406) 555-0155' }]);
  const [one, two] = await Promise.all([send(ctx, { ...values, reviewed }), send(ctx, { ...values, reviewed })]);
  expect(one).toEqual(two);
  await expect(send(ctx, { ...values, reviewed, version: '9' })).resolves.toEqual(one);
  await expect(send(ctx, { ...values, reviewed, requestKey: crypto.randomUUID(), version: '9' })).rejects.toMatchObject(
    { code: 'conflict' },
  );
});

test('what was typed is compared with what staff saved meanwhile', async () => {
  const ctx = await providerContext(test_.db);
  const values = { ...(await filled(ctx)), website: 'bigsky.example.org' };
  const before = await send(ctx, values);
  if (before.kind !== 'review') throw new Error('not shown');
  expect(before.changedMeanwhile).toBeUndefined();
  const { providerId } = ctx.actor;
  await test_.db.update(providers).set({ phone: '(406) 555-0177', version: 2 }).where(eq(providers.id, providerId));
  const after = await send(ctx, { ...values, reviewed: before.reviewed });
  expect(after).toMatchObject({ kind: 'review', changedMeanwhile: expect.stringContaining('changed') });
  const entered = { ...values, phone: '(406) 555-0177' };
  const review = await send(ctx, entered);
  if (review.kind !== 'review') throw new Error('not shown');
  expect(review.differences).toMatchObject([{ field: 'Website' }]);
  expect(await send(ctx, { ...entered, reviewed: review.reviewed })).toMatchObject({ kind: 'asked' });
});
