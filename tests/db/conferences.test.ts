import '../support/settings';
import { eq } from 'drizzle-orm';
import { attendees, conferences, events, issuingRuns } from '@/db/schema';
import { countPossibleDuplicatesOf } from '@/lib/certificates/duplicates/list-duplicates';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { refuseClaim } from '@/lib/claims/decide-claim';
import { getConference } from '@/lib/conferences/find-conference';
import { conferencesToFilter, listConferences } from '@/lib/conferences/list-conferences';
import { addEvent } from '@/lib/events/add-event';
import { editEvent } from '@/lib/events/edit-event';
import { newEventForm } from '@/lib/events/event-forms';
import { addEventSchema, editEventSchema } from '@/lib/events/event-input';
import { getEvent } from '@/lib/events/find-event';
import { listEvents } from '@/lib/events/list-events';
import { WHOLE_LIST } from '@/lib/events/list-query';
import { reportCertificates } from '@/lib/events/report-certificates';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { correctEvent, correctEventSchema } from '@/lib/requests/correct-event';
import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';
import { listEventsToSign, signMany } from '@/lib/signing/sign-many';
import { addConference, addConferenceForm } from '@/lib/whole-conference/add-conference';
import { issueConference, mailConference, planIssuing, planMailing } from '@/lib/whole-conference/begin-runs';
import { changeConference, changeConferenceForm } from '@/lib/whole-conference/change-conference';
import { closeConference, reopenConference } from '@/lib/whole-conference/close-conference';
import { addConferenceSchema, changeConferenceSchema } from '@/lib/whole-conference/conference-input';
import { listConferenceCounts } from '@/lib/whole-conference/list-counts';
import { previewIssuing } from '@/lib/whole-conference/preview-issuing';
import { recordConferenceCounts } from '@/lib/whole-conference/record-counts';
import { viewConference } from '@/lib/whole-conference/view-conference';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { postedEvent } from '../support/event-form';
import { givenConference, givenEvent } from '../support/events';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';
import { givenSignature } from '../support/signatures';

const testDb = testDatabase();

const provider = (role?: 'viewer') => providerContext(testDb.db, { today: '2026-05-01', role });

const posted = (changes: FormValues = {}): FormValues => ({
  name: 'Sky days',
  startsOn: '2026-05-03',
  endsOn: '2026-05-04',
  place: 'Helena, MT',
  program: '',
  contact: '',
  ...changes,
});

const add = (ctx: Context, changes: FormValues = {}) =>
  addConference(ctx, addConferenceSchema.parse({ ...addConferenceForm(ctx), ...posted(changes) }));

const change = (ctx: Context, conferenceId: number, changes: FormValues) =>
  changeConference(ctx, { conferenceId, ...changeConferenceSchema.parse({ ...posted(), version: '1', ...changes }) });

const addSession = async (ctx: Context, changes: FormValues) => {
  const result = await addEvent(
    ctx,
    addEventSchema.parse({
      ...postedEvent(changes),
      requestKey: crypto.randomUUID(),
      forProvider: String(forProviderOf(ctx)),
    }),
  );
  if (result.kind !== 'added') throw new Error(result.kind);
  return result.eventId;
};

const report = (ctx: Context, eventId: number, onPaper: number, issuedHere = 0) =>
  reportCertificates(ctx, { eventId, onPaper, issuedHere, sawReport: 0, requestKey: crypto.randomUUID() });

