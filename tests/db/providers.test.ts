import '../support/settings';
import { eq } from 'drizzle-orm';
import { mails, memberships, providers, users } from '@/db/schema';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { exportDirectory, getDirectoryEntry, listDirectory } from '@/lib/providers/directory';
import { getOwnProvider } from '@/lib/providers/find-own-provider';
import { providerListSchema } from '@/lib/providers/list-query';
import { findOwnStanding } from '@/lib/providers/own-standing';
import { addProvider, addProviderForm, addProviderSchema } from '@/lib/providers/staff/add-provider';
import { changeProvider, changeProviderForm, changeProviderSchema } from '@/lib/providers/staff/change-provider';
import { getProvider } from '@/lib/providers/staff/get-provider';
import { listProviders } from '@/lib/providers/staff/list-providers';
import { addNote, listProviderNotes } from '@/lib/providers/staff/notes';
import { listProviderLog } from '@/lib/providers/staff/provider-log';
import { setStanding, setStandingSchema } from '@/lib/providers/staff/standing/set-standing';
import { standingText } from '@/lib/providers/standing-words';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

const queryOf = (given: Record<string, unknown>) =>
  providerListSchema.parse({ q: '', place: '', type: '', after: null, ...given });

const visit = async () => providerContext(test_.db);

/** Adds a provider with this record, and returns its number. */
async function given(record: Partial<typeof providers.$inferInsert>): Promise<number> {
  const [row] = await test_.db
    .insert(providers)
    .values({ name: crypto.randomUUID(), phone: '(406) 555-0100', kind: 'multiple_event', type: 'school', ...record })
    .returning();
  return row!.id;
}

async function change(staff: Context, providerId: number, changes: FormValues, reason = 'They called.') {
  const { values } = await changeProviderForm(staff, providerId);
  return changeProvider(staff, { ...changeProviderSchema.parse({ ...values, ...changes, reason }), providerId });
}

test('anybody finds a provider by each of its names, its city and its type', async () => {
  const mark = crypto.randomUUID().slice(0, 8);
  const address = { street: '1 Main St', city: 'Séliš Falls', state: 'MT', zip: '59801' };
  const id = await given({
    name: `Séliš School ${mark}`,
    knownAs: `SS${mark}\nFalls 100% ${mark}`,
    mailingAddress: address,
  });
  await given({ name: `Another ${mark}`, type: 'other' });
  const found = async (query: Record<string, unknown>) =>
    (await listDirectory(await visit(), queryOf(query))).entries.map((entry) => entry.id);
  for (const q of [`selis ${mark}`, `SS${mark}`, `100% ${mark}`, `school, ${mark}`.replace(',', '')]) {
    expect(await found({ q })).toEqual([id]);
  }
  expect(await found({ q: `100_ ${mark}` })).toEqual([]);
  expect(await found({ q: mark, place: 'séliš' })).toEqual([id]);
  expect(await found({ q: mark, place: 'falls' })).toEqual([]);
  expect(await found({ q: mark, type: 'school' })).toEqual([id]);
  expect(await found({ q: mark, type: 'no such type' })).toHaveLength(2);
});

test('the directory shows a phone and a website only with the provider’s consent', async () => {
  const record = {
    website: 'https://www.example.org',
    primaryContact: { name: 'Jo', email: 'jo@example.org', phone: '' },
  };
  const closed = await getDirectoryEntry(await visit(), await given(record));
  expect(closed).toMatchObject({ phone: null, website: null, place: null });
  const open = await getDirectoryEntry(await visit(), await given({ ...record, directoryConsent: true }));
  expect(open).toMatchObject({ phone: '(406) 555-0100', website: 'https://www.example.org' });
  expect(JSON.stringify([closed, open])).not.toContain('jo@example.org');
  await expect(getDirectoryEntry(await visit(), 999_999_999)).rejects.toMatchObject({ code: 'not_found' });
});

test('the list has pages, and its file has all of them', async () => {
  const mark = crypto.randomUUID().slice(0, 8);
  for (let n = 0; n < 51; n++) await given({ name: `${mark} ${String(n).padStart(2, '0')}` });
  const first = await listDirectory(await visit(), queryOf({ q: mark }));
  const second = await listDirectory(await visit(), queryOf({ q: mark, after: String(first.next) }));
  expect([...first.entries, ...second.entries].map(({ name }) => name.slice(-2))).toEqual(
    Array.from({ length: 51 }, (_, n) => String(n).padStart(2, '0')),
  );
  expect(second.next).toBeNull();
  let file = '';
  for await (const lines of exportDirectory(await visit(), queryOf({ q: mark, after: String(first.next) })))
    file += lines;
  expect(file.split('\r\n').filter((line) => line.includes(mark))).toHaveLength(51);
});

