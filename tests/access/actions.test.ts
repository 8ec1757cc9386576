import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { users } from '@/db/schema';
import { reportingYearOf } from '@/lib/events/reporting-year';
import { systemClock } from '@/lib/platform/clock';
import { BASE } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';
import { builtActions } from './built-actions';
import { boundIdsOf, called, type Filling, filled, formsOf, type PageForm } from './forms';
import {
  addPerson,
  cancelByHand,
  certificateOf,
  ELSEWHERE,
  forgiveThisAddress,
  gatherPeople,
  givenApplication,
  givenAttendeeOf,
  givenEndedEvent,
  givenListFor,
  givenMergedProvider,
  givenOpenCourse,
  givenProposal,
  givenProvider,
  givenReportFor,
  givenReportUploadFor,
  givenRequest,
  givenRunOf,
  givenSecretConference,
  givenSecretEvent,
  givenSecretKey,
  givenSessionDraft,
  givenUploadFor,
  givenUploadOfSheets,
  givenWebhook,
  HOME,
  join,
  type People,
  type RowOf,
  signedInActing,
} from './people';
import { claimByHand, makeConferenceLinkByHand, makeLinkByHand, openCodeByHand } from './share-by-hand';
import { confirmedTwoStep, firstCodeOf } from './two-step-by-hand';

/** Whether the change that a posted form asks for was made. */
type Outcome = 'done' | 'refused';
type Row = RowOf<Outcome>;

/** A form that a person can send, about a record or account made for this case only. */
type Case = {
  page: string;
  by: Visitor;
  fill?: Filling;
  /** Returns what the form changes, as stored in the database. */
  trace: () => Promise<unknown>;
  /** Set when the form changes the owner's own account; `by` then takes the owner's place. */
  own?: boolean;
};

type Entry = { may: Row; arrange: () => Promise<Case> };

const NOBODY: Row = {
  guest: 'refused',
  holder: 'refused',
  disabled: 'refused',
  stranger: 'refused',
  viewer: 'refused',
  owner: 'refused',
  staff: 'refused',
  acting: 'refused',
};
const OWNER: Row = { ...NOBODY, owner: 'done' };
/** Work that staff who act for the owner's provider do, too. */
const WORK: Row = { ...OWNER, acting: 'done' };
const STAFF: Row = { ...NOBODY, staff: 'done' };

let db: Database;
let people: People;

const draftsOf = (conferenceId: number) =>
  db.execute(sql`select id from session_drafts where conference_id = ${conferenceId} order by id`);
const columns = async (id: number) => (await db.select().from(users).where(eq(users.id, id)))[0];
const openSessions = (id: number) =>
  db.execute(
    sql`select id, provider_id, recognised_at from sessions where user_id = ${id} and ended_at is null order by id`,
  );

/** A form on a new person's own account; the new person takes the owner's place. */
const own =
  (page: string, fill: Record<string, string>, trace: (id: number) => Promise<unknown> = columns) =>
  async () => {
    const person = await addPerson(db);
    return { page, by: await Visitor.signedIn(person.username), fill, own: true, trace: () => trace(person.id) };
  };

/** The same with two-step sign-in on. */
const ownTwoStep = (page: string, trace: (id: number) => Promise<unknown>) => async () => {
  const person = await addPerson(db);
  const by = await Visitor.signedIn(person.username);
  const { code } = await confirmedTwoStep(by);
  return { page, by, fill: { password: 'Montana2026', code }, own: true, trace: () => trace(person.id) };
};

/** Returns the sessions in which staff act for a provider. */
const actingFor = (provider: string) =>
  db.execute(sql`select s.id from sessions s join providers p on p.id = s.acting_provider_id
    where p.name = ${provider} order by s.id`);

const devicesOf = (id: number) => db.execute(sql`select id from known_devices where user_id = ${id} order by id`);

const feedsOf = (id: number) =>
  db.execute(sql`select id from calendar_feeds where user_id = ${id} and ended_at is null order by id`);

/** A form on the page of jobs, as an administrator sees it. Pausing this queue keeps no other test waiting. */
const onJobs =
  (fill: Record<string, string>, prepare: () => Promise<unknown>, trace: () => Promise<unknown>) => async () => {
    const colleague = await addPerson(db, { staffRole: 'administrator', demo: true });
    await prepare();
    return { page: '/admin/jobs', by: await Visitor.signedIn(colleague.username), fill, trace };
  };
const QUIET_QUEUE = 'slow webhooks';
const pausedRows = () => db.execute(sql`select queue from paused_queues where queue = ${QUIET_QUEUE}`);
const resumeQuietQueue = () => db.execute(sql`delete from paused_queues where queue = ${QUIET_QUEUE}`);

/** A job that no worker knows, so that it stays as it is. */
const FAILED_TASK = 'failed_in_a_test';
const failedJobs = () =>
  db.execute<{ id: string; attempts: number }>(sql`
    select j.id, j.attempts from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${FAILED_TASK} order by j.id`);
const removeFailedJobs = () =>
  db.execute(sql`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = ${FAILED_TASK}`);
async function aFailedJob() {
  await removeFailedJobs();
  await db.execute(sql`select from graphile_worker.add_job(${FAILED_TASK}, '{}'::json)`);
  const [job] = await failedJobs();
  await db.execute(
    sql`update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'x' where id = ${job!.id}::bigint`,
  );
  return job!.id;
}

/** An action by staff on a new person. */
const onPerson =
  (
    act: string,
    prepare: (id: number) => Promise<unknown>,
    asAdministrator = false,
    also: Record<string, string> = {},
  ) =>
  async () => {
    const person = await addPerson(db);
    await prepare(person.id);
    const colleague = asAdministrator && (await addPerson(db, { staffRole: 'administrator', demo: true }));
    const by = colleague ? await Visitor.signedIn(colleague.username) : people.staff;
    const fill: Record<string, string> = {
      reason: 'Asked by telephone.',
      ...(asAdministrator && { role: 'staff' }),
      ...also,
    };
    const trace = async () => [await columns(person.id), await openSessions(person.id)];
    return { page: `/admin/users/${person.id}/${act}`, by, fill, trace };
  };

/** A form for a new request, on one side's page of it. */
const onRequest =
  (side: '/requests' | '/admin/requests', fill: Record<string, string> = {}, waiting = false) =>
  async () => {
    const { id } = await givenRequest(db, { waiting });
    const trace = () => db.execute(sql`select status, assignee_id from requests where id = ${id}`);
    return { page: `${side}/${id}`, by: side === '/requests' ? people.owner : people.staff, fill, trace };
  };

/** The form in which staff cancel an event, or restore a canceled one. */
const onCancellation = (act: 'cancel' | 'restore') => async (): Promise<Case> => {
  const { id } = await givenEndedEvent(db);
  if (act === 'restore') await cancelByHand(db, id);
  const trace = () => db.execute(sql`select canceled_at from events where id = ${id}`);
  return { page: `/admin/events/${id}/${act}`, by: people.staff, fill: { reason: 'They called.' }, trace };
};

/** A form on the page of a proposal that a colleague made. */
const aProposal = (fill: Record<string, string>) => async (): Promise<Case> => {
  const providerId = await givenProvider(db);
  const id = await givenProposal(db, providerId);
  const trace = () => db.execute(sql`select status from proposals where id = ${id}`);
  return { page: `/admin/providers/${providerId}/proposals/${id}`, by: people.staff, fill, trace };
};

const signaturesOf = (id: number) => db.execute(sql`select id, title from signatures where user_id = ${id}`);

/** Adds a person with a signature, and an event of their provider that is signed with it or not signed yet. */
const withSignature = async ({ signed }: { signed: boolean }): Promise<Case> => {
  const person = await addPerson(db);
  const event = await givenSecretEvent(db);
  const [signature] = await db.execute(sql`
    insert into signatures (user_id, kind, typed_text, printed_name, title, created_at)
    values (${person.id}, 'typed', 'Zoë', 'Zoë Ñandú', 'Director', now()) returning id`);
  if (signed) {
    await db.execute(sql`
      insert into event_signings (event_id, signature_id, signed_by, signed_at)
      values (${event.id}, ${signature!.id}, ${person.id}, now())`);
  }
  return {
    page: `/events/${event.id}/sign`,
    by: await Visitor.signedIn(person.username),
    fill: { verified: 'yes' },
    own: true,
    trace: () => db.execute(sql`select id, signature_id from event_signings where event_id = ${event.id}`),
  };
};

const signsIn = async (id: number) => {
  const person = (await columns(id))!;
  await Visitor.signedIn(person.username);
};

const emailChanges = (id: number) =>
  db.execute(sql`select id, tries, cancelled_at from email_changes where user_id = ${id} order by id`);

/** Adds a person whose new email address is waiting for its codes. */
async function changingEmail(): Promise<Case> {
  const person = await addPerson(db);
  const by = await Visitor.signedIn(person.username);
  const page = '/account/email';
  const form = formsOf(await by.get(page)).find(({ fields }) => fields.some(([name]) => name === 'newEmail'));
  await by.post(page, filled(form!, { newEmail: `new-${person.username}@example.org`, password: 'Montana2026' }));
  return { page, by, own: true, trace: () => emailChanges(person.id) };
}

