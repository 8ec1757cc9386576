import '../support/settings';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { memberships, providers } from '@/db/schema';
import type { ProviderUser } from '@/lib/access/actor';
import { feedSchema, makeFeed, turnOffFeed } from '@/lib/calendar/own-feed';
import { addEvent } from '@/lib/events/add-event';
import { newEventForm } from '@/lib/events/event-forms';
import { addEventSchema } from '@/lib/events/event-input';
import { addKey, addKeySchema } from '@/lib/learning-systems/add-key';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { SignedInContext } from '@/lib/platform/visit';
import { askForProviderData, providerDataForm, providerDataRequestSchema } from '@/lib/requests/ask-for-provider-data';
import { askForUser, userRequestSchema } from '@/lib/requests/ask-for-user';
import { changeRole, changeRoleSchema } from '@/lib/users/change-role';
import { inviteSchema, inviteUser } from '@/lib/users/invite-user';
import { removeAccess, removeAccessSchema } from '@/lib/users/remove-access';
import { addWebhook, addWebhookSchema } from '@/lib/webhooks/add-webhook';
import { addConference, addConferenceForm } from '@/lib/whole-conference/add-conference';
import { addConferenceSchema } from '@/lib/whole-conference/conference-input';
import { getOwnReport } from '@/lib/yearly-documents/annual-report/own-report';
import { factsText } from '@/lib/yearly-documents/annual-report/report-facts';
import { signReport, signReportSchema } from '@/lib/yearly-documents/annual-report/sign-report';
import { getOwnAgreement, signAgreement, signAgreementSchema } from '@/lib/yearly-documents/sign-agreement';
import { testDatabase } from '../support/database';
import { postedEvent } from '../support/event-form';
import { forProviderOf, providerContext } from '../support/people';

const test_ = testDatabase();

type Manager = SignedInContext & { actor: ProviderUser };
/** One person at the two providers that they manage, and a colleague who works for both, too. */
type Given = { here: Manager; there: Manager; colleagueId: number };

async function given(): Promise<Given> {
  const here = await providerContext(test_.db, { today: '2027-07-20' });
  const other = await providerContext(test_.db, { today: '2027-07-20' });
  const colleagueId = (await providerContext(test_.db)).actor.userId;
  await test_.db.update(providers).set({ approvedOn: '2019-08-12' });
  const { userId } = here.actor;
  const [ours, theirs] = [here.actor.providerId, other.actor.providerId];
  await test_.db.insert(memberships).values([
    { userId, providerId: theirs, role: 'manager' },
    { userId: colleagueId, providerId: ours, role: 'editor' },
    { userId: colleagueId, providerId: theirs, role: 'editor' },
  ]);
  const { providerId, providerName } = other.actor;
  return { here, there: { ...here, actor: { ...here.actor, providerId, providerName } }, colleagueId };
}

/** A form: how it is read, what is in it when it is sent, without the provider, and what it does. */
function form<Schema extends z.ZodType>(
  schema: Schema,
  fill: (given: Given) => FormValues | Promise<FormValues>,
  work: (ctx: Manager, input: z.output<Schema>, given: Given) => Promise<unknown>,
) {
  return {
    fill,
    problems: (values: FormValues) =>
      (schema.safeParse(values).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]),
    send: (ctx: Manager, values: FormValues, given: Given) => work(ctx, schema.parse(values), given),
  };
}

const YEAR = 2026;
const requestKey = () => crypto.randomUUID();
const person = () => ({ name: 'Jo Roe', email: `${crypto.randomUUID()}@example.org`, role: 'viewer' });

