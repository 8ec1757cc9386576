import '../support/settings';
import { eq } from 'drizzle-orm';
import { eventCategoryLinks, requests, settings, users } from '@/db/schema';
import type { Staff } from '@/lib/access/actor';
import { editEventForm, newEventForm } from '@/lib/events/event-forms';
import { countWaiting, listTodo } from '@/lib/notices/list-todo';
import { setSupportAddress, supportAddress } from '@/lib/platform/env';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { sendEmail } from '@/lib/platform/mail/send-email';
import { providerWords } from '@/lib/platform/provider-words';
import type { Context, SignedInContext } from '@/lib/platform/visit';
import { correctionForm } from '@/lib/requests/ask-for-correction';
import { askForUser, userRequestSchema } from '@/lib/requests/ask-for-user';
import { correctEvent, correctEventForm, correctEventSchema } from '@/lib/requests/correct-event';
import { ATTESTATION_STATEMENT } from '@/lib/settings/certificate-texts';
import { changeSetting, settingSchema } from '@/lib/settings/change-setting';
import type { SettingName } from '@/lib/settings/definitions';
import { refreshSettings } from '@/lib/settings/follow-settings';
import { getSetting, listSettings, settingForm } from '@/lib/settings/list-settings';
import { settingNow, settingOn } from '@/lib/settings/read-setting';
import { rememberReminders } from '@/lib/settings/recent-reminders';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

type Administrator = SignedInContext & { actor: Staff };

async function administrator(today = '2026-05-01'): Promise<Administrator> {
  const ctx = await staffContext(test_.db, { today });
  await test_.db.update(users).set({ staffRole: 'administrator' }).where(eq(users.id, ctx.actor.userId));
  return { ...ctx, actor: { ...ctx.actor, role: 'administrator' } };
}

/** Sends the form of a setting, filled as it opens and then changed. */
async function change(ctx: Administrator, name: SettingName, changes: FormValues, opened?: FormValues) {
  const values = opened ?? (await settingForm(ctx, name)).values;
  const input = settingSchema(name).parse({ ...values, reason: 'The Board decided.', ...changes });
  return changeSetting(ctx, { ...input, name });
}

beforeEach(async () => {
  await test_.owner.execute('alter table settings disable trigger settings_kept');
  await test_.owner.delete(settings);
  await test_.owner.execute('alter table settings enable trigger settings_kept');
  setSupportAddress(null);
});

const RULE = { arm1055714: 'https://rules.example.org/10.55.714' };