/** A colleague at the owner's provider, on the manager's page. */
let latestWebhook = 0;
const stateOf = (id: number) => db.execute(sql`select disabled_at, removed_at from webhooks where id = ${id}`);

const aWebhook =
  (
    trace: (id: number) => Promise<unknown>,
    {
      disabled = false,
      page = '',
      fill = {},
    }: { disabled?: boolean; page?: string; fill?: Record<string, string> } = {},
  ) =>
  async () => {
    // A provider has only so many webhooks at a time.
    await db.execute(sql`update webhooks set removed_at = now() where id = ${latestWebhook} and removed_at is null`);
    const { id } = await givenWebhook(db, { disabled });
    latestWebhook = id;
    return { page: `/learning-systems/webhooks/${id}${page}`, by: people.owner, fill, trace: () => trace(id) };
  };

const aColleague = (page: string, fill: Record<string, string>) => async () => {
  const { id } = await addPerson(db, { role: 'editor' });
  const trace = () => db.execute(sql`select role from memberships where user_id = ${id}`);
  return { page: `/users/${id}${page}`, by: people.owner, fill, trace };
};

const anEvent = (page: string, values: () => Record<string, string>) => async () => {
  const fill = values();
  const event = await givenSecretEvent(db);
  return {
    page: `/events/${event.id}/${page}`,
    by: people.owner,
    fill,
    trace: () => db.execute(sql`select version, certificate_count from events where id = ${event.id}`),
  };
};

/** A form about one of the owner's conferences, which has one session. */
const aConference =
  (
    page: string,
    fill: (eventId: number) => Record<string, string>,
    prepare?: (given: { id: number; eventId: number }) => Promise<unknown>,
  ) =>
  async () => {
    const given = await givenSecretConference(db);
    await prepare?.(given);
    const trace = () =>
      db.execute(sql`
        select c.version, c.closed_at, e.certificate_count, (select count(*) from issuing_runs r where r.event_id = e.id) as runs,
          (select array_agg((l.id, l.revoked_at)::text order by l.id) from conference_links l where l.conference_id = c.id) as links,
          (select count(*) from share_links s where s.event_id = e.id) as session_links,
          (select count(*) from check_in_codes k where k.event_id = e.id) as codes,
          (select count(*) from attendance_results r where r.event_id = e.id) as results,
          (select count(*) from conference_uploads u where u.conference_id = c.id) as lists,
          (select count(*) from attendees a where a.event_id = e.id) as people
        from conferences c join events e on e.conference_id = c.id where c.id = ${given.id}`);
    return { page: `/conferences/${given.id}${page}`, by: people.owner, fill: fill(given.eventId), trace };
  };

const rosterOf = (eventId: number) =>
  db.execute(sql`select name, completed, removed_at from attendees where event_id = ${eventId} order by id`);

/** An attendee on the roster of one of the owner's events. */
const anAttendee = (page: (id: number) => string, fill: (id: number) => Record<string, string>) => async () => {
  const { id: eventId } = await givenSecretEvent(db);
  const attendeeId = await givenAttendeeOf(db, eventId);
  return {
    page: `/events/${eventId}/attendees${page(attendeeId)}`,
    by: people.owner,
    fill: fill(attendeeId),
    trace: () => rosterOf(eventId),
  };
};

const certificatesOf = (eventId: number) =>
  db.execute(sql`
    select a.current_certificate_id, (select count(*) from certificate_mails m where m.certificate_id = a.current_certificate_id) as mails,
      (select count(*) from issuing_runs r where r.event_id = a.event_id and kind <> 'issue') as runs
    from attendees a where event_id = ${eventId} order by id`);

/**
 * An attendee with an address and a certificate of one of the owner's events, and one who completed it and has none.
 */
const aCertificate =
  (page: (id: number) => string, fill: Record<string, string> = {}) =>
  async () => {
    const { id: eventId } = await givenSecretEvent(db);
    await claimByHand(new Visitor(), (await makeLinkByHand(people.owner, eventId)).path, { email: 'zoe@example.org' });
    const due = await givenAttendeeOf(db, eventId);
    await db.execute(sql`update attendees set completed = true where id = ${due}`);
    const path = `/events/${eventId}/certificates`;
    return {
      page: path + page(await certificateOf(db, eventId)),
      by: people.owner,
      fill,
      trace: () => certificatesOf(eventId),
    };
  };

const claimsOf = (eventId: number) =>
  db.execute(sql`select state, certificate_id is null as none from claims where event_id = ${eventId} order by id`);
const factsOf = (attendeeId: number) =>
  db.execute(sql`select id from attendance_facts where attendee_id = ${attendeeId} order by id`);
const codesOf = (eventId: number) =>
  db.execute(sql`select id, closed_at from check_in_codes where event_id = ${eventId} order by id`);
const linksOf = (eventId: number) =>
  db.execute(sql`select label, revoked_at from share_links where event_id = ${eventId} order by id`);

/** A claim through a link of one of the owner's events, on its own page. */
const aClaim = (given: Record<string, string>, fill: Record<string, string>) => async () => {
  const { id } = await givenSecretEvent(db);
  await claimByHand(new Visitor(), (await makeLinkByHand(people.owner, id, given)).path);
  const { body } = await people.owner.get(`/events/${id}/share`);
  const page = /\/events\/\d+\/share\/claims\/\d+/.exec(body)![0];
  return { page, by: people.owner, fill, trace: () => claimsOf(id) };
};

/** A form on the page of an application, or on one below it. */
const anApplication =
  (below: string, fill: Record<string, string>, waiting = false) =>
  async () => {
    const { id } = await givenApplication(db, { waiting });
    return {
      page: `/admin/applications/${id}${below}`,
      by: people.staff,
      fill,
      trace: () => db.execute(sql`select status, provider_id from applications where id = ${id}`),
    };
  };

let editedKey: ReturnType<typeof givenSecretKey> | undefined;

/**
 * Every server action of the build, and the people for whom it works. A form is taken from the page of a person who is
 * allowed to use it, and sent with another person's cookies, like a browser without scripts would. "Done" means that
 * the record, or the account that it came from, was changed. An action that is not listed here fails the first test.
 */