const FORMS = {
  'invite a user': form(inviteSchema, person, inviteUser),
  'change a role': form(
    changeRoleSchema,
    () => ({ role: 'viewer', sawRole: 'editor' }),
    (ctx, input, { colleagueId }) => changeRole(ctx, { ...input, userId: colleagueId }),
  ),
  'remove access': form(
    removeAccessSchema,
    () => ({}),
    (ctx, input, { colleagueId }) => removeAccess(ctx, { ...input, userId: colleagueId }),
  ),
  'ask for a user': form(
    userRequestSchema,
    () => ({ ...person(), reason: 'She helps us.', requestKey: requestKey() }),
    askForUser,
  ),
  'ask for a change of our information': form(
    providerDataRequestSchema,
    async ({ here }) => {
      const shown = await providerDataForm(here);
      if (shown.undecided !== null) throw new Error(shown.why);
      const values: FormValues = { ...shown.values, phone: '(406) 555-0199', reason: 'It is new.' };
      const review = await askForProviderData(here, providerDataRequestSchema.parse(values));
      if (review.kind !== 'review') throw new Error('the differences were not shown');
      return { ...values, reviewed: review.reviewed };
    },
    askForProviderData,
  ),
  'sign the agreement': form(
    signAgreementSchema,
    async ({ here }) => ({ statement: (await getOwnAgreement(here, YEAR)).statement, agreed: 'yes' }),
    (ctx, input) => signAgreement(ctx, { ...input, year: YEAR }),
  ),
  'sign the annual report': form(
    signReportSchema,
    async ({ here }) => {
      const { statement, facts } = await getOwnReport(here, YEAR);
      return { statement, shown: factsText(facts), whyIncomplete: 'We had no events.', agreed: 'yes' };
    },
    (ctx, input) => signReport(ctx, { ...input, year: YEAR }),
  ),
  'add a webhook': form(
    addWebhookSchema,
    () => ({ url: 'https://lms.example.org/hooks', types: ['count.due'] }),
    addWebhook,
  ),
  'create a key': form(addKeySchema, () => ({ label: 'Moodle' }), addKey),
  'create a calendar address': form(feedSchema, () => ({}), makeFeed),
  'turn off the calendar feed': form(
    feedSchema,
    async ({ here, there }) => {
      for (const ctx of [here, there]) await makeFeed(ctx, { forProvider: forProviderOf(ctx) });
      return {};
    },
    turnOffFeed,
  ),
  'add an event': form(
    addEventSchema,
    async ({ here }) => ({
      ...(await newEventForm(here)).values,
      ...postedEvent({ startsOn: '2027-08-03', endsOn: '2027-08-04' }),
    }),
    addEvent,
  ),
  'add a conference': form(
    addConferenceSchema,
    ({ here }) => ({
      ...addConferenceForm(here),
      name: 'Sky days',
      startsOn: '2027-08-03',
      endsOn: '2027-08-04',
      place: '',
      program: '',
      contact: '',
    }),
    addConference,
  ),
};

/** Returns what each table of the product has now. */
async function everything(): Promise<Record<string, string>> {
  const tables = await test_.db.execute<{ name: string }>(sql`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker') order by 1`);
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await test_.db.execute<{ rows: string }>(
      sql.raw(`select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as rows from ${name} t`),
    );
    found[name] = row!.rows;
  }
  return found;
}

test.each(Object.entries(FORMS))(
  '%s: a form that was opened for one provider is refused after a second tab switched, and writes nothing',
  async (_name, { fill, problems, send }) => {
    const both = await given();
    const { here, there } = both;
    const filled: FormValues = { ...(await fill(both)), forProvider: String(here.actor.providerId) };
    const before = await everything();

    const { forProvider: _, ...unnamed } = filled;
    expect(problems(unnamed)).toEqual([['forProvider', 'This form can’t be saved. Open the page again.']]);
    await expect(send(there, filled, both)).rejects.toMatchObject({
      code: 'conflict',
      sentence: `Nothing is saved. This form was opened for another provider, and you now work for ${there.actor.providerName}. Open the Secure Portal in a new tab, switch back, then save again.`,
    });
    expect(await everything()).toEqual(before);

    await send(here, filled, both);
    expect(await everything()).not.toEqual(before);
  },
);
