import '../support/settings';
import { desc, eq, inArray } from 'drizzle-orm';
import { claims, eventCategoryLinks, events, users } from '@/db/schema';
import {
  attendanceChoiceParams,
  readAttendanceChoice,
  saveAttendanceSchema,
} from '@/lib/attendees/attendance/attendance-input';
import { addVisit, visitSchema, withdrawAttendanceFact } from '@/lib/attendees/attendance/correct-attendance';
import { getAttendance, getAttendanceOf } from '@/lib/attendees/attendance/get-attendance';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { uploadReports } from '@/lib/attendees/attendance/upload-reports';
import { withdrawReport } from '@/lib/attendees/attendance/withdraw-report';
import { badgeCodeOf } from '@/lib/attendees/check-in/badge-code';
import { checkIn } from '@/lib/attendees/check-in/check-in';
import { getCheckIn } from '@/lib/attendees/check-in/get-check-in';
import { closeCheckInCode, openCheckInCode } from '@/lib/attendees/check-in/manage-code';
import { noteScans, scansSchema } from '@/lib/attendees/check-in/note-scans';
import { keepAttendeesApart, mergeAttendees } from '@/lib/certificates/duplicates/decide-duplicates';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { claimSessions } from '@/lib/claims/conference/claim-sessions';
import { acceptClaim, withdrawClaim } from '@/lib/claims/decide-claim';
import { makeConferenceLink, revokeConferenceLink } from '@/lib/conference-links/change-link';
import { saveSchema } from '@/lib/conference-sessions/choices';
import { writeColumns } from '@/lib/conference-sessions/columns';
import { gridRowsOf } from '@/lib/conference-sessions/grid-rows';
import { keepGrid } from '@/lib/conference-sessions/keep-draft';
import { openSavedGrid } from '@/lib/conference-sessions/open-grid';
import { previewDraft } from '@/lib/conference-sessions/preview-draft';
import { saveDraft } from '@/lib/conference-sessions/save-draft';
import { editEvent } from '@/lib/events/edit-event';
import { contentOf } from '@/lib/events/event-content';
import { filledForm } from '@/lib/events/event-form-values';
import { editEventSchema } from '@/lib/events/event-input';
import { getEvent } from '@/lib/events/find-event';
import { reportCertificates } from '@/lib/events/report-certificates';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { getProvider } from '@/lib/providers/staff/get-provider';
import {
  mergeProvidersSchema,
  proposeToMerge,
  undoMerge,
  undoMergeSchema,
} from '@/lib/providers/staff/merging/merge-providers';
import { confirmProposal } from '@/lib/providers/staff/proposals/decide-proposal';
import { setStanding, setStandingSchema } from '@/lib/providers/staff/standing/set-standing';
import { standingText } from '@/lib/providers/standing-words';
import { askForProviderData, providerDataForm, providerDataRequestSchema } from '@/lib/requests/ask-for-provider-data';
import { askForUser, userRequestSchema } from '@/lib/requests/ask-for-user';
import { approveRequest, approveSchema } from '@/lib/requests/decide-request';
import { getRequest } from '@/lib/requests/request';
import { viewRequest } from '@/lib/requests/view-request';
import { changeSetting, settingSchema } from '@/lib/settings/change-setting';
import { settingForm } from '@/lib/settings/list-settings';
import { inviteSchema, inviteUser } from '@/lib/users/invite-user';
import { changeConference, changeConferenceForm } from '@/lib/whole-conference/change-conference';
import { closeConference, reopenConference } from '@/lib/whole-conference/close-conference';
import { changeConferenceSchema } from '@/lib/whole-conference/conference-input';
import { reportFile } from '../support/attendance-reports';
import { givenAttendee } from '../support/attendees';
import { canceled } from '../support/cancellations';
import { givenConferenceLink, givenSession } from '../support/conferences';
import { continueNow, givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { asked, givenKey } from '../support/learning-systems';
import { type Lock, loggedLocks, oppositePairs, tablesOf } from '../support/lock-log';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';
import { askedCancellation, askedCorrection } from '../support/requests';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(300_000);

const [DAY, AFTER] = ['2026-05-03', '2026-05-04'];
const RULE = { sessions: [{ day: DAY, from: '09:00', to: '15:00' }], breaks: [], leastPercent: null };

/** What people do, in this order; each may lock rows that those before it added. */
type Steps = Record<string, () => Promise<unknown>>;

async function locksOf(steps: Steps): Promise<Lock[][]> {
  return loggedLocks(testDb.db, await tablesOf(testDb.db), async (note) => {
    for (const [name, step] of Object.entries(steps)) {
      await step().catch((error: unknown) => {
        throw new Error(name, { cause: error });
      });
      await note();
    }
  });
}

/** The lock of the audit log, which is taken when a transaction ends, and so is never seen before. */
async function lockOfChain(): Promise<string> {
  const [row] = await testDb.db.execute<{ name: string }>(`
    select 'advisory ' || ((key >> 32) & 4294967295) || ' ' || (key & 4294967295) as name
    from (select hashtext('audit_chain')::bigint as key) chain`);
  return row!.name;
}

async function expectOneOrder(locks: Lock[][]): Promise<void> {
  expect(oppositePairs(locks)).toEqual([]);
  expect(locks.flat().map(({ name }) => name)).not.toContain(await lockOfChain());
}

async function approved(staff: Context, requestId: number, username?: string) {
  const { saw } = await viewRequest(staff, (await getRequest(staff, requestId)).request);
  const form = { ...approveSchema.parse({ saw: String(saw), note: '', ...(username && { username }) }), requestId };
  expect(await approveRequest(staff, form)).toMatchObject({ kind: 'approved' });
}

async function administrator() {
  const ctx = await staffContext(testDb.db, { today: AFTER });
  await testDb.db.update(users).set({ staffRole: 'administrator' }).where(eq(users.id, ctx.actor.userId));
  return { ...ctx, actor: { ...ctx.actor, role: 'administrator' as const } };
}

test('what people do at a conference takes locks in one order', async () => {
  const ctx = await providerContext(testDb.db, { today: AFTER });
  const during = onDay(ctx, DAY);
  const conferenceId = await givenConference(ctx, 'Sky days');
  const session = (title: string, startsAt: string, endsAt: string) =>
    givenSession(ctx, conferenceId, { title, startsAt, endsAt, hours: '0.25' });
  const first = await session('First', '08:00', '08:45');
  const second = await session('Second', '09:00', '09:45');
  const atOnce = await session('At the same time', '08:30', '08:50');
  const ids = [first, second, atOnce];
  await testDb.db.insert(eventCategoryLinks).values(ids.map((eventId) => ({ eventId, categoryId: 1 })));
  const links = [await givenLink(ctx, first), await givenLink(ctx, second), await givenLink(ctx, atOnce)];
  const { token } = await givenConferenceLink(ctx, conferenceId);
  const [mine, theirs] = ['a'.repeat(64), 'b'.repeat(64)];
  const claim = (holder: string, sessions: number[], name = 'Zoë Ñandú', email = 'zoe@example.org') =>
    claimSessions(attendeeVisit(ctx), {
      token,
      holder,
      proof: null,
      values: {
        step: 'claim',
        name,
        email,
        school: 'Big Sky School',
        educatorNumber: '',
        sessions: sessions.map(String),
        completed: 'yes',
        educator: 'yes',
        requestKey: crypto.randomUUID(),
      },
    });
  const claimsIn = (state: 'waiting' | 'issued') =>
    testDb.db.select().from(claims).where(eq(claims.state, state)).orderBy(desc(claims.id));
  const saveGrid = async (room: string) => {
    const rows = gridRowsOf((await openSavedGrid(during, conferenceId)).values).map((row) => ({ ...row, room }));
    const draftId = await keepGrid(during, { conferenceId, requestKey: crypto.randomUUID(), rows });
    const guess = await previewDraft(during, { conferenceId, draftId }, {});
    const heading = String(guess.choices.headingLine ?? 0);
    const columns = Object.fromEntries(guess.choices.columns.map((kind, index) => [`c${index}`, kind ?? '']));
    const given = { matched: 'yes', description: 'A session.', locationKind: 'online', city: '', state: 'MT', zip: '' };
    const shown = await previewDraft(
      during,
      { conferenceId, draftId },
      { ...given, categoryIds: ['2'], heading, headingBefore: heading, ...columns },
    );
    const form = saveSchema.parse({
      stamp: shown.stamp,
      headingLine: String(shown.choices.headingLine ?? ''),
      columns: writeColumns(shown.choices.columns),
      ...shown.choices.defaults,
      attested: 'yes',
      past: 'yes',
    });
    expect(await saveDraft(during, { ...form, conferenceId, draftId })).toMatchObject({ edited: 3 });
  };
  const rename = async (name: string) => {
    const { values } = await changeConferenceForm(ctx, conferenceId);
    await changeConference(ctx, { conferenceId, ...changeConferenceSchema.parse({ ...values, name }) });
  };
  const edit = async (eventId: number, changes: object) => {
    const event = await getEvent(during, eventId);
    const values = filledForm({ ...contentOf(event), ...changes });
    const form = editEventSchema.parse({ ...values, attested: 'yes', version: String(event.version) });
    expect(await editEvent(during, { ...form, eventId, sameEvent: 'accepted' })).toMatchObject({ kind: 'edited' });
  };
  const report = async (eventId: number) => {
    const [event] = await testDb.db.select().from(events).where(eq(events.id, eventId));
    const counted = { onPaper: 0, issuedHere: event!.issuedCount, sawReport: 0, requestKey: crypto.randomUUID() };
    await reportCertificates(ctx, { eventId, ...counted });
  };
  const locks = await locksOf({
    'two sessions with one form': async () => expect(await claim(mine, [first, second])).toEqual({ step: 'done' }),
    'an overlapping one in the same browser': async () =>
      expect(await claim(mine, [atOnce])).toMatchObject({ step: 'results' }),
    'an overlapping one in another browser': async () =>
      expect(await claim(theirs, [atOnce])).toEqual({ step: 'done' }),
    'another person in the other browser': () => claim(theirs, [second, first], 'Bo Light', 'bo@example.org'),
    'the link of a session': () =>
      claimThroughLink(attendeeVisit(ctx), {
        ...claimOf({ name: 'Bo Light', email: 'bo@example.org' }),
        token: links[2]!.token,
        holder: mine,
      }),
    'an accepted claim': async () => {
      for (const { id, eventId } of await claimsIn('waiting')) {
        await acceptClaim(ctx, { eventId, claimId: id, unsigned: true, as: 'new' });
      }
    },
    'a withdrawn claim': async () => {
      const [{ id, eventId } = { id: 0, eventId: 0 }] = await claimsIn('issued');
      await withdrawClaim(ctx, { eventId, claimId: id, reason: 'No.' });
    },
    'the grid of sessions': () => saveGrid('Room 1'),
    'a new name': () => rename('Big sky days'),
    'hours of a session': () => edit(first, { hours: '0.5' }),
    'a session that leaves': () => edit(second, { conference: null }),
    'a session that joins': () => edit(second, { conference: { id: conferenceId, name: 'Big sky days' } }),
    'the grid again': () => saveGrid('Room 2'),
    'its link': () => makeConferenceLink(ctx, { conferenceId, renew: true }),
    'its link ended': () => revokeConferenceLink(ctx, conferenceId),
    'the counts': async () => {
      for (const id of ids) await report(id);
    },
    closing: () => closeConference(ctx, conferenceId),
    reopening: () => reopenConference(ctx, conferenceId),
  });
  expect(locks.length).toBeGreaterThan(20);
  expect(await testDb.db.select().from(claims).where(inArray(claims.eventId, ids))).toHaveLength(6);
  // Claims of one person take turns, and so do those of one browser, the person first.
  const turns = locks.map((taken) => taken.filter(({ name }) => name.startsWith('advisory')).map(({ name }) => name));
  expect(turns.filter(({ length }) => length === 2).length).toBeGreaterThan(3);
  await expectOneOrder(locks);
});

test('attendance, duplicates and courses that go on take locks in one order', async () => {
  const evening = clockAt(() => new Date(`${DAY}T23:30:00Z`));
  const ctx = { ...(await providerContext(testDb.db, { today: DAY })), clock: evening };
  const eventId = await givenEvent(ctx, { startsOn: '2026-11-20', endsOn: '2026-11-21', hours: '5.75' });
  const then = onDay(ctx, '2026-11-23');
  const day = await givenEvent(ctx);
  const [one, two, three] = [
    await givenAttendee(ctx, day, { name: 'Ana Redfern', completed: false }),
    await givenAttendee(ctx, day, { name: 'A. Redfern', completed: false }),
    await givenAttendee(ctx, day, { name: 'Anna Redfern', completed: false }),
  ];
  const course = await givenCourse(ctx);
  const { token, linkId: _linkId } = await givenLink(onDay(ctx, '2026-06-01'), course);
  const { visit: system } = await givenKey(ctx);
  const late = onDay(ctx, '2026-07-02');
  const lateSystem = { ...system, clock: late.clock };
  const save = (choice = readAttendanceChoice({})) =>
    saveAttendance(ctx, { eventId: day, who: 'all', people: [], choice: { ...choice, rule: RULE } });
  const scan = (attendeeId: number, direction: 'in' | 'out', time: string) =>
    noteScans(ctx, {
      eventId: day,
      ...scansSchema.parse({
        key: crypto.randomUUID(),
        direction,
        scans: JSON.stringify([
          {
            id: crypto.randomUUID(),
            code: badgeCodeOf({ eventId: day, attendeeId }),
            direction,
            at: new Date(`${DAY}T${time}:00-06:00`).toISOString(),
          },
        ]),
      }),
    });
  const learner = (completedOn: string, learnerId: string) =>
    requestCertificate(
      lateSystem,
      crypto.randomUUID(),
      asked(course, { learnerId, name: `Learner ${learnerId}`, completedOn }),
    );
  const claimCourse = (name: string, completedOn: string) =>
    claimThroughLink(attendeeVisit(late), {
      ...claimOf({ name, email: null, completedOn }),
      token,
      holder: crypto.randomUUID().replaceAll('-', '').repeat(2),
    });
  const locks = await locksOf({
    'a report of attendance': async () => {
      const names = ['webinar-day-1.csv', 'webinar-day-2.csv'];
      const files = names.map((name) => ({ name, bytes: reportFile(name) }));
      const uploadIds = await uploadReports(then, { eventId, files });
      const rule = {
        ...RULE,
        sessions: [
          { day: '2026-11-20', from: '09:00', to: '12:00' },
          { day: '2026-11-21', from: '09:00', to: '12:00' },
        ],
      };
      const choice = { ...readAttendanceChoice({}), uploadIds, rule };
      const form = saveAttendanceSchema.parse({ choice: String(attendanceChoiceParams(choice)), who: 'all' });
      await saveAttendance(then, { ...form, eventId });
    },
    'a withdrawn report': async () => {
      const { files } = await getAttendance(then, eventId);
      await withdrawReport(then, { eventId, fileId: files[0]!.id });
    },
    'a code for check-in': () => openCheckInCode(ctx, day),
    'a check-in': async () => {
      const { code } = await getCheckIn(ctx, day);
      const token = code!.address!.split('/').at(-1)!;
      const who = { name: 'Bo Light', email: 'bo@example.org', school: '', educatorNumber: '' };
      await checkIn(attendeeVisit(ctx), { token, key: crypto.randomUUID(), direction: 'in', who, remembered: null });
    },
    'scanned badges': async () => {
      await scan(one, 'in', '09:00');
      await scan(two, 'in', '09:00');
      await scan(one, 'out', '12:00');
    },
    'a visit typed in': () =>
      addVisit(ctx, {
        eventId: day,
        attendeeId: three,
        ...visitSchema.parse({ visitDay: DAY, visitFrom: '09:00', visitTo: '15:00' }),
      }),
    'the attendance': () => save(),
    'a withdrawn scan': async () => {
      const { facts } = await getAttendanceOf(ctx, { eventId: day, attendeeId: one });
      await withdrawAttendanceFact(ctx, { eventId: day, attendeeId: one, factId: facts[0]!.id });
    },
    'the end of the code': () => closeCheckInCode(ctx, day),
    'two people kept apart': () => keepAttendeesApart(ctx, { eventId: day, attendees: [two, three] }),
    'two records of one person': () => mergeAttendees(ctx, { eventId: day, attendees: [two, one] }),
    'the attendance again': () => save(),
    'a learner of the first year': () => learner('2026-06-20', 'one'),
    'the next year': () => continueNow(late, course),
    'a learner of the next year': () => learner('2026-07-01', 'two'),
    'a late learner of the first year': () => learner('2026-06-30', 'three'),
    'claims in both years': async () => {
      await claimCourse('Nia Next', '2026-07-01');
      await claimCourse('Lou Late', '2026-06-30');
      await claimCourse('Nia Next', '2026-06-30');
    },
  });
  expect(locks.length).toBeGreaterThan(20);
  await expectOneOrder(locks);
});

test('requests, people, standing, settings and mergers take locks in one order', async () => {
  const ctx = await providerContext(testDb.db, { today: AFTER });
  const other = await providerContext(testDb.db, { today: AFTER });
  const [staff, second, admin] = [
    await staffContext(testDb.db, { today: AFTER }),
    await staffContext(testDb.db, { today: AFTER }),
    await administrator(),
  ];
  const [corrected, ended] = [await givenEvent(ctx, { conference: 'Sky days' }), await givenEvent(ctx, { title: 'X' })];
  await testDb.db.insert(eventCategoryLinks).values([corrected, ended].map((eventId) => ({ eventId, categoryId: 1 })));
  await givenAttendee(ctx, corrected);
  const { providerId } = ctx.actor;
  const person = () => ({ name: 'Jane Roe', email: `${crypto.randomUUID()}@example.org` });
  const forProvider = String(forProviderOf(ctx));
  const askUser = ({ name, email }: { name: string; email: string }) =>
    askForUser(
      ctx,
      userRequestSchema.parse({
        name,
        email,
        role: 'editor',
        reason: 'She helps us.',
        requestKey: crypto.randomUUID(),
        forProvider,
      }),
    );
  const changeProvider = async () => {
    const form = await providerDataForm(ctx);
    if (form.undecided !== null) throw new Error(form.why);
    const values = { ...form.values, phone: '(406) 555-0199', reason: 'We moved.' };
    const review = await askForProviderData(ctx, providerDataRequestSchema.parse(values));
    if (review.kind !== 'review') throw new Error('the differences were not shown');
    const sent = providerDataRequestSchema.parse({ ...values, reviewed: review.reviewed });
    const result = await askForProviderData(ctx, sent);
    if (result.kind !== 'asked') throw new Error('it was not sent');
    return result.requestId;
  };
  const change = async (name: 'inviting' | 'rules', changes: Record<string, string>) => {
    const { values } = await settingForm(admin, name);
    const input = settingSchema(name).parse({ ...values, reason: 'The Board decided.', ...changes });
    await changeSetting(admin, { ...input, name });
  };
  const stand = async (standing: string) => {
    const { provider } = await getProvider(staff, providerId);
    const form = { standing, from: AFTER, reviewOn: standing === 'good' ? '' : '2026-11-01', reason: 'Reports.' };
    await setStanding(staff, { ...setStandingSchema.parse({ ...form, shown: standingText(provider) }), providerId });
  };
  const invite = ({ name, email }: { name: string; email: string }) =>
    inviteUser(ctx, inviteSchema.parse({ name, email, role: 'viewer', forProvider }));
  const [jane, known] = [person(), person()];
  const locks = await locksOf({
    'a correction': async () => approved(staff, await askedCorrection(ctx, corrected, { title: 'Better', hours: '5' })),
    'a cancellation': async () => approved(staff, await askedCancellation(ctx, ended)),
    'a user': async () => approved(staff, await askUser(jane), `u${crypto.randomUUID().slice(0, 8)}`),
    'data of a provider': async () => approved(staff, await changeProvider()),
    'a setting': () => change('rules', { arm1055714: 'https://rules.example.org/10.55.714' }),
    'managers who do not invite': () => change('inviting', { managers: 'no' }),
    'managers who invite': () => change('inviting', { managers: 'yes' }),
    'an invitation': () => invite(known),
    'an invitation of a known person': async () => {
      await inviteUser(
        { ...other },
        inviteSchema.parse({ ...known, role: 'viewer', forProvider: String(forProviderOf(other)) }),
      );
    },
    probation: () => stand('probation'),
    'good standing': () => stand('good'),
    'a cancellation by staff': () => canceled(staff, corrected),
    'a merger': async () => {
      const proposalId = await proposeToMerge(staff, {
        ...mergeProvidersSchema.parse({ into: String(other.actor.providerId), reason: 'One district.' }),
        providerId,
      });
      await confirmProposal(second, { providerId, proposalId, note: '' });
    },
    'a merger undone': () => undoMerge(staff, { ...undoMergeSchema.parse({ reason: 'Two districts.' }), providerId }),
  });
  expect(locks.length).toBeGreaterThan(20);
  expect(locks.flat().filter(({ name }) => name.startsWith('advisory')).length).toBeGreaterThan(3);
  await expectOneOrder(locks);
});