const ACTIONS: Record<string, Entry> = {
  '_edges/sign-out-action.ts#signOutAction': { may: OWNER, arrange: own('/account', {}, openSessions) },
  '_edges/stop-acting-action.ts#stopActingAction': {
    may: { ...NOBODY, acting: 'done' },
    arrange: async () => ({ page: '/events', by: await signedInActing(db), trace: () => actingFor(HOME) }),
  },
  'admin/act-for/[providerId]/actions.ts#startActingAction': {
    may: STAFF,
    arrange: async () => {
      const colleague = await addPerson(db, { staffRole: 'staff', demo: true });
      const [provider] = await db.execute<{ id: string }>(sql`select id from providers where name = ${ELSEWHERE}`);
      return {
        page: `/admin/act-for/${provider!.id}`,
        by: await Visitor.signedIn(colleague.username),
        fill: { reason: 'They called.' },
        trace: () => actingFor(ELSEWHERE),
      };
    },
  },
  'admin/providers/[providerId]/change/actions.ts#changeProviderAction': {
    may: STAFF,
    arrange: async () => {
      const website = `https://${crypto.randomUUID()}.example.org`;
      const [provider] = await db.execute<{ id: string }>(sql`select id from providers where name = ${ELSEWHERE}`);
      return {
        page: `/admin/providers/${provider!.id}/change`,
        by: people.staff,
        fill: { website, reason: 'They moved.' },
        trace: () => db.execute(sql`select version from providers where website = ${website}`),
      };
    },
  },
  'admin/applications/new/actions.ts#recordApplicationAction': {
    may: STAFF,
    arrange: async () => {
      const organization = `Applicant ${crypto.randomUUID()}`;
      return {
        page: '/admin/applications/new',
        by: people.staff,
        fill: { organization, contactName: 'Noor Haddad', contactEmail: 'noor@example.org' },
        trace: () => db.execute(sql`select id from applications where organization = ${organization}`),
      };
    },
  },
  'admin/applications/[applicationId]/actions.ts#waitAction': {
    may: STAFF,
    arrange: anApplication('', { text: 'Who teaches?' }),
  },
  'admin/applications/[applicationId]/actions.ts#answeredAction': {
    may: STAFF,
    arrange: anApplication('', { text: 'Ms. Haddad.' }, true),
  },
  'admin/applications/[applicationId]/actions.ts#declineApplicationAction': {
    may: STAFF,
    arrange: anApplication('', { ground: 'other', sentence: 'We called them.' }),
  },
  'admin/applications/[applicationId]/approve/actions.ts#approveApplicationAction': {
    may: STAFF,
    arrange: anApplication('/approve', {
      phone: '(406) 555-0100',
      type: 'school',
      managerName: '',
      managerEmail: '',
      managerUsername: '',
    }),
  },
  'admin/providers/new/actions.ts#addProviderAction': {
    may: STAFF,
    arrange: async () => {
      const name = `Provider ${crypto.randomUUID()}`;
      return {
        page: '/admin/providers/new',
        by: people.staff,
        fill: { name, phone: '(406) 555-0100', type: 'school' },
        trace: () => db.execute(sql`select id from providers where name = ${name}`),
      };
    },
  },
  'admin/providers/[providerId]/close/actions.ts#closeProviderAction': {
    may: STAFF,
    arrange: async () => {
      const id = await givenProvider(db);
      return {
        page: `/admin/providers/${id}/close`,
        by: people.staff,
        fill: { reason: 'It no longer exists.' },
        trace: () => db.execute(sql`select id from proposals where provider_id = ${id}`),
      };
    },
  },
  'admin/providers/[providerId]/merge/actions.ts#mergeProvidersAction': {
    may: STAFF,
    arrange: async () => {
      const [id, into] = [await givenProvider(db), await givenProvider(db)];
      return {
        page: `/admin/providers/${id}/merge?into=${into}`,
        by: people.staff,
        fill: { reason: 'They are one organization now.' },
        trace: () => db.execute(sql`select id from proposals where provider_id = ${id}`),
      };
    },
  },
  'admin/providers/[providerId]/merge/undo/actions.ts#undoMergeAction': {
    may: STAFF,
    arrange: async () => {
      const id = await givenMergedProvider(db);
      return {
        page: `/admin/providers/${id}/merge/undo`,
        by: people.staff,
        fill: { reason: 'They are two organizations.' },
        trace: () => db.execute(sql`select merged_into from providers where id = ${id}`),
      };
    },
  },
  'admin/providers/[providerId]/reopen/actions.ts#reopenProviderAction': {
    may: STAFF,
    arrange: async () => {
      const id = await givenProvider(db);
      await db.execute(sql`update providers set standing = 'closed' where id = ${id}`);
      return {
        page: `/admin/providers/${id}/reopen`,
        by: people.staff,
        fill: { reason: 'It exists again.' },
        trace: () => db.execute(sql`select standing from providers where id = ${id}`),
      };
    },
  },
  'admin/providers/[providerId]/exports/actions.ts#askForExportAction': {
    may: STAFF,
    arrange: async () => {
      const id = await givenProvider(db);
      return {
        page: `/admin/providers/${id}`,
        by: people.staff,
        trace: () => db.execute(sql`select id from provider_exports where provider_id = ${id}`),
      };
    },
  },
  'admin/providers/[providerId]/notes/actions.ts#addNoteAction': {
    may: STAFF,
    arrange: async () => {
      const id = await givenProvider(db);
      return {
        page: `/admin/providers/${id}`,
        by: people.staff,
        fill: { text: 'They called.' },
        trace: () => db.execute(sql`select id from provider_notes where provider_id = ${id}`),
      };
    },
  },
  'admin/providers/[providerId]/yearly/[kind]/[year]/actions.ts#recordDocumentAction': {
    may: STAFF,
    arrange: async () => {
      const id = await givenProvider(db);
      return {
        page: `/admin/providers/${id}/yearly/agreement/${reportingYearOf(systemClock.today()).start}`,
        by: people.staff,
        fill: { how: 'email' },
        trace: () => db.execute(sql`select id from yearly_documents where provider_id = ${id}`),
      };
    },
  },
  'admin/providers/[providerId]/yearly/[kind]/[year]/actions.ts#withdrawDocumentAction': {
    may: STAFF,
    arrange: async () => {
      const id = await givenProvider(db);
      const { start } = reportingYearOf(systemClock.today());
      await db.execute(sql`
        insert into yearly_documents (provider_id, kind, year, received_on, how, recorded_by, recorded_at)
        select ${id}, 'agreement', ${start}, current_date, 'mail', min(id), now() from users where staff_role is not null`);
      return {
        page: `/admin/providers/${id}/yearly/agreement/${start}`,
        by: people.staff,
        fill: { reason: 'It was another provider’s.' },
        trace: () => db.execute(sql`select withdrawn_at from yearly_documents where provider_id = ${id}`),
      };
    },
  },
  'our-information/agreement/[year]/actions.ts#signAgreementAction': {
    may: OWNER,
    arrange: async () => {
      const inForce = sql`kind = 'agreement' and withdrawn_at is null
        and provider_id = (select id from providers where name = ${HOME})`;
      await db.execute(sql`
        update yearly_documents set withdrawn_at = now(), withdrawn_reason = 'A mistake.',
          withdrawn_by = (select min(id) from users where staff_role is not null) where ${inForce}`);
      return {
        page: `/our-information/agreement/${reportingYearOf(systemClock.today()).start}`,
        by: people.owner,
        fill: { agreed: 'yes' },
        trace: () => db.execute(sql`select id from yearly_documents where ${inForce}`),
      };
    },
  },
  'annual-report/[year]/actions.ts#signReportAction': {
    may: OWNER,
    arrange: async () => {
      const year = reportingYearOf(systemClock.today()).start - 1;
      const inForce = sql`kind = 'report' and withdrawn_at is null
        and provider_id = (select id from providers where name = ${HOME})`;
      await db.execute(sql`
        update yearly_documents set withdrawn_at = now(), withdrawn_reason = 'A mistake.',
          withdrawn_by = (select min(id) from users where staff_role is not null) where ${inForce}`);
      return {
        page: `/annual-report/${year}`,
        by: people.owner,
        fill: { agreed: 'yes', whyIncomplete: 'They took place elsewhere.' },
        trace: () => db.execute(sql`select id from yearly_documents where ${inForce}`),
      };
    },
  },
  'admin/providers/[providerId]/standing/actions.ts#setStandingAction': {
    may: STAFF,
    arrange: async () => {
      const id = await givenProvider(db);
      return {
        page: `/admin/providers/${id}/standing`,
        by: people.staff,
        fill: { standing: 'reports_overdue', from: '2099-01-01', reason: 'No report for last year.' },
        trace: () => db.execute(sql`select standing from providers where id = ${id}`),
      };
    },
  },
  'admin/providers/[providerId]/proposals/[proposalId]/actions.ts#confirmProposalAction': {
    may: STAFF,
    arrange: aProposal({ note: '' }),
  },
  'admin/providers/[providerId]/proposals/[proposalId]/actions.ts#declineProposalAction': {
    may: STAFF,
    arrange: aProposal({ note: 'Not yet.' }),
  },
  'account/actions.ts#chooseStartPageAction': {
    may: OWNER,
    arrange: own('/account', { startPage: 'program', from: 'account' }),
  },
  'account/actions.ts#recognizeSignInAction': {
    may: OWNER,
    arrange: async () => {
      const person = await addPerson(db);
      const by = await Visitor.signedIn(person.username);
      await Visitor.signedIn(person.username);
      return { page: '/portal', by, own: true, trace: () => openSessions(person.id) };
    },
  },
  'account/actions.ts#endSignInAction': {
    may: OWNER,
    arrange: async () => {
      const person = await addPerson(db);
      const by = await Visitor.signedIn(person.username);
      await Visitor.signedIn(person.username);
      return { page: '/account', by, own: true, trace: () => openSessions(person.id) };
    },
  },
  'account/actions.ts#signOutEverywhereAction': { may: OWNER, arrange: own('/account', {}, openSessions) },
  'account/actions.ts#forgetDeviceAction': { may: OWNER, arrange: own('/account', {}, devicesOf) },
  'account/calendar/actions.ts#makeFeedAction': { may: OWNER, arrange: own('/account/calendar', {}, feedsOf) },
  'account/calendar/actions.ts#turnOffFeedAction': {
    may: OWNER,
    arrange: async () => {
      const person = await addPerson(db);
      await db.execute(sql`
        insert into calendar_feeds (token_hash, user_id, provider_id, created_at)
        select ${crypto.randomUUID()}, user_id, provider_id, now() from memberships where user_id = ${person.id}`);
      const by = await Visitor.signedIn(person.username);
      return { page: '/account/calendar', by, own: true, trace: () => feedsOf(person.id) };
    },
  },
  'account/name/actions.ts#changeNameAction': { may: OWNER, arrange: own('/account/name', { name: 'Another Name' }) },
  'account/notices/actions.ts#choosePreferencesAction': {
    may: OWNER,
    arrange: own('/account/notices', { count_due: 'weekly' }, (id) =>
      db.execute(sql`select choices from notice_preferences where user_id = ${id}`),
    ),
  },
  'account/password/actions.ts#changePasswordAction': {
    may: OWNER,
    arrange: own('/account/password', { current: 'Montana2026', password: 'Quiet River 9 Otters' }),
  },
  'account/email/actions.ts#beginEmailChangeAction': {
    may: OWNER,
    arrange: own('/account/email', { newEmail: 'elsewhere@example.org', password: 'Montana2026' }, emailChanges),
  },
  'account/email/actions.ts#cancelEmailChangeAction': { may: OWNER, arrange: async () => changingEmail() },
  'account/email/actions.ts#confirmEmailChangeAction': {
    may: OWNER,
    // A wrong code counts as a try, and tries are what this form changes; other tests cover the right codes.
    arrange: async () => ({ ...(await changingEmail()), fill: { oldCode: '00000000', newCode: '00000000' } }),
  },
  'account/signature/actions.ts#saveSignatureAction': {
    may: OWNER,
    arrange: own('/account/signature', { title: 'Director' }, signaturesOf),
  },
  'events/[eventId]/sign/actions.ts#signEventAction': {
    may: OWNER,
    arrange: () => withSignature({ signed: false }),
  },
  'events/[eventId]/sign/actions.ts#leaveForInkAction': {
    may: OWNER,
    arrange: () => withSignature({ signed: true }),
  },
  'users/[userId]/actions.ts#changeRoleAction': { may: OWNER, arrange: aColleague('', { role: 'viewer' }) },
  'users/[userId]/actions.ts#removeAccessAction': { may: OWNER, arrange: aColleague('/remove', {}) },
  'learning-systems/actions.ts#addKeyAction': {
    // The form names the provider that it was opened for, as do the other forms about a provider itself.
    may: OWNER,
    arrange: async () => {
      const label = `Moodle ${crypto.randomUUID()}`;
      const trace = () => db.execute(sql`select count(*) from learning_system_keys where label = ${label}`);
      return { page: '/learning-systems', by: people.owner, fill: { label }, trace };
    },
  },
  'learning-systems/[keyId]/edit/actions.ts#changeKeyAction': {
    may: OWNER,
    arrange: async () => {
      // A provider has up to 20 keys, and changing one leaves it in use.
      editedKey ??= givenSecretKey(db);
      const { id } = await editedKey;
      const label = `Canvas ${crypto.randomUUID()}`;
      const trace = () => db.execute(sql`select label from learning_system_keys where id = ${id}`);
      return { page: `/learning-systems/${id}/edit`, by: people.owner, fill: { label }, trace };
    },
  },
  'learning-systems/[keyId]/revoke/actions.ts#revokeKeyAction': {
    may: OWNER,
    arrange: async () => {
      const { id } = await givenSecretKey(db);
      const trace = () => db.execute(sql`select revoked_at from learning_system_keys where id = ${id}`);
      return { page: `/learning-systems/${id}/revoke`, by: people.owner, trace };
    },
  },
  'learning-systems/webhooks/actions.ts#addWebhookAction': {
    may: OWNER,
    arrange: async () => {
      const url = `https://${crypto.randomUUID()}.example.org/`;
      const trace = () => db.execute(sql`select count(*) from webhooks where url = ${url}`);
      return { page: '/learning-systems/webhooks', by: people.owner, fill: { url }, trace };
    },
  },
  'learning-systems/webhooks/[webhookId]/actions.ts#sendTestAction': {
    may: OWNER,
    arrange: aWebhook(async (id) => db.execute(sql`select count(*) from webhook_deliveries where webhook_id = ${id}`)),
  },
  'learning-systems/webhooks/[webhookId]/actions.ts#sendAgainAction': {
    may: OWNER,
    arrange: aWebhook(async (id) => db.execute(sql`select state from webhook_deliveries where webhook_id = ${id}`)),
  },
  'learning-systems/webhooks/[webhookId]/actions.ts#disableWebhookAction': { may: OWNER, arrange: aWebhook(stateOf) },
  'learning-systems/webhooks/[webhookId]/actions.ts#enableWebhookAction': {
    may: OWNER,
    arrange: aWebhook(stateOf, { disabled: true }),
  },
  'learning-systems/webhooks/[webhookId]/actions.ts#editWebhookAction': {
    may: OWNER,
    arrange: aWebhook((id) => db.execute(sql`select url, types from webhooks where id = ${id}`), {
      page: '/edit',
      fill: { url: 'https://new.example.org/hooks' },
    }),
  },
  'learning-systems/webhooks/[webhookId]/actions.ts#replaceSecretAction': {
    may: OWNER,
    arrange: aWebhook((id) => db.execute(sql`select encrypted_secret from webhooks where id = ${id}`), {
      page: '/secret',
    }),
  },
  'learning-systems/webhooks/[webhookId]/actions.ts#removeWebhookAction': {
    may: OWNER,
    arrange: aWebhook(stateOf, { page: '/remove' }),
  },
  'account/two-step/actions.ts#beginSetUpAction': {
    may: OWNER,
    arrange: own('/account/two-step', { password: 'Montana2026' }, (id) =>
      db.execute(sql`select set_up_secret from sessions where user_id = ${id} order by id`),
    ),
  },
  'account/two-step/set-up/actions.ts#confirmSetUpAction': {
    may: OWNER,
    arrange: async () => {
      const person = await addPerson(db);
      const by = await Visitor.signedIn(person.username);
      const code = await firstCodeOf(by);
      return { page: '/account/two-step/set-up', by, fill: { code }, own: true, trace: () => columns(person.id) };
    },
  },
  'account/two-step/recovery-codes/actions.ts#renewRecoveryCodesAction': {
    may: OWNER,
    arrange: ownTwoStep('/account/two-step/recovery-codes', (id) =>
      db.execute(sql`select code_hash from recovery_codes where user_id = ${id} order by code_hash`),
    ),
  },
  'account/two-step/turn-off/actions.ts#turnOffAction': {
    may: OWNER,
    arrange: ownTwoStep('/account/two-step/turn-off', columns),
  },
  // On each person's own list; it must be theirs to do.
  'portal/actions.ts#putOffAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenRequest(db, { waiting: true });
      return {
        page: '/portal',
        by: people.owner,
        fill: { kind: 'request_question', subjectId: String(id), for: 'day' },
        trace: () => db.execute(sql`select user_id, until_day from todo_delays where subject_id = ${id} order by 1`),
      };
    },
  },
  'portal/actions.ts#openPageAction': {
    may: OWNER,
    arrange: async () => {
      const person = await addPerson(db);
      await join(db, person.id, ELSEWHERE);
      const by = await Visitor.signedIn(person.username);
      const [there] = await db.execute<{ id: string }>(sql`select id from providers where name = ${ELSEWHERE}`);
      return { page: `/open/${there!.id}`, by, own: true, trace: () => openSessions(person.id) };
    },
  },
  'portal/actions.ts#openProgramAction': {
    may: OWNER,
    arrange: async () => {
      const person = await addPerson(db);
      await join(db, person.id, ELSEWHERE);
      const by = await Visitor.signedIn(person.username);
      const there = await db.execute(sql`select id from providers where name = ${ELSEWHERE}`);
      const fill = { providerId: String(there[0]!.id) };
      return { page: '/portal', by, fill, own: true, trace: () => openSessions(person.id) };
    },
  },
  'welcome/actions.ts#endTourAction': { may: OWNER, arrange: own('/welcome', {}) },
  'events/new/actions.ts#addEventAction': {
    // The form names the provider that it was opened for, so it adds nothing when another provider's user sends it.
    may: WORK,
    arrange: async () => {
      const title = `Added ${crypto.randomUUID()}`;
      const fill = {
        title,
        instructor: 'Zoë Ñandú',
        description: 'How to teach fractions.',
        'categoryIds[]': '2',
        startsOn: '2031-05-03',
        endsOn: '2031-05-04',
        locationKind: 'in_person',
        city: 'Helena',
        state: 'MT',
        zip: '59601',
        hours: '6.25',
        attested: 'yes',
      };
      const trace = () => db.execute(sql`select count(*) from events where title = ${title}`);
      return { page: '/events/new', by: people.owner, fill, trace };
    },
  },
  'events/[eventId]/actions.ts#continueCourseAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenOpenCourse(db);
      const trace = () => db.execute(sql`select count(*) from events where continues_event_id = ${id}`);
      return { page: `/events/${id}`, by: people.owner, trace };
    },
  },
  'events/[eventId]/interim-count/actions.ts#interimCountAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenOpenCourse(db);
      const trace = () => db.execute(sql`select count from interim_counts where event_id = ${id}`);
      return { page: `/events/${id}/interim-count`, by: people.owner, fill: { onPaper: '7' }, trace };
    },
  },
  'events/[eventId]/copies/actions.ts#addCopiesAction': {
    may: WORK,
    arrange: async () => {
      const { id, title } = await givenSecretEvent(db);
      await db.execute(sql`insert into event_category_links (event_id, category_id) values (${id}, 2)`);
      const trace = () => db.execute(sql`select count(*) from events where title = ${title}`);
      const page = `/events/${id}/copies?how=listed&dates=2031-06-03`;
      return { page, by: people.owner, fill: { attested: 'yes' }, trace };
    },
  },
  'conferences/[conferenceId]/clone/actions.ts#cloneConferenceAction': {
    may: WORK,
    arrange: async () => {
      const { id, eventId } = await givenSecretConference(db);
      await db.execute(sql`insert into event_category_links (event_id, category_id) values (${eventId}, 2)`);
      const name = `Next ${crypto.randomUUID()}`;
      const query = new URLSearchParams({ name, startsOn: '2031-06-03' });
      const trace = () => db.execute(sql`select count(*) from conferences where name = ${name}`);
      return { page: `/conferences/${id}/clone?${query}`, by: people.owner, fill: { attested: 'yes' }, trace };
    },
  },
  'conferences/[conferenceId]/sessions/add/actions.ts#keepGridAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretConference(db);
      const trace = () => draftsOf(id);
      return { page: `/conferences/${id}/sessions/add`, by: people.owner, fill: { 'title[]': 'Number talks' }, trace };
    },
  },
  'conferences/[conferenceId]/sessions/import/actions.ts#importSessionsAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretConference(db);
      const fill = { pasted: 'Title\tHours\nNumber talks\t1', file: '' };
      return { page: `/conferences/${id}/sessions/import`, by: people.owner, fill, trace: () => draftsOf(id) };
    },
  },
  'conferences/[conferenceId]/sessions/check/[draftId]/actions.ts#saveSessionsAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretConference(db);
      const chosen = new URLSearchParams({ matched: 'yes', heading: '1', headingBefore: '1', locationKind: 'online' });
      for (const [index, kind] of ['title', 'instructor', 'startsOn', 'hours', 'description', 'categories'].entries()) {
        chosen.set(`c${index}`, kind);
      }
      const page = `/conferences/${id}/sessions/check/${await givenSessionDraft(db, id)}?${chosen}`;
      const trace = () => db.execute(sql`select count(*) from events where conference_id = ${id}`);
      return { page, by: people.owner, fill: { attested: 'yes', past: 'yes' }, trace };
    },
  },
  'conferences/[conferenceId]/sessions/check/[draftId]/actions.ts#rereadSessionsAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretConference(db);
      const page = `/conferences/${id}/sessions/check/${await givenSessionDraft(db, id)}`;
      return { page, by: people.owner, fill: { sheet: '1' }, trace: () => draftsOf(id) };
    },
  },
  'events/[eventId]/edit/actions.ts#editEventAction': {
    may: WORK,
    arrange: anEvent('edit', () => ({ title: `Edited ${crypto.randomUUID()}`, 'categoryIds[]': '2', attested: 'yes' })),
  },
  'events/[eventId]/request/actions.ts#askForCorrectionAction': {
    may: WORK,
    arrange: async () => {
      const { id, title } = await givenEndedEvent(db);
      const differences = [{ field: 'Title', before: title, after: 'Corrected' }];
      const reviewed = createHash('sha256').update(JSON.stringify(differences)).digest('base64url');
      const fill = { title: 'Corrected', reason: 'A typo', reviewed };
      const trace = () => db.execute(sql`select id from requests where event_id = ${id}`);
      return { page: `/events/${id}/request`, by: people.owner, fill, trace };
    },
  },
  'events/[eventId]/request/cancellation/actions.ts#askForCancellationAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenEndedEvent(db);
      const trace = () => db.execute(sql`select id from requests where event_id = ${id}`);
      return { page: `/events/${id}/request/cancellation`, by: people.owner, fill: { reason: 'Too few.' }, trace };
    },
  },
  'our-information/change/actions.ts#askForProviderDataAction': {
    may: OWNER,
    arrange: async () => {
      // One request at a time.
      await db.execute(sql`update requests set status = 'withdrawn', waiting_since = null, decided_at = now()
        where kind = 'provider_data' and status in ('open', 'waiting')`);
      const website = `https://${crypto.randomUUID()}.example.org`;
      const [was] = await db.execute<{ website: string | null }>(
        sql`select website from providers where name = 'Big Sky School District'`,
      );
      const differences = [{ field: 'Website', before: was!.website, after: website }];
      const reviewed = createHash('sha256').update(JSON.stringify(differences)).digest('base64url');
      const trace = () => db.execute(sql`select status from requests where asked->>'website' = ${website}`);
      const fill = { website, reason: 'It is new.', reviewed };
      return { page: '/our-information/change', by: people.owner, fill, trace };
    },
  },
  'users/invite/actions.ts#inviteAction': {
    may: OWNER,
    arrange: async () => {
      const email = `${crypto.randomUUID()}@example.org`;
      const trace = () => db.execute(sql`select id from users where email = ${email}`);
      return { page: '/users/invite', by: people.owner, fill: { name: 'Jane Roe', email, role: 'editor' }, trace };
    },
  },
  'users/ask/actions.ts#askForUserAction': {
    may: OWNER,
    arrange: async () => {
      const email = `${crypto.randomUUID()}@example.org`;
      const trace = () => db.execute(sql`select kind, status from requests where asked->>'email' = ${email}`);
      const fill = { name: 'Jane Roe', email, role: 'editor', reason: 'She helps us.' };
      return { page: '/users/ask', by: people.owner, fill, trace };
    },
  },
  'requests/[requestId]/actions.ts#answerAction': {
    may: WORK,
    arrange: onRequest('/requests', { answer: 'The new title.' }, true),
  },
  'requests/[requestId]/actions.ts#addFileAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenRequest(db);
      const file = new File(['%PDF-1.7\nstartxref\n9\n%%EOF\n'], 'flyer.pdf', { type: 'application/pdf' });
      const trace = () => db.execute(sql`select id from request_files where request_id = ${id}`);
      return { page: `/requests/${id}`, by: people.owner, fill: { file }, trace };
    },
  },
  'requests/[requestId]/actions.ts#withdrawAction': { may: WORK, arrange: onRequest('/requests') },
  'admin/events/[eventId]/correct/actions.ts#correctEventAction': {
    may: STAFF,
    arrange: async () => {
      const { id } = await givenEndedEvent(db);
      const trace = () => db.execute(sql`select title, version from events where id = ${id}`);
      const fill = { title: `Corrected ${crypto.randomUUID()}`, reason: 'They called.' };
      return { page: `/admin/events/${id}/correct`, by: people.staff, fill, trace };
    },
  },
  'admin/events/[eventId]/report/actions.ts#reportForProviderAction': {
    may: STAFF,
    arrange: async () => {
      const { id } = await givenEndedEvent(db);
      const trace = () => db.execute(sql`select certificate_count from events where id = ${id}`);
      return {
        page: `/admin/events/${id}/report`,
        by: people.staff,
        fill: { onPaper: '7', reason: 'They called.' },
        trace,
      };
    },
  },
  'admin/events/[eventId]/cancel/actions.ts#cancelEventAction': { may: STAFF, arrange: onCancellation('cancel') },
  'admin/events/[eventId]/restore/actions.ts#restoreEventAction': { may: STAFF, arrange: onCancellation('restore') },
  'admin/requests/[requestId]/actions.ts#approveAction': { may: STAFF, arrange: onRequest('/admin/requests') },
  'admin/requests/[requestId]/actions.ts#declineAction': {
    may: STAFF,
    arrange: onRequest('/admin/requests', { ground: 'other', sentence: 'We called you.' }),
  },
  'admin/requests/[requestId]/actions.ts#askProviderAction': {
    may: STAFF,
    arrange: onRequest('/admin/requests', { question: 'Which title?' }),
  },
  'admin/requests/[requestId]/actions.ts#assignAction': {
    may: STAFF,
    arrange: async () => {
      const given = await onRequest('/admin/requests')();
      const { id } = await addPerson(db, { staffRole: 'staff' });
      return { ...given, fill: { assignee: String(id) } };
    },
  },
  'events/[eventId]/report/actions.ts#reportAction': {
    may: WORK,
    arrange: anEvent('report', () => ({ onPaper: '7' })),
  },
  'certificates/actions.ts#resendAction': {
    may: WORK,
    arrange: async () => {
      const given = await aCertificate((id) => `/${id}`)();
      const [eventId, certificateId] = given.page.match(/\d+/g)!;
      const [mail] = await db.execute<{ id: string }>(sql`
        insert into mails (kind, to_address, subject, text, html, state, created_at)
        values ('certificate.mailed', 'zoe@example.org', 'Yours', '', '', 'sent', now()) returning id`);
      await db.execute(sql`
        insert into certificate_mails (mail_id, certificate_id, created_at) values (${mail!.id}, ${certificateId}, now())`);
      const fill = { 'certificates[]': `${eventId}:${certificateId}:${mail!.id}` };
      return { ...given, page: '/certificates?q=zoe@example.org', fill };
    },
  },
  'events/counts/actions.ts#recordCountsAction': {
    may: WORK,
    arrange: async () => {
      const given = await anEvent('report', () => ({}))();
      const id = /\d+/.exec(given.page)![0];
      const fill = {
        [`onPaper-${id}`]: '7',
        [`requestKey-${id}`]: crypto.randomUUID(),
        [`issuedHere-${id}`]: '0',
        [`sawReport-${id}`]: '0',
      };
      return { ...given, page: '/events/counts', fill };
    },
  },
  'conferences/new/actions.ts#addConferenceAction': {
    may: WORK,
    arrange: async () => {
      const name = `Conference ${crypto.randomUUID()}`;
      return {
        page: '/conferences/new',
        by: people.owner,
        fill: { name, startsOn: '2026-05-03', endsOn: '2026-05-03' },
        trace: () =>
          db.execute(sql`select p.name from conferences c join providers p on p.id = c.provider_id
          where c.name = ${name} and p.name = ${HOME}`),
      };
    },
  },
  'conferences/[conferenceId]/edit/actions.ts#changeConferenceAction': {
    may: WORK,
    arrange: aConference('/edit', () => ({ place: 'Butte' })),
  },
  'conferences/[conferenceId]/actions.ts#closeConferenceAction': {
    may: WORK,
    arrange: aConference(
      '',
      () => ({}),
      async ({ eventId }) => {
        await db.execute(sql`update events set starts_on = '2026-05-03', ends_on = '2026-05-03', certificate_count = 1
        where id = ${eventId}`);
      },
    ),
  },
  'conferences/[conferenceId]/actions.ts#reopenConferenceAction': {
    may: WORK,
    arrange: aConference(
      '',
      () => ({}),
      async ({ id }) => {
        await db.execute(sql`update conferences set closed_at = now(), closed_by = created_by where id = ${id}`);
      },
    ),
  },
  'conferences/[conferenceId]/issue/actions.ts#issueConferenceAction': {
    may: WORK,
    arrange: aConference('/issue', () => ({ unsigned: 'yes' })),
  },
  'conferences/[conferenceId]/mail/actions.ts#mailConferenceAction': {
    may: WORK,
    arrange: aConference(
      '/mail',
      () => ({ unsigned: 'yes' }),
      async ({ eventId }) => {
        const { path } = await makeLinkByHand(people.owner, eventId);
        await claimByHand(new Visitor(), path, { email: 'zoe@example.org' });
      },
    ),
  },
  'conferences/[conferenceId]/counts/actions.ts#recordConferenceCountsAction': {
    may: WORK,
    arrange: aConference('/counts', (eventId) => ({ [`onPaper-${eventId}`]: '7' })),
  },
  'conferences/[conferenceId]/link/actions.ts#makeConferenceLinkAction': {
    may: WORK,
    arrange: aConference('/link', () => ({})),
  },
  'conferences/[conferenceId]/link/actions.ts#revokeConferenceLinkAction': {
    may: WORK,
    arrange: aConference(
      '/link',
      () => ({}),
      async ({ id }) => makeConferenceLinkByHand(people.owner, id),
    ),
  },
  'conferences/[conferenceId]/link/actions.ts#makeSessionLinksAction': {
    may: WORK,
    arrange: aConference('/link', () => ({ access: 'code_word', unsigned: 'yes' })),
  },
  'conferences/[conferenceId]/check-in/actions.ts#openConferenceCodesAction': {
    may: WORK,
    arrange: aConference('/check-in', () => ({})),
  },
  'conferences/[conferenceId]/check-in/actions.ts#countSessionsAction': {
    may: WORK,
    arrange: aConference(
      '/check-in',
      () => ({}),
      async ({ eventId }) => {
        await db.execute(sql`
          update events set starts_on = ends_on - 7, ends_on = ends_on - 7, starts_at = '09:00', ends_at = '10:00'
          where id = ${eventId}`);
        await db.execute(sql`
          insert into attendance_facts (event_id, attendee_id, kind, started_at, source, key, recorded_at)
          select event_id, id, 'in', now() - interval '7 days', 'event_code', gen_random_uuid(), now()
          from attendees where event_id = ${eventId}`);
      },
    ),
  },
  'conferences/[conferenceId]/roster/import/actions.ts#keepConferenceListAction': {
    may: WORK,
    arrange: aConference('/roster/import', () => ({ pasted: 'Name, Session\nLi Ming, Robots', file: '' })),
  },
  'conferences/[conferenceId]/roster/import/actions.ts#importConferenceListAction': {
    may: WORK,
    arrange: async () => {
      const given = await aConference('', () => ({}))();
      const listId = await givenListFor(db, Number(/\d+/.exec(given.page)![0]));
      return { ...given, page: `${given.page}/roster/import/${listId}` };
    },
  },
  'events/[eventId]/share/actions.ts#makeLinkAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const fill = { label: 'Friday', access: 'code_word', codeWord: 'huckleberry', unsigned: 'yes' };
      return { page: `/events/${id}/share/new`, by: people.owner, fill, trace: () => linksOf(id) };
    },
  },
  'events/[eventId]/share/actions.ts#revokeLinkAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const { linkId } = await makeLinkByHand(people.owner, id);
      return { page: `/events/${id}/share/${linkId}/revoke`, by: people.owner, trace: () => linksOf(id) };
    },
  },
  'events/[eventId]/share/actions.ts#acceptClaimAction': { may: WORK, arrange: aClaim({ reviewed: 'yes' }, {}) },
  'events/[eventId]/share/actions.ts#refuseClaimAction': {
    may: WORK,
    arrange: aClaim({ reviewed: 'yes' }, { reason: 'Did not attend.' }),
  },
  'events/[eventId]/share/actions.ts#withdrawClaimAction': {
    may: WORK,
    arrange: aClaim({}, { reason: 'Did not attend.' }),
  },
  'events/[eventId]/evaluation/actions.ts#saveEvaluationAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const trace = () => db.execute(sql`select version from evaluation_forms where event_id = ${id}`);
      return { page: `/events/${id}/evaluation`, by: people.owner, trace };
    },
  },
  'events/[eventId]/certificates/actions.ts#issueAction': { may: WORK, arrange: aCertificate(() => '/issue-all') },
  'events/[eventId]/certificates/actions.ts#mailAllAction': {
    may: WORK,
    arrange: aCertificate(() => '/mail', { unsigned: 'yes' }),
  },
  'events/[eventId]/certificates/actions.ts#changeManyAction': {
    may: WORK,
    arrange: aCertificate(() => '/change', { act: 'reissue', who: 'all', reason: 'Misspelled.', unsigned: 'yes' }),
  },
  'events/[eventId]/certificates/[certificateId]/actions.ts#mailAction': {
    may: WORK,
    arrange: aCertificate((id) => `/${id}`, { unsigned: 'yes' }),
  },
  'events/[eventId]/certificates/[certificateId]/actions.ts#correctAction': {
    may: WORK,
    arrange: aCertificate((id) => `/${id}/correct`, { name: 'Li Ming', reason: 'Misspelt.' }),
  },
  'events/[eventId]/certificates/[certificateId]/actions.ts#revokeAction': {
    may: WORK,
    arrange: aCertificate((id) => `/${id}/revoke`, { reason: 'Did not attend.' }),
  },
  'events/[eventId]/certificates/runs/[runId]/actions.ts#changeRunAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const page = `/events/${id}/certificates/runs/${await givenRunOf(db, id)}`;
      const trace = () => db.execute(sql`select state from issuing_runs where event_id = ${id}`);
      return { page, by: people.owner, trace };
    },
  },
  'events/[eventId]/attendees/actions.ts#markAction': {
    may: WORK,
    arrange: anAttendee(
      () => '',
      (id) => ({ mark: 'completed', 'attendees[]': String(id) }),
    ),
  },
  'events/[eventId]/attendees/actions.ts#markEveryoneAction': {
    may: WORK,
    arrange: anAttendee(
      () => '/mark-all',
      () => ({}),
    ),
  },
  'events/[eventId]/attendees/actions.ts#undoMarkingAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const attendeeId = await givenAttendeeOf(db, id);
      await db.execute(sql`update attendees set completed = true where id = ${attendeeId}`);
      await db.execute(sql`
        insert into roster_markings (event_id, attendee_ids, versions, marked_by, marked_at)
        select ${id}, array[${attendeeId}::bigint], array(select version from attendees where id = ${attendeeId}), created_by,
          now() from events where id = ${id}`);
      return { page: `/events/${id}/attendees`, by: people.owner, trace: () => rosterOf(id) };
    },
  },
  'events/sign/actions.ts#signManyAction': {
    may: OWNER,
    arrange: async () => {
      const signing = await withSignature({ signed: false });
      const id = /\d+/.exec(signing.page)![0];
      const [event] = await db.execute(sql`select version from events where id = ${id}`);
      return { ...signing, page: '/events/sign', fill: { 'events[]': `${id}:${event!.version}`, verified: 'yes' } };
    },
  },
  'events/[eventId]/attendees/duplicates/actions.ts#decideDuplicatesAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      await givenAttendeeOf(db, id);
      await givenAttendeeOf(db, id);
      const fill = { decision: 'merge' };
      return { page: `/events/${id}/attendees/duplicates`, by: people.owner, fill, trace: () => rosterOf(id) };
    },
  },
  'events/[eventId]/attendees/new/actions.ts#addAttendeeAction': {
    may: WORK,
    arrange: anAttendee(
      () => '/new',
      () => ({ name: 'Li Ming' }),
    ),
  },
  'events/[eventId]/attendees/[attendeeId]/actions.ts#editAttendeeAction': {
    may: WORK,
    arrange: anAttendee(
      (id) => `/${id}`,
      () => ({ name: 'Li Ming' }),
    ),
  },
  'events/[eventId]/attendees/[attendeeId]/actions.ts#removeAttendeeAction': {
    may: WORK,
    arrange: anAttendee(
      (id) => `/${id}`,
      () => ({}),
    ),
  },
  'events/[eventId]/attendees/import/actions.ts#uploadAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      return {
        page: `/events/${id}/attendees/import`,
        by: people.owner,
        fill: { pasted: 'Li Ming', file: '' },
        trace: () => db.execute(sql`select id from roster_uploads where event_id = ${id}`),
      };
    },
  },
  'events/[eventId]/attendees/import/[uploadId]/actions.ts#importAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const page = `/events/${id}/attendees/import/${await givenUploadFor(db, id)}`;
      return { page, by: people.owner, trace: () => rosterOf(id), fill: { choice: 'all' } };
    },
  },
  'events/[eventId]/attendees/import/[uploadId]/actions.ts#rereadAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const page = `/events/${id}/attendees/import/${await givenUploadOfSheets(db, id)}`;
      const trace = () => db.execute(sql`select id from roster_uploads where event_id = ${id}`);
      return { page, by: people.owner, trace, fill: { sheet: '1' } };
    },
  },
  'events/[eventId]/attendees/attendance/actions.ts#uploadReportsAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const text = 'Name,Join Time,Leave Time\nLi Ming,11/20/2026 9:00 AM,11/20/2026 11:00 AM\n';
      return {
        page: `/events/${id}/attendees/attendance`,
        by: people.owner,
        fill: { files: new File([text], 'zoom.csv') },
        trace: () => db.execute(sql`select id from roster_uploads where event_id = ${id}`),
      };
    },
  },
  'events/[eventId]/attendees/attendance/actions.ts#withdrawReportAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const fileId = await givenReportFor(db, id, await givenAttendeeOf(db, id));
      return {
        page: `/events/${id}/attendees/attendance`,
        by: people.owner,
        trace: () => db.execute(sql`select id from attendance_facts where file_id = ${fileId}`),
      };
    },
  },
  'events/[eventId]/attendees/[attendeeId]/actions.ts#addVisitAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const attendeeId = await givenAttendeeOf(db, id);
      await givenReportFor(db, id, attendeeId);
      return {
        page: `/events/${id}/attendees/${attendeeId}`,
        by: people.owner,
        fill: { visitDay: '2026-05-04', visitFrom: '09:00', visitTo: '10:00' },
        trace: () => factsOf(attendeeId),
      };
    },
  },
  'events/[eventId]/attendees/[attendeeId]/actions.ts#withdrawFactAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const attendeeId = await givenAttendeeOf(db, id);
      await givenReportFor(db, id, attendeeId);
      return { page: `/events/${id}/attendees/${attendeeId}`, by: people.owner, trace: () => factsOf(attendeeId) };
    },
  },
  'events/[eventId]/attendees/attendance/preview/actions.ts#rereadReportAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const page = `/events/${id}/attendees/attendance/preview?upload=${await givenUploadOfSheets(db, id)}`;
      const trace = () => db.execute(sql`select id from roster_uploads where event_id = ${id}`);
      return { page, by: people.owner, trace, fill: { sheet: '1' } };
    },
  },
  'events/[eventId]/attendees/attendance/preview/actions.ts#saveAttendanceAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const page = `/events/${id}/attendees/attendance/preview?upload=${await givenReportUploadFor(db, id)}`;
      return { page, by: people.owner, trace: () => rosterOf(id) };
    },
  },
  'events/[eventId]/attendees/check-in/actions.ts#openCodeAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      return { page: `/events/${id}/attendees/check-in`, by: people.owner, trace: () => codesOf(id) };
    },
  },
  'events/[eventId]/attendees/check-in/actions.ts#closeCodeAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      await openCodeByHand(people.owner, id);
      return { page: `/events/${id}/attendees/check-in`, by: people.owner, trace: () => codesOf(id) };
    },
  },
  'events/[eventId]/attendees/check-in/scan/actions.ts#noteScansAction': {
    may: WORK,
    arrange: async () => {
      const { id } = await givenSecretEvent(db);
      const attendeeId = await givenAttendeeOf(db, id);
      const page = `/events/${id}/attendees/check-in/scan`;
      const code = /code\\?":\\?"([0-9A-Z]{4}-[0-9A-Z]{4})/.exec((await people.owner.get(page)).body)![1]!;
      return { page, by: people.owner, trace: () => factsOf(attendeeId), fill: { code } };
    },
  },
  'admin/users/[userId]/[act]/actions.ts#resetTwoStepAction': {
    may: STAFF,
    arrange: onPerson('reset-two-step', async (id) => {
      await db.update(users).set({ twoStepSecret: 'x', twoStepConfirmedAt: new Date() }).where(eq(users.id, id));
    }),
  },
  'admin/users/[userId]/[act]/actions.ts#disableUserAction': { may: STAFF, arrange: onPerson('disable', signsIn) },
  'admin/users/[userId]/[act]/actions.ts#enableUserAction': {
    may: STAFF,
    arrange: onPerson('enable', (id) => db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, id))),
  },
  'admin/users/[userId]/[act]/actions.ts#endSessionsAction': { may: STAFF, arrange: onPerson('end-sessions', signsIn) },
  'admin/users/[userId]/[act]/actions.ts#changeEmailAction': {
    may: STAFF,
    // An address belongs to one person.
    arrange: () => onPerson('change-email', signsIn, false, { newEmail: `moved-${crypto.randomUUID()}@example.org` })(),
  },
  'admin/users/new/actions.ts#addProviderUserAction': {
    may: STAFF,
    arrange: async () => {
      const email = `${crypto.randomUUID()}@example.org`;
      const [provider] = await db.execute<{ id: number }>(sql`select id from providers where name = ${HOME}`);
      const trace = () => db.execute(sql`select id from users where email = ${email}`);
      const fill = { name: 'Jane Roe', email, role: 'editor', reason: 'They called.' };
      return { page: `/admin/users/new?provider=${provider!.id}`, by: people.staff, fill, trace };
    },
  },
  'admin/users/[userId]/providers/[providerId]/actions.ts#changeMembershipAction': {
    may: STAFF,
    arrange: async () => {
      const person = await addPerson(db, { role: 'editor' });
      const [provider] = await db.execute<{ id: number }>(sql`select id from providers where name = ${HOME}`);
      const trace = () => db.execute(sql`select role from memberships where user_id = ${person.id}`);
      const page = `/admin/users/${person.id}/providers/${provider!.id}`;
      return { page, by: people.staff, fill: { role: 'viewer', reason: 'They called.' }, trace };
    },
  },
  // Only administrators can do these, so plain staff are refused even with an administrator's form.
  'admin/audit/verify/actions.ts#startLogCheckAction': {
    may: NOBODY,
    arrange: async () => {
      await db.execute(sql`update audit_checks set ended_at = now() where ended_at is null`);
      const colleague = await addPerson(db, { staffRole: 'administrator', demo: true });
      const trace = () => db.execute(sql`select max(id) from audit_checks`);
      return { page: '/admin/audit/verify', by: await Visitor.signedIn(colleague.username), trace };
    },
  },
  'admin/jobs/actions.ts#pauseQueueAction': {
    may: NOBODY,
    arrange: onJobs({ queue: QUIET_QUEUE }, resumeQuietQueue, pausedRows),
  },
  'admin/jobs/actions.ts#continueQueueAction': {
    may: NOBODY,
    arrange: onJobs(
      { queue: QUIET_QUEUE },
      () =>
        db.execute(sql`insert into paused_queues (queue, paused_by, paused_at)
          select ${QUIET_QUEUE}, min(id), now() from users on conflict do nothing`),
      pausedRows,
    ),
  },
  'admin/jobs/actions.ts#retryJobAction': {
    may: NOBODY,
    arrange: async () => {
      const jobId = await aFailedJob();
      return onJobs({ jobId }, async () => {}, failedJobs)();
    },
  },
  'admin/system/actions.ts#sendTestEmailAction': {
    may: NOBODY,
    arrange: async () => {
      const colleague = await addPerson(db, { staffRole: 'administrator', demo: true });
      const row = await columns(colleague.id);
      const trace = () => db.execute(sql`select count(*) from mails where to_address = ${row!.email}`);
      return { page: '/admin/system', by: await Visitor.signedIn(colleague.username), trace };
    },
  },
  'admin/users/new/actions.ts#addStaffAction': {
    may: NOBODY,
    arrange: async () => {
      const colleague = await addPerson(db, { staffRole: 'administrator', demo: true });
      const email = `${crypto.randomUUID()}@example.org`;
      const trace = () => db.execute(sql`select id from users where email = ${email}`);
      const fill = { name: 'Jane Roe', email, role: 'staff', reason: 'New colleague.' };
      return { page: '/admin/users/new', by: await Visitor.signedIn(colleague.username), fill, trace };
    },
  },
  'admin/settings/[setting]/actions.ts#changeSettingAction': {
    may: NOBODY,
    arrange: async () => {
      const colleague = await addPerson(db, { staffRole: 'administrator', demo: true });
      const fill = { arm1055714: `https://rules.example.org/${colleague.id}`, reason: 'They moved.' };
      const trace = () => db.execute(sql`select max(id) from settings`);
      return { page: '/admin/settings/rules', by: await Visitor.signedIn(colleague.username), fill, trace };
    },
  },
  'admin/settings/categories/actions.ts#addCategoryAction': {
    may: NOBODY,
    arrange: async () => {
      const colleague = await addPerson(db, { staffRole: 'administrator', demo: true });
      const fill = { name: `Category ${colleague.id}` };
      const trace = () => db.execute(sql`select max(id) from event_categories`);
      return { page: '/admin/settings/categories', by: await Visitor.signedIn(colleague.username), fill, trace };
    },
  },
  'admin/settings/categories/[categoryId]/actions.ts#changeCategoryAction': {
    may: NOBODY,
    arrange: async () => {
      const colleague = await addPerson(db, { staffRole: 'administrator', demo: true });
      const name = `Another ${colleague.id}`;
      const [row] = await db.execute<{ id: number }>(
        sql`insert into event_categories (name, position) values (${name}, 900) returning id`,
      );
      const trace = () => db.execute(sql`select name from event_categories where id = ${row!.id}`);
      return {
        page: `/admin/settings/categories/${row!.id}`,
        by: await Visitor.signedIn(colleague.username),
        fill: { name: `${name}, renamed` },
        trace,
      };
    },
  },
  'admin/users/[userId]/[act]/actions.ts#changeStaffRoleAction': {
    may: NOBODY,
    arrange: onPerson(
      'staff-role',
      async (id) => {
        await signsIn(id);
        // Staff work for no provider.
        await db.execute(sql`delete from memberships where user_id = ${id}`);
      },
      true,
    ),
  },
};