test('staff change a record with a reason, which the log keeps and the managers read', async () => {
  const { actor } = await providerContext(test_.db);
  const { providerId } = actor;
  // A second manager whose address no mail server would take does not keep staff from it.
  const [other] = await test_.db
    .insert(users)
    .values({ username: crypto.randomUUID(), name: 'Al', email: 'no address' })
    .returning();
  await test_.db.insert(memberships).values({ userId: other!.id, providerId, role: 'manager' });
  const email = `${crypto.randomUUID()}@example.org`;
  await test_.db.update(users).set({ email }).where(eq(users.id, actor.userId));
  const staff = await staffContext(test_.db);
  await change(staff, providerId, { kind: 'single_event', approvedOn: '2026-03-02', phone: '(406) 555-0177' });
  const { provider, people } = await getProvider(staff, providerId);
  expect(provider).toMatchObject({
    kind: 'single_event',
    approvedOn: '2026-03-02',
    phone: '(406) 555-0177',
    version: 2,
  });
  expect(people.map(({ userId }) => userId)).toEqual(expect.arrayContaining([actor.userId, other!.id]));
  await expectAudit(test_.db, 'provider.changed', `provider:${providerId}`, {
    userId: staff.actor.userId,
    providerId,
    details: {
      version: 2,
      reason: 'They called.',
      changes: {
        phone: { before: '(406) 555-0100', after: '(406) 555-0177' },
        kind: { before: 'multiple_event', after: 'single_event' },
        approvedOn: { before: null, after: '2026-03-02' },
      },
    },
  });
  const sent = await test_.db.select().from(mails).where(eq(mails.toAddress, email));
  expect(sent.map(({ kind }) => kind)).toEqual(['provider.changed']);
  expect(sent[0]!.text).toContain('They called.');
});