test('only administrators change settings; staff read them', async () => {
  const staff = await staffContext(test_.db);
  expect((await listSettings(staff)).map(({ name }) => name)).toContain('rules');
  await expect(settingForm(staff, 'rules')).rejects.toMatchObject({ code: 'forbidden' });
  const input = settingSchema('rules').parse({
    ...(await settingForm(await administrator(), 'rules')).values,
    ...RULE,
    reason: 'x',
  });
  await expect(changeSetting(staff, { ...input, name: 'rules' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listSettings(await providerContext(test_.db))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a change applies from its day, and the history says who made it, when and why', async () => {
  const ctx = await administrator('2026-05-01');
  const before = await settingNow(ctx, 'rules');
  await change(ctx, 'rules', { ...RULE, effectiveOn: '2026-07-01' });
  expect(await settingNow(ctx, 'rules')).toEqual(before);
  expect(await settingOn(ctx.db, 'rules', '2026-06-30')).toEqual(before);
  expect(await settingOn(ctx.db, 'rules', '2026-07-01')).toEqual({ ...before, ...RULE });
  const { versions } = await getSetting(ctx, 'rules');
  expect(versions).toMatchObject([{ effectiveOn: '2026-07-01', by: ctx.actor.name, reason: 'The Board decided.' }]);
  await expectAudit(ctx.db, 'setting.changed', `setting:${versions[0]!.id}`, {
    userId: ctx.actor.userId,
    details: {
      setting: 'rules',
      effectiveOn: '2026-07-01',
      changes: { arm1055714: { before: before.arm1055714, after: RULE.arm1055714 } },
      reason: 'The Board decided.',
    },
  });
});

test('a change from today does not undo one that was planned for later; the planned one can be replaced', async () => {
  const ctx = await administrator('2026-05-01');
  await change(ctx, 'rules', { ...RULE, effectiveOn: '2026-07-01' });
  await change(ctx, 'rules', { arm1055714: 'https://rules.example.org/now' });
  expect((await settingNow(ctx, 'rules')).arm1055714).toBe('https://rules.example.org/now');
  expect((await settingNow(onDay(ctx, '2026-07-01'), 'rules')).arm1055714).toBe(RULE.arm1055714);
  await change(ctx, 'rules', { effectiveOn: '2026-07-01' });
  expect((await settingNow(onDay(ctx, '2026-07-01'), 'rules')).arm1055714).toBe('https://rules.example.org/now');
});

test('a change leaves the other fields of what is planned, and a plan those of a later one', async () => {
  const ctx = await administrator('2026-05-01');
  await change(ctx, 'rules', { ...RULE, effectiveOn: '2026-07-01' });
  await change(ctx, 'rules', { arm1057215: 'https://rules.example.org/now' });
  // Both are planned from what applies today.
  await change(ctx, 'rules', { arm1057216: 'https://rules.example.org/later', effectiveOn: '2026-09-01' });
  await change(ctx, 'rules', { arm1057216: 'https://rules.example.org/before', effectiveOn: '2026-06-01' });
  const on = async (day: string) => {
    const { arm1055714, arm1057215, arm1057216 } = await settingNow(onDay(ctx, day), 'rules');
    return [arm1055714 === RULE.arm1055714, arm1057215.split('/').at(-1), arm1057216.split('/').at(-1)];
  };
  const [, , first] = await on('2026-05-31');
  expect(await on('2026-05-31')).toEqual([false, 'now', first]);
  expect(await on('2026-06-01')).toEqual([false, 'now', 'before']);
  expect(await on('2026-07-01')).toEqual([true, 'now', 'before']);
  expect(await on('2026-09-01')).toEqual([true, 'now', 'later']);
});

test('two administrators do not overwrite each other, and a change must change something from today on', async () => {
  const ctx = await administrator();
  const { values } = await settingForm(ctx, 'rules');
  await change(ctx, 'rules', RULE);
  await expect(
    change(await administrator(), 'rules', { arm1057215: 'https://a.example.org' }, values),
  ).rejects.toMatchObject({ code: 'conflict' });
  await expect(change(ctx, 'rules', {})).rejects.toMatchObject({ code: 'invalid' });
  await expect(change(ctx, 'rules', { effectiveOn: '2026-04-30' })).rejects.toMatchObject({ code: 'invalid' });
});

test.each<[SettingName, FormValues]>([
  ['support', { address: 'help' }],
  ['rules', { requirements: 'javascript:alert(1)' }],
  ['rules', { requirements: '' }],
  ['holidays', { added: '12/32/2026' }],
  ['rules', { effectiveOn: '2026-02-30' }],
])('%s refuses %j', async (name, changes) => {
  const { values } = await settingForm(await administrator(), name);
  const result = settingSchema(name).safeParse({ ...values, reason: 'x', ...changes });
  expect(result.error?.issues.map(({ path }) => path[0])).toEqual(Object.keys(changes));
});

test('emails name the support address that administrators chose, at once on this server and on others soon', async () => {
  const ctx = await administrator();
  const inOneEmail = async () => {
    await sendEmail(ctx.db, ctx, { kind: 'test', to: 'a@example.org', name: 'A', subject: 'S', paragraphs: ['P'] });
    const mails = await ctx.db.query.mails.findMany();
    return mails.at(-1)!.text;
  };
  expect(await inOneEmail()).toContain('OPIPDUPS@mt.gov');
  await change(ctx, 'support', { address: 'units@example.org' });
  expect(await inOneEmail()).toContain('units@example.org');
  // Another server, which has not heard of it yet.
  setSupportAddress(null);
  await refreshSettings(ctx);
  expect(supportAddress()).toBe('units@example.org');
});

test('a changed day of reminders counts on every page at once on this server, and on others soon', async () => {
  const ctx = await administrator();
  const manager = onDay(await providerContext(test_.db), '2026-05-05');
  const online = { locationKind: 'online' as const, city: null, state: null, zip: null };
  await givenEvent(manager, { ...online, asynchronous: true, startsOn: '2025-08-01', endsOn: '2026-05-30' });
  expect(await countWaiting(manager)).toBe(1);
  await change(ctx, 'reminders', { courseEnds: '7, 14' });
  expect(await countWaiting(manager)).toBe(0);
  expect((await listTodo(manager)).items).toEqual([]);
  // Another server, which has not heard of it yet.
  rememberReminders({ ...(await settingNow(ctx, 'reminders')), courseEnds: '14, 60' });
  expect(await countWaiting(manager)).toBe(1);
  await refreshSettings(ctx);
  expect(await countWaiting(manager)).toBe(0);
});

test('due dates skip the holidays that administrators add, and count those that they remove', async () => {
  const ctx = await administrator();
  const dueOn = async () => {
    const manager = await providerContext(test_.db, { today: '2026-05-20' });
    const input = { name: 'Jo Roe', email: 'jo@example.org', role: 'editor', reason: 'x' };
    const id = await askForUser(
      manager,
      userRequestSchema.parse({
        ...input,
        requestKey: crypto.randomUUID(),
        forProvider: String(forProviderOf(manager)),
      }),
    );
    const [row] = await test_.db.select().from(requests).where(eq(requests.id, id));
    return row!.dueOn;
  };
  // Memorial Day, May 25, is a legal holiday.
  expect(await dueOn()).toBe('2026-06-01');
  await change(ctx, 'holidays', { added: '5/22/2026\n2026-05-21' });
  expect(await settingNow(ctx, 'holidays')).toEqual({ added: '2026-05-21\n2026-05-22', removed: '' });
  expect(await dueOn()).toBe('2026-06-03');
  await change(ctx, 'holidays', { added: '', removed: '5/25/2026' });
  expect(await dueOn()).toBe('2026-05-29');
});

test('public pages use the word for providers that administrators chose', async () => {
  const ctx = await administrator();
  await change(ctx, 'wording', { provider: 'host' });
  expect(providerWords()).toEqual({ one: 'host', many: 'hosts' });
  await change(ctx, 'wording', { provider: 'provider' });
  expect(providerWords()).toEqual({ one: 'provider', many: 'providers' });
});

test('an attestation that changed is confirmed again when an event is edited', async () => {
  const manager = await providerContext(test_.db, { today: '2026-05-01' });
  const eventId = await givenEvent(manager);
  const opened = async () => {
    const found = await editEventForm(onDay(manager, '2026-05-02'), eventId);
    if (found.why !== null) throw new Error(found.why);
    return [found.form.values.attested, found.form.attestation];
  };
  expect(await opened()).toEqual(['yes', ATTESTATION_STATEMENT]);
  await change(await administrator(), 'attestation', { statement: 'It is planned.', effectiveOn: '2026-05-02' });
  expect(await opened()).toEqual(['', 'It is planned.']);
  expect((await newEventForm(manager)).attestation).toBe(ATTESTATION_STATEMENT);
});

test('it is confirmed again, too, when it changed later on the day on which the event was saved', async () => {
  const ctx = await providerContext(test_.db, { at: new Date('2026-05-01T15:00:00Z') });
  const manager = onDay(ctx, '2026-05-01');
  const saved = async (by: Context) => {
    const eventId = await givenEvent(by);
    return async () => {
      const found = await editEventForm(onDay(ctx, '2026-05-02'), eventId);
      return found.why === null && found.form.values.attested;
    };
  };
  const morning = await saved(ctx);
  expect(await morning()).toBe('yes');
  await change(await administrator('2026-05-01'), 'attestation', {
    statement: 'It is planned.',
    effectiveOn: '2026-05-01',
  });
  expect(await morning()).toBe('');
  expect(await (await saved(manager))()).toBe('yes');
});

describe('a statement that changed before staff corrected the event', () => {
  async function corrected({ endsOn }: { endsOn: string }) {
    const manager = await providerContext(test_.db, { today: '2026-08-20' });
    const eventId = await givenEvent(manager, { startsOn: endsOn });
    await test_.db.insert(eventCategoryLinks).values({ eventId, categoryId: 1 });
    const admin = await administrator('2026-08-25');
    await change(admin, 'attestation', { statement: 'It is planned.', effectiveOn: '2026-09-01' });
    const staff = await staffContext(test_.db, { today: '2026-09-05' });
    const { form } = await correctEventForm(staff, eventId);
    const input = correctEventSchema.parse({ ...form.values, title: 'Fractions', reason: 'The provider called.' });
    expect(await correctEvent(staff, { ...input, eventId })).toEqual({ kind: 'edited' });
    return { manager: onDay(manager, '2026-09-06'), eventId };
  }

  test('has to be confirmed when the provider edits the event', async () => {
    const { manager, eventId } = await corrected({ endsOn: '2026-09-10' });
    const found = await editEventForm(manager, eventId);
    expect(found.why === null && [found.form.values.attested, found.form.attestation]).toEqual(['', 'It is planned.']);
  });

  test('has to be confirmed when the provider asks for another correction', async () => {
    const { manager, eventId } = await corrected({ endsOn: '2026-09-02' });
    const found = await correctionForm(manager, eventId);
    expect(found.why === null && [found.form.values.attested, found.form.attestation]).toEqual(['', 'It is planned.']);
  });
});