/** For people who are not signed in. Anyone can send these; other tests cover what each of them reveals. */
const OF_THEIR_OWN: Record<string, string> = {
  'sign-in/actions.ts#signInAction': 'tests/access/limits.test.ts',
  'certificate/from-course/actions.ts#claimFromCourseAction': 'tests/e2e/learning-systems.test.ts',
  'sign-in/code/actions.ts#answerChallengeAction': 'tests/access/second-step.test.ts',
  'password-reset/begin-action.ts#beginResetAction': 'the tests of the password reset',
  'password-reset/first-access/first-access-action.ts#firstAccessAction': 'the tests of the password reset',
  'password-reset/step-actions.ts#choosePasswordAction': 'the tests of the password reset',
  'password-reset/step-actions.ts#confirmAddressAction': 'the tests of the password reset',
  'password-reset/step-actions.ts#sendAnotherCodeAction': 'the tests of the password reset',
  'password-reset/step-actions.ts#verifyCodeAction': 'the tests of the password reset',
  'verify/actions.ts#checkFileAction': 'tests/db/verify.test.ts',
  'check-in/[token]/actions.ts#checkInAction': 'tests/e2e/check-in.test.ts',
  'check-in/[token]/actions.ts#checkInAgainAction': 'tests/e2e/check-in.test.ts',
  'check-in/[token]/actions.ts#someoneElseAction': 'tests/e2e/check-in.test.ts',
  'conference/[token]/actions.ts#claimSessionsAction': 'tests/e2e/conference-link.test.ts',
  'conference/[token]/actions.ts#askConferenceCodeAction': 'tests/db/conference-claims.test.ts',
  'conference/[token]/actions.ts#checkConferenceCodeAction': 'tests/db/conference-claims.test.ts',
  'conference/[token]/actions.ts#mailConferenceAction': 'tests/db/conference-claims.test.ts',
  'conference/[token]/actions.ts#forgetConferenceAction': 'tests/e2e/conference-link.test.ts',
  'certificate/[token]/actions.ts#claimAction': 'tests/access/share-links.test.ts',
  'certificate/[token]/actions.ts#claimLineAction': 'tests/access/share-links.test.ts',
  'certificate/[token]/actions.ts#askCodeAction': 'tests/access/share-links.test.ts',
  'certificate/[token]/actions.ts#checkCodeAction': 'tests/access/share-links.test.ts',
  'certificate/[token]/actions.ts#mailOwnAction': 'tests/access/share-links.test.ts',
  'certificate/[token]/actions.ts#forgetDeviceAction': 'tests/access/share-links.test.ts',
  'verify/[serial]/actions.ts#compareNameAction': 'tests/db/verify.test.ts',
  'unsubscribe/[token]/actions.ts#unsubscribeAction': 'tests/e2e/notices.test.ts',
};