describe('a conference', () => {
  test('is added once, however often its form is sent, and the log has it', async () => {
    const ctx = await provider();
    const input = addConferenceSchema.parse({ ...addConferenceForm(ctx), ...posted({ contact: ' Zoë  Ñandú ' }) });
    const id = await addConference(ctx, input);
    expect(await addConference(ctx, input)).toBe(id);
    expect(await getConference(ctx, id)).toMatchObject({ name: 'Sky days', contact: 'Zoë Ñandú', closedAt: null });
    await expectAudit(testDb.db, 'conference.added', `conference:${id}`, {
      providerId: ctx.actor.providerId,
      details: { after: { name: 'Sky days', startsOn: '2026-05-03' } },
    });
    const other = await provider();
    await expect(addConference(other, input)).rejects.toMatchObject({ code: 'conflict' });
    await expect(addConference(await provider('viewer'), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addConference(await staffContext(testDb.db), input)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is found by its provider and by staff, and by nobody else', async () => {
    const ctx = await provider();
    const id = await add(ctx);
    await givenEvent(ctx, { conferenceId: id });
    expect((await listConferences(ctx, undefined)).conferences).toMatchObject([{ id, sessions: 1, countsDue: 0 }]);
    expect((await listConferences(onDay(ctx, '2026-05-04'), 'x')).conferences).toMatchObject([{ id, countsDue: 1 }]);
    const staff = await staffContext(testDb.db);
    expect((await viewConference(staff, id)).sessions).toHaveLength(1);
    expect((await listConferences(staff, undefined)).conferences.map((row) => row.id)).toContain(id);
    const other = await provider();
    expect((await listConferences(other, undefined)).conferences).toEqual([]);
    expect(await conferencesToFilter(other)).toEqual([]);
    await expect(getConference(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(viewConference(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(change(other, id, { name: 'Mine' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(closeConference(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(newEventForm(other, undefined, String(id))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('pages of the list follow each other, latest first', async () => {
    const ctx = await provider();
    const ids: number[] = [];
    for (let n = 0; n < 51; n++) {
      ids.unshift(
        await givenConference(ctx, `Days ${n}`, { startsOn: `20${10 + Math.floor(n / 4)}-05-0${(n % 4) + 1}` }),
      );
    }
    const first = await listConferences(ctx, undefined);
    const second = await listConferences(ctx, first.next);
    expect([...first.conferences, ...second.conferences].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
  });

  test('keeps what someone else saved, and a search finds its sessions by the new name', async () => {
    const ctx = await provider();
    const id = await add(ctx);
    const eventId = await givenEvent(ctx, { conference: 'Sky days' });
    expect((await changeConferenceForm(ctx, id)).values).toMatchObject({ name: 'Sky days', version: '1' });
    await change(ctx, id, { name: 'Quillwork days' });
    await expectAudit(testDb.db, 'conference.changed', `conference:${id}`, {
      details: { version: 2, changes: { name: { before: 'Sky days', after: 'Quillwork days' } } },
    });
    await expect(change(ctx, id, { place: 'Butte' })).rejects.toMatchObject({ code: 'conflict' });
    await change(ctx, id, { name: 'Quillwork days', version: '1' });
    const find = async (text: string) =>
      (await listEvents(ctx, { ...WHOLE_LIST, text })).events.map((event) => event.id);
    expect([await find('quillwork'), await find('sky')]).toEqual([[eventId], []]);
    expect((await getEvent(ctx, eventId)).version).toBe(1);
    await expect(change(await provider('viewer'), id, {})).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a session', () => {
  test('joins a conference of the list, or adds a new one with its own dates', async () => {
    const ctx = await provider();
    const first = await addSession(ctx, { newConference: 'Sky days' });
    const { conference } = await getEvent(ctx, first);
    expect(await getConference(ctx, conference!.id)).toMatchObject({ startsOn: '2026-05-03', endsOn: '2026-05-04' });
    const second = await addSession(ctx, { title: 'Second', conference: String(conference!.id) });
    // The same name about the same time is the same conference; a year later, it is another one.
    const third = await addSession(ctx, { title: 'Third', conference: 'new', newConference: 'SKY days' });
    const later = { startsOn: '2027-05-03', endsOn: '2027-05-03', newConference: 'Sky days' };
    const fourth = await addSession(ctx, { title: 'Fourth', ...later });
    const of = async (id: number) => (await getEvent(ctx, id)).conference;
    expect([await of(second), await of(third)]).toEqual([conference, conference]);
    expect((await of(fourth))!.id).not.toBe(conference!.id);
    const { events } = await listEvents(ctx, {
      ...WHOLE_LIST,
      conference: 'Sky days (May 3–4, 2026)',
    });
    expect(events.map(({ id }) => id).sort()).toEqual([first, second, third].sort());
    const { values } = await newEventForm(ctx, undefined, String(conference!.id));
    expect(values).toMatchObject({ conference: String(conference!.id), startsOn: '' });
  });

  test('never joins another provider’s conference', async () => {
    const [ctx, other] = [await provider(), await provider()];
    const theirs = String(await add(other));
    await expect(addSession(ctx, { conference: theirs })).rejects.toMatchObject({ code: 'invalid' });
    const eventId = await givenEvent(ctx);
    const edit = { eventId, ...editEventSchema.parse({ ...postedEvent({ conference: theirs }), version: '1' }) };
    await expect(editEvent(ctx, edit)).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      testDb.db
        .update(events)
        .set({ conferenceId: Number(theirs) })
        .where(eq(events.id, eventId)),
    ).rejects.toMatchObject({ cause: { constraint_name: 'events_conference_of_provider' } });
  });

  test('leaves and joins a conference by an edit, and the history says both names', async () => {
    const ctx = await provider();
    const id = await add(ctx);
    const eventId = await givenEvent(ctx, { conferenceId: id });
    const edit = (version: string, changes: FormValues) =>
      editEvent(ctx, { eventId, ...editEventSchema.parse({ ...postedEvent(changes), version }) });
    await edit('1', {});
    expect((await getEvent(ctx, eventId)).conference).toBeNull();
    await edit('2', { newConference: 'Other days' });
    const { conference } = await getEvent(ctx, eventId);
    const { details } = await expectAudit(testDb.db, 'event.edited', `event:${eventId}`);
    expect(details).toMatchObject({ changes: { conference: { before: null, after: conference } } });
    const { conferences } = await listConferences(ctx, undefined);
    expect(conferences.map(({ name, sessions }) => [name, sessions])).toEqual([
      ['Other days', 1],
      ['Sky days', 0],
    ]);
  });

  test('keeps a closed conference when it is corrected, but none joins it', async () => {
    const ctx = await provider();
    const id = await add(ctx);
    const eventId = await givenEvent(ctx, { conferenceId: id });
    await report(onDay(ctx, '2026-05-05'), eventId, 3);
    await closeConference(onDay(ctx, '2026-05-05'), id);
    await expect(addSession(ctx, { conference: String(id) })).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining('is closed'),
    });
    await expect(change(ctx, id, { name: 'New' })).rejects.toMatchObject({ code: 'invalid' });
    expect((await newEventForm(ctx, String(eventId))).values.conference).toBe('');
    const staff = await staffContext(testDb.db, { today: '2026-05-06' });
    const correction = {
      ...postedEvent({ conference: String(id) }),
      version: '1',
      reason: 'A typo.',
      requestKey: crypto.randomUUID(),
    };
    await correctEvent(staff, { eventId, ...correctEventSchema.parse(correction) });
    expect((await getEvent(ctx, eventId)).conference).toEqual({ id, name: 'Sky days' });
  });
});

describe('closing', () => {
  test('takes that nothing is missing, and says what is', async () => {
    const ctx = onDay(await provider(), '2026-05-05');
    const id = await add(ctx);
    const missing = async () => (await viewConference(ctx, id)).missing;
    expect(await missing()).toEqual(['The conference has no session that takes place.']);
    const first = await givenEvent(ctx, { title: 'First', conferenceId: id });
    const second = await givenEvent(ctx, { title: 'Second', conferenceId: id, startsOn: '2026-05-05' });
    await givenEvent(ctx, { conferenceId: id, canceledAt: ctx.clock.now() });
    await givenAttendee(ctx, first);
    expect(await missing()).toEqual([
      '1 session is not over yet.',
      '1 session still needs a certificate count.',
      '1 person completed a session and has no certificate, here or on paper.',
    ]);
    await expect(closeConference(ctx, id)).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining('1 session still needs a certificate count.'),
    });
    await report(ctx, first, 1);
    await report(ctx, second, 0);
    const after = onDay(ctx, '2026-05-06');
    // Claims and check-ins that nobody decided on keep it open, too.
    const link = await givenLink(after, first, { reviewed: true });
    const claim = { ...claimOf({ name: 'Kim Lee', email: 'kim@example.org' }), token: link.token };
    const { claimId } = await claimThroughLink(attendeeVisit(after), { ...claim, holder: 'a'.repeat(64) });
    const came = { source: 'check_in', completed: false, name: 'Noor Haddad', email: 'noor@example.org' } as const;
    await givenAttendee(ctx, second, came);
    await expect(closeConference(after, id)).rejects.toMatchObject({
      sentence: 'The conference stays open. 1 claim waits for you: “First”.',
    });
    await refuseClaim(after, { eventId: first, claimId, reason: 'Did not attend.' });
    await expect(closeConference(after, id)).rejects.toMatchObject({
      sentence: expect.stringContaining(
        '1 person checked in, and still needs a decision on whether they completed the session',
      ),
    });
    await testDb.db.update(attendees).set({ version: 2 }).where(eq(attendees.eventId, second));
    await closeConference(after, id);
    await closeConference(after, id);
    await expectAudit(testDb.db, 'conference.closed', `conference:${id}`, { userId: ctx.actor.userId });
    expect((await getConference(ctx, id)).closedAt).toEqual(after.clock.now());
    await reopenConference(after, id);
    await expectAudit(testDb.db, 'conference.reopened', `conference:${id}`);
    expect((await getConference(ctx, id)).closedAt).toBeNull();
    const viewer = { ...after, actor: { ...after.actor, role: 'viewer' as const } };
    await expect(closeConference(viewer as Context, id)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the page of a conference', () => {
  test('shows attendance, certificates, signature and count of each session, and their sums', async () => {
    const ctx = onDay(await provider(), '2026-05-05');
    const id = await add(ctx);
    const session = { conferenceId: id, startsOn: '2026-05-04' };
    const late = await givenEvent(ctx, { ...session, title: 'Late', startsAt: '13:00', endsAt: '14:00', room: 'B' });
    const early = await givenEvent(ctx, { ...session, title: 'Early', startsAt: '08:30', endsAt: '09:45' });
    const untimed = await givenEvent(ctx, { ...session, title: 'Untimed' });
    await givenEvent(ctx);
    await givenAttendee(ctx, early);
    await givenAttendee(ctx, early, { completed: false });
    await givenAttendee(ctx, early, { removedAt: ctx.clock.now() });
    await report(ctx, late, 7);
    const { id: signatureId } = await givenSignature(ctx);
    const { events: toSign } = await listEventsToSign(ctx, id);
    expect(toSign).toHaveLength(3);
    const statement = CERTIFICATE_TEXTS.providerStatement;
    await signMany(ctx, { events: [[early, 1]], signatureId, statement });
    const { sessions, totals } = await viewConference(ctx, id);
    expect(sessions).toMatchObject([
      { id: early, attendees: 2, completed: 1, due: 1, isSigned: true, startsAt: '08:30', state: 'count-due' },
      { id: late, attendees: 0, certificateCount: 7, isSigned: false, room: 'B', state: 'reported' },
      { id: untimed, startsAt: null, state: 'count-due' },
    ]);
    expect(totals).toMatchObject({ sessions: 3, attendees: 2, completed: 1, due: 1, signed: 1, counted: 1 });
    expect(totals).toMatchObject({ certificates: 7, countsToRecord: 2 });
    const { counts } = await listConferenceCounts(ctx, id);
    expect(counts.map(({ eventId }) => eventId)).toEqual([early, untimed]);
    const rows = counts.map(({ eventId, issuedHere, latestReport: sawReport, requestKey }) => ({
      eventId,
      report: { onPaper: 2, issuedHere, sawReport, requestKey },
    }));
    const outside = { ...rows[0]!, eventId: await givenEvent(ctx) };
    await expect(recordConferenceCounts(ctx, { conferenceId: id, rows: [...rows, outside] })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(recordConferenceCounts(await provider(), { conferenceId: id, rows })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await recordConferenceCounts(ctx, { conferenceId: id, rows })).toMatchObject({
      recorded: [{ eventId: early }, { eventId: untimed }],
      open: [],
    });
    expect((await listConferenceCounts(ctx, id)).counts).toEqual([]);
  });
});

describe('certificates of all sessions', () => {
  /** Two sessions with two people and one, of which the first is signed. */
  async function given() {
    const ctx = onDay(await provider(), '2026-05-05');
    const conferenceId = await add(ctx);
    const [signed, unsigned] = [await givenEvent(ctx, { conferenceId }), await givenEvent(ctx, { conferenceId })];
    await givenAttendee(ctx, signed);
    await givenAttendee(ctx, signed, { name: 'Li Ming', email: null });
    await givenAttendee(ctx, unsigned);
    await givenEvent(ctx, { conferenceId, startsOn: '2026-06-01' }).then((id) => givenAttendee(ctx, id));
    const { id: signatureId } = await givenSignature(ctx);
    await signMany(ctx, { events: [[signed, 1]], signatureId, statement: CERTIFICATE_TEXTS.providerStatement });
    return { ctx, conferenceId, signed, unsigned };
  }

  const runsOf = async (...eventIds: number[]) => {
    const rows = await testDb.db
      .select({ eventId: issuingRuns.eventId, kind: issuingRuns.kind, total: issuingRuns.total })
      .from(issuingRuns);
    return rows.filter(({ eventId }) => eventIds.includes(eventId)).sort((a, b) => a.eventId - b.eventId);
  };

  test('are issued in a run for each session; those without a signature only when that is chosen', async () => {
    const { ctx, conferenceId, signed, unsigned } = await given();
    const plan = await planIssuing(ctx, conferenceId);
    expect(plan).toMatchObject({
      sessions: [
        { eventId: signed, due: 2, unsigned: 0 },
        { eventId: unsigned, due: 1, unsigned: 1 },
      ],
      notYet: 1,
    });
    const input = { conferenceId, requestKey: crypto.randomUUID(), expected: 3, unsigned: false };
    await expect(issueConference(ctx, { ...input, expected: 2 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await issueConference(ctx, input)).toEqual({ runs: 1 });
    // A double click begins nothing twice.
    expect(await issueConference(ctx, input)).toEqual({ runs: 1 });
    expect(await runsOf(signed, unsigned)).toEqual([{ eventId: signed, kind: 'issue', total: 2 }]);
    const view = await viewConference(ctx, conferenceId);
    expect(view.runs).toMatchObject([{ eventId: signed, state: 'running' }]);
    // What is being issued is not offered again. Of the two others, one session has not begun.
    expect(view.totals.due - view.totals.toIssue).toBe(2);
    const all = { ...input, requestKey: crypto.randomUUID(), unsigned: true };
    // The first session’s run is still open, so only the other one begins.
    expect(await issueConference(ctx, all)).toEqual({ runs: 1 });
    expect(await runsOf(signed, unsigned)).toHaveLength(2);
    await expect(issueConference(await provider(), all)).rejects.toMatchObject({ code: 'not_found' });
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
    await expect(issueConference(viewer as Context, all)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('are shown before they are issued: session by session, with what looks wrong', async () => {
    const ctx = onDay(await provider(), '2026-05-05');
    const conferenceId = await add(ctx);
    const [calm, odd] = [
      await givenEvent(ctx, { conferenceId }),
      await givenEvent(ctx, { conferenceId, title: 'Sky days: Robots', startsOn: '2026-05-05', endsOn: '2026-05-06' }),
    ];
    await givenAttendee(ctx, calm, { units: '6.25' });
    await givenAttendee(ctx, odd, { name: 'ANA REDFERN' });
    await givenAttendee(ctx, odd, { name: 'Bo Light', units: '3' });
    await givenAttendee(ctx, odd, { name: 'Bo Light', email: 'bo@example.org' });
    await givenAttendee(ctx, odd, { name: 'Not There', completed: false });
    // The same person at another session is no duplicate.
    await givenAttendee(ctx, calm, { name: 'Bo Light' });
    const nothing = { unusual: 0, duplicates: 0, otherUnits: 0, runsUntil: null };
    expect(await previewIssuing(ctx, conferenceId)).toMatchObject({
      sessions: [
        { eventId: calm, due: 2, unsigned: 2, byUnits: [{ units: '6.25', people: 2 }], ...nothing },
        {
          eventId: odd,
          due: 3,
          unsigned: 3,
          byUnits: [
            { units: '6.25', people: 2 },
            { units: '3', people: 1 },
          ],
          unusual: 1,
          duplicates: 2,
          otherUnits: 1,
          runsUntil: '2026-05-06',
        },
      ],
      unusual: [{ name: 'ANA REDFERN', about: 'All in one case · Robots' }],
      unusualCount: 1,
    });
    expect(await countPossibleDuplicatesOf(ctx, [calm, odd])).toEqual(new Map([[odd, 2]]));
    expect(await countPossibleDuplicatesOf(ctx, [])).toEqual(new Map());
    await expect(previewIssuing(await provider(), conferenceId)).rejects.toMatchObject({ code: 'not_found' });
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
    await expect(previewIssuing(viewer as Context, conferenceId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('nothing is issued when no session is signed and nobody chose that', async () => {
    const ctx = onDay(await provider(), '2026-05-05');
    const conferenceId = await add(ctx);
    const input = { conferenceId, requestKey: crypto.randomUUID(), expected: 1, unsigned: false };
    await expect(issueConference(ctx, input)).rejects.toMatchObject({
      sentence: expect.stringContaining('already has a certificate'),
    });
    await givenAttendee(ctx, await givenEvent(ctx, { conferenceId }));
    await expect(issueConference(ctx, input)).rejects.toMatchObject({
      sentence: expect.stringContaining('None of these sessions is signed'),
    });
  });

  test('there is no one to email before certificates are issued', async () => {
    const { ctx, conferenceId } = await given();
    expect(await planMailing(ctx, conferenceId)).toMatchObject({ sessions: [], mailed: 0, withoutAddress: 0 });
    const input = { conferenceId, requestKey: crypto.randomUUID(), expected: 0, unsigned: true };
    await expect(mailConference(ctx, input)).rejects.toMatchObject({ code: 'invalid' });
    await expect(planMailing(await provider(), conferenceId)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('the database keeps a conference’s end after its start', async () => {
  const ctx = await provider();
  const id = await add(ctx);
  await expect(
    testDb.db.update(conferences).set({ endsOn: '2026-05-01' }).where(eq(conferences.id, id)),
  ).rejects.toMatchObject({ cause: { constraint_name: 'conferences_end_not_before_start' } });
});