test('a change of nothing, of a record that somebody changed, or to a taken name is refused', async () => {
  const { actor } = await providerContext(test_.db);
  const taken = await providerContext(test_.db);
  const staff = await staffContext(test_.db);
  const { providerId } = actor;
  await expect(change(staff, providerId, {})).rejects.toMatchObject({ code: 'invalid' });
  await expect(change(staff, providerId, { version: '7', type: 'other' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(change(staff, providerId, { name: taken.actor.providerName.toUpperCase() })).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('Another provider has this name'),
  });
  expect((await getProvider(staff, providerId)).provider.version).toBe(1);
  for (const typed of [{ type: 'castle' }, { kind: '' }, { approvedOn: 'May' }, { reason: ' ' }]) {
    const { values } = await changeProviderForm(staff, providerId);
    expect(changeProviderSchema.safeParse({ ...values, reason: 'x', ...typed }).success).toBe(false);
  }
});

test('a change that is sent again, because its answer was lost, is done once', async () => {
  const { actor } = await providerContext(test_.db);
  const { providerId } = actor;
  const staff = await staffContext(test_.db);
  const { values } = await changeProviderForm(staff, providerId);
  const input = changeProviderSchema.parse({ ...values, phone: '(406) 555-0178', reason: 'They called.' });
  for (const _sent of [1, 2]) await changeProvider(staff, { ...input, providerId });
  expect((await getProvider(staff, providerId)).provider).toMatchObject({ phone: '(406) 555-0178', version: 2 });
});

test('only staff see every record, and change it', async () => {
  const { actor, ...ctx } = await providerContext(test_.db);
  const manager = { ...ctx, actor };
  await expect(listProviders(manager, queryOf({}))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(getProvider(manager, actor.providerId)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(changeProviderForm(manager, actor.providerId)).rejects.toMatchObject({ code: 'forbidden' });
  const staff = await staffContext(test_.db);
  expect((await listProviders(staff, queryOf({ q: actor.providerName }))).providers).toMatchObject([
    { id: actor.providerId },
  ]);
  await expect(getProvider(staff, 999_999_999)).rejects.toMatchObject({ code: 'not_found' });
});

describe('a new provider', () => {
  const filled = (changes: FormValues = {}) => ({
    ...{ name: `New ${crypto.randomUUID()}`, phone: '(406) 555-0155', kind: 'single_event', type: 'school' },
    ...{ approvedOn: '2026-04-30', mailingState: 'MT', physicalState: 'MT', ...changes },
  });

  test('staff add it, and its first manager gets an email that leads to a password', async () => {
    const staff = await staffContext(test_.db);
    expect(addProviderForm(staff)).toMatchObject({ kind: 'multiple_event', approvedOn: '2026-05-01' });
    const email = `${crypto.randomUUID()}@example.org`;
    const username = `jroe-${crypto.randomUUID().slice(0, 8)}`;
    const values = filled({ managerName: 'Jo Roe', managerEmail: email, managerUsername: username });
    const id = await addProvider(staff, addProviderSchema.parse(values));
    const { provider, people } = await getProvider(staff, id);
    expect(provider).toMatchObject({
      name: values.name,
      kind: 'single_event',
      approvedOn: '2026-04-30',
      standing: 'good',
    });
    expect(people).toMatchObject([{ username, role: 'manager' }]);
    const { details } = await expectAudit(test_.db, 'provider.created', `provider:${id}`, { providerId: id });
    expect(details).toMatchObject({ after: { phone: '(406) 555-0155', type: 'school' } });
    await expectAudit(test_.db, 'user.created', `user:${people[0]!.userId}`, { userId: staff.actor.userId });
    const sent = await test_.db.select().from(mails).where(eq(mails.toAddress, email));
    expect(sent).toHaveLength(1);
    // The same form sent again adds nothing.
    expect(await addProvider(staff, addProviderSchema.parse(values))).toBe(id);
    expect(await test_.db.$count(mails, eq(mails.toAddress, email))).toBe(1);
    // Neither does a form that names a manager for one that was added without.
    const without = filled();
    await addProvider(staff, addProviderSchema.parse(without));
    const named = { managerName: 'Al Poe', managerEmail: `al-${email}`, managerUsername: `al-${username}` };
    const later = addProviderSchema.parse({ ...without, ...named });
    await expect(addProvider(staff, later)).rejects.toMatchObject({ code: 'conflict' });
    const other = addProviderSchema.parse({ ...values, kind: 'multiple_event' });
    await expect(addProvider(staff, other)).rejects.toMatchObject({ code: 'conflict' });
    expect(await getDirectoryEntry(staff, id)).toMatchObject({ standing: 'In good standing' });
  });

  test('a manager is optional, and all of one or nothing', async () => {
    const staff = await staffContext(test_.db);
    const id = await addProvider(staff, addProviderSchema.parse(filled()));
    expect((await getProvider(staff, id)).people).toEqual([]);
    const { error } = addProviderSchema.safeParse(filled({ managerName: 'Jo Roe' }));
    expect(error!.issues.map(({ path }) => path.join())).toEqual(['managerEmail', 'managerUsername']);
    expect(addProviderSchema.safeParse(filled({ type: '' })).success).toBe(false);
    const { actor, ...ctx } = await providerContext(test_.db);
    await expect(addProvider({ ...ctx, actor }, addProviderSchema.parse(filled()))).rejects.toMatchObject({
      code: 'forbidden',
    });
    const taken = filled({
      managerName: 'Jo Roe',
      managerEmail: 'another@example.org',
      managerUsername: actor.username.slice(0, 60),
    });
    await expect(addProvider(staff, addProviderSchema.parse(taken))).rejects.toMatchObject({ code: 'conflict' });
    expect((await listProviders(staff, queryOf({ q: taken.name }))).providers).toEqual([]);
  });
});

describe('a manager of a new provider who has a sign-in already', () => {
  const managed = (changes: FormValues) => ({
    ...{ name: `New ${crypto.randomUUID()}`, phone: '(406) 555-0155', kind: 'multiple_event', type: 'school' },
    ...{ approvedOn: '2026-04-30', mailingState: 'MT', physicalState: 'MT', managerName: 'Jo Roe', ...changes },
  });

  test('keeps it, and gets no second one', async () => {
    const staff = await staffContext(test_.db);
    const { actor } = await providerContext(test_.db);
    const managerEmail = `${crypto.randomUUID()}@example.org`;
    const managerUsername = `jroe-${crypto.randomUUID().slice(0, 8)}`;
    await test_.db
      .update(users)
      .set({ email: managerEmail, username: managerUsername })
      .where(eq(users.id, actor.userId));
    const other = managed({ managerEmail: managerEmail.toUpperCase(), managerUsername: `${managerUsername}2` });
    await expect(addProvider(staff, addProviderSchema.parse(other))).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining(`already has a sign-in with this email address: ${managerUsername}`),
    });
    expect((await listProviders(staff, queryOf({ q: other.name }))).providers).toEqual([]);
    const id = await addProvider(staff, addProviderSchema.parse(managed({ managerEmail, managerUsername })));
    expect((await getProvider(staff, id)).people).toMatchObject([{ userId: actor.userId, role: 'manager' }]);
  });
});

test('notes are for staff only: no page, file or email of the provider has them', async () => {
  const { actor, ...ctx } = await providerContext(test_.db);
  const manager = { ...ctx, actor };
  const { providerId } = actor;
  const staff = await staffContext(test_.db);
  await addNote(staff, { providerId, text: 'They sound angry.' });
  await addNote(staff, { providerId, text: 'They called again.' });
  expect((await listProviderNotes(staff, providerId)).map(({ text }) => text)).toEqual([
    'They called again.',
    'They sound angry.',
  ]);
  const { details } = await expectAudit(test_.db, 'provider.note_added', `provider:${providerId}`, {
    userId: staff.actor.userId,
  });
  expect(JSON.stringify(details)).not.toContain('angry');
  await expect(listProviderNotes(manager, providerId)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(addNote(manager, { providerId, text: 'Hello' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(addNote(staff, { providerId: 999_999_999, text: 'Hello' })).rejects.toMatchObject({ code: 'not_found' });
  let seen = JSON.stringify([
    await getOwnProvider(manager),
    await findOwnStanding(manager),
    await getDirectoryEntry(ctx, providerId),
    await test_.db.select().from(mails),
  ]);
  for await (const lines of exportDirectory(ctx, queryOf({ q: actor.providerName }))) seen += lines;
  expect(seen).not.toMatch(/angry|called again/);
});

test('the history says who changed what, when and why, in words', async () => {
  const staff = await staffContext(test_.db);
  const values = { name: `New ${crypto.randomUUID()}`, phone: '(406) 555-0155', kind: 'single_event', type: 'school' };
  const id = await addProvider(staff, addProviderSchema.parse({ ...values, approvedOn: '' }));
  await change(staff, id, { phone: '(406) 555-0177', kind: 'multiple_event', knownAs: 'Big' }, 'They called.');
  const shown = standingText((await getProvider(staff, id)).provider);
  const standing = { standing: 'probation', from: '2026-05-01', reviewOn: '2026-11-01', reason: 'No reports.', shown };
  await setStanding(staff, { ...setStandingSchema.parse(standing), providerId: id });
  const { name, entries, next } = await listProviderLog(staff, id, null);
  expect({ name, next }).toEqual({ name: values.name, next: null });
  expect(entries.map(({ action, by, reason }) => [action, by, reason])).toEqual([
    ['provider.standing_changed', staff.actor.name, 'No reports.'],
    ['provider.changed', staff.actor.name, 'They called.'],
    ['provider.created', staff.actor.name, null],
  ]);
  expect(entries[0]!.differences).toEqual([
    { field: 'Standing', before: 'In good standing', after: 'On probation' },
    { field: 'From', before: null, after: 'May 1, 2026' },
    { field: 'Review on', before: null, after: 'November 1, 2026' },
  ]);
  expect(entries[1]!.differences).toEqual([
    { field: 'Other names', before: null, after: 'Big' },
    { field: 'Phone', before: '(406) 555-0155', after: '(406) 555-0177' },
    { field: 'Kind', before: 'Single-event provider', after: 'Multiple-event provider' },
  ]);
  expect(entries[2]!.differences).toContainEqual({ field: 'Type', before: null, after: 'School' });
  expect((await listProviderLog(staff, id, String(entries[1]!.id))).entries).toHaveLength(1);
  const manager = await providerContext(test_.db);
  await expect(listProviderLog(manager, manager.actor.providerId, null)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listProviderLog(staff, 999_999_999, null)).rejects.toMatchObject({ code: 'not_found' });
});