beforeAll(async () => {
  db = await productDatabase();
  await forgiveThisAddress(db);
  people = await gatherPeople(db);
});
beforeEach(() => forgiveThisAddress(db));
afterAll(async () => {
  await resumeQuietQueue();
  await removeFailedJobs();
  await db.$client.end();
});

/** Returns the form of this action from the case's page, as seen by the person who is allowed to use it. */
async function formOf(name: string, { page, by }: Case): Promise<PageForm> {
  const ids = builtActions()
    .filter((action) => action.name === name)
    .map((action) => action.id);
  const answer = await by.get(page);
  const form = formsOf(answer).find(({ actionId }) => ids.includes(actionId));
  if (!form) throw new Error(`${page} has no form of ${name}; it answered ${answer.status}`);
  return form;
}

test('the tables list every action of the build', () => {
  const names = new Set(builtActions().map(({ name }) => name));
  expect([...names].sort()).toEqual([...Object.keys(ACTIONS), ...Object.keys(OF_THEIR_OWN)].sort());
});

/** Sends a form as one person. Returns whether it changed what it is about, and what the page said. */
async function sentBy(person: keyof People, given: Case, form: PageForm) {
  const sender = person === 'owner' && given.own ? given.by : people[person].copy();
  const before = await given.trace();
  const answer = await sender.post(given.page, filled(form, given.fill));
  expect(answer.status).toBeLessThan(500);
  const changed = JSON.stringify(await given.trace()) !== JSON.stringify(before);
  return { outcome: changed ? 'done' : 'refused', said: sentencesOf(answer.body) };
}

/** For messages of a failed test: what was said is shown, and not compared. */
const expected = (outcome: Outcome, said: string[]) => ({ outcome, said });

const peopleWho = (name: string, outcome: Outcome) =>
  (Object.keys(ACTIONS[name]!.may) as (keyof People)[]).filter((person) => ACTIONS[name]!.may[person] === outcome);

test.each(Object.keys(ACTIONS))(
  '%s changes nothing for people who may not do it, and works for the others',
  async (name) => {
    // People without the right send the same form one after the other: nothing changes, so it is still there for the next.
    const refused = peopleWho(name, 'refused');
    const given = await ACTIONS[name]!.arrange();
    const form = await formOf(name, given);
    for (const person of refused) {
      const sent = await sentBy(person, given, form);
      expect([person, sent]).toEqual([person, expected('refused', sent.said)]);
    }
    for (const person of peopleWho(name, 'done')) {
      const fresh = await ACTIONS[name]!.arrange();
      const sent = await sentBy(person, fresh, await formOf(name, fresh));
      expect([person, sent]).toEqual([person, expected('done', sent.said)]);
    }
    // These end the sender's own sessions, as they should, or change whom they act for.
    if (/#signOut|Acting/.test(name)) people = await gatherPeople(db);
  },
);

/** Headers of a request from another site, or from something other than a browser. */
const FOREIGN: [string, Record<string, string | null>][] = [
  ['no Origin and no Sec-Fetch-Site', { Origin: null, 'Sec-Fetch-Site': null }],
  ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['Sec-Fetch-Site: same-site', { 'Sec-Fetch-Site': 'same-site' }],
  ['another Origin', { Origin: 'https://evil.example', 'Sec-Fetch-Site': null }],
  ['Origin: null', { Origin: 'null', 'Sec-Fetch-Site': null }],
  [
    'a forged X-Forwarded-Host to fit its Origin',
    { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example', 'Sec-Fetch-Site': null },
  ],
  ['another port of the same host', { Origin: BASE.replace(/:\d+$/, ':1'), 'Sec-Fetch-Site': null }],
];

test.each(Object.keys(ACTIONS))('%s changes nothing when another site sends it', async (name) => {
  const given = await ACTIONS[name]!.arrange();
  const form = await formOf(name, given);
  const before = JSON.stringify(await given.trace());
  for (const [, headers] of FOREIGN) {
    const answer = await given.by.copy().post(given.page, filled(form, given.fill), headers);
    expect(answer.status).toBeLessThan(500);
    expect(JSON.stringify(await given.trace())).toBe(before);
  }
  // The same form works from its own page.
  await given.by.post(given.page, filled(form, given.fill));
  expect(JSON.stringify(await given.trace())).not.toBe(before);
});

/** Actions that are bound to a record of one provider. */
const ofARecord = Object.keys(ACTIONS).filter((name) => /\[\w+Id\]/.test(name) && !name.startsWith('admin/'));
const MISSING = '987654321';

test.each(ofARecord)('%s with another provider’s record answers exactly like a missing one', async (name) => {
  const given = await ACTIONS[name]!.arrange();
  const form = await formOf(name, given);
  const mine = await givenSecretEvent(db, ELSEWHERE);
  const before = JSON.stringify(await given.trace());
  const [record, ...below] = boundIdsOf(form);
  // The record itself, and then other records that belong to it, requested as if they belonged to one's own record.
  const pairs = [
    [
      [record!, ...below],
      [MISSING, ...below],
    ],
    ...below.map((id) => [
      [String(mine.id), id],
      [String(mine.id), MISSING],
    ]),
  ];
  for (const [foreign, missing] of pairs) {
    const said = async (ids: string[]) => {
      const { status, body } = await people.stranger.post('/help', called(form, ids, given.fill), {
        'Next-Action': form.actionId,
        Accept: 'text/x-component',
      });
      return `${status} ${answerIn(body)}`;
    };
    const answer = await said(foreign!);
    expect(answer).toMatch(/^200 .*"refusal":"[^"]/);
    expect(answer).toBe(await said(missing!));
    expect(JSON.stringify(await given.trace())).toBe(before);
  }
});

/** Returns the answer of the action without the page around it. */
function answerIn(body: string): string {
  return body.split('\n').find((line) => line.startsWith('1:{')) ?? `no answer in ${body}`;
}

/** Returns the sentences of the error summary. */
function sentencesOf(body: string): string[] {
  const summary = /<div[^>]*class="error-summary".*?<\/ul>/s.exec(body)?.[0] ?? '';
  return [...summary.matchAll(/<li>(.*?)<\/li>/g)].map(([, said]) => said!);
}
