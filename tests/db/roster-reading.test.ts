import '../support/settings';
import type { Job, LearningSystem, ProviderUser } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { getAttendance, getAttendanceOf } from '@/lib/attendees/attendance/get-attendance';
import { exportRoster } from '@/lib/attendees/export-roster';
import { getAttendee } from '@/lib/attendees/get-attendee';
import { listAttendees } from '@/lib/attendees/list-attendees';
import { readRosterQuery } from '@/lib/attendees/roster-query';
import { printSignInSheet } from '@/lib/attendees/sign-in-sheet/print-sheet';
import { getCertificate, listCertificateHistory } from '@/lib/certificates/change/get-certificate';
import { beginConferenceDownload, findConferenceOfAttendee } from '@/lib/certificates/conference/of-attendee';
import { beginDownload } from '@/lib/certificates/download/current-files';
import { openNamedCertificate } from '@/lib/certificates/download/open-named-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { countMailing, listCertificates, listDue } from '@/lib/certificates/list/list-certificates';
import { certificateListSchema } from '@/lib/certificates/list/list-query';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { getRun } from '@/lib/certificates/runs/change-run';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { getClaim, listClaims } from '@/lib/claims/list-claims';
import { listEventLog } from '@/lib/events/event-log';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

/** Adds an event with everything that names its people, and each way to read it. */
async function aRoster() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const session = (title: string) => givenEvent(ctx, { title, conference: 'Winter Conference' });
  const [eventId, other] = [await session('Fractions'), await session('Decimals')];
  const [attendeeId, there] = [await givenAttendee(ctx, eventId), await givenAttendee(ctx, other)];
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  await issueCertificates(ctx, { eventId: other, attendeeIds: [there] });
  const certificateId = issued[0]!.id;
  await givenAttendee(ctx, eventId, { name: 'Kim Lee', email: null });
  const runId = await beginRun(ctx, { eventId, kind: 'issue', requestKey: crypto.randomUUID() });
  const { token } = await givenLink(ctx, eventId, { reviewed: true });
  const { claimId } = await claimThroughLink(attendeeVisit(ctx), { ...claimOf(), token, holder: 'a'.repeat(64) });
  const certificate = await getCertificate(ctx, eventId, certificateId);
  const noFilter = certificateListSchema.parse({ q: '', state: null, after: null, before: null });
  const ways: Record<string, (ctx: Context) => Promise<unknown>> = {
    'the roster': (reader) => listAttendees(reader, eventId, readRosterQuery({})),
    'one person of it': (reader) => getAttendee(reader, { eventId, attendeeId }),
    'its attendance': (reader) => getAttendance(reader, eventId),
    'one person’s attendance': (reader) => getAttendanceOf(reader, { eventId, attendeeId }),
    'its file': (reader) => exportRoster(reader, eventId, 'csv'),
    'the sign-in sheet': (reader) => printSignInSheet(reader, eventId),
    'the certificates': (reader) => listCertificates(reader, eventId, noFilter),
    'people without one': (reader) => listDue(reader, eventId, null),
    'who gets an email': (reader) => countMailing(reader, eventId),
    'a certificate': (reader) => getCertificate(reader, eventId, certificateId),
    'its file as issued': (reader) => openNamedCertificate(reader, eventId, certificateId),
    'all files': async (reader) => (await beginDownload(reader, eventId, 'zip')).files.return(),
    'a person’s conference': (reader) => beginConferenceDownload(reader, { eventId, attendeeId }),
    'a bulk run': (reader) => getRun(reader, eventId, runId),
    'a claim': (reader) => getClaim(reader, eventId, claimId),
  };
  return { ctx, eventId, attendeeId, certificate, ways };
}

test('everyone at the event’s provider and staff can read its roster, and what is made from it', async () => {
  const { ctx, eventId, ways } = await aRoster();
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  const staff = await staffContext(testDb.db, { today: '2026-05-04' });
  const { providerId, providerName } = ctx.actor;
  const acting = {
    ...staff,
    actor: { ...staff.actor, onBehalfOf: { providerId, providerName, standing: 'good' as const } },
  };
  for (const reader of [ctx, viewer, staff, acting]) {
    for (const read of Object.values(ways)) await expect(read(reader)).resolves.toBeDefined();
    expect((await listClaims(reader, eventId, null)).waiting).toHaveLength(1);
  }
});

/** Ways that name no one, or that are logged as what they are. */
const NOT_AS_READING = ['who gets an email', 'its attendance', 'all files', 'a certificate'];

test('staff who read it are in the event’s history, once an hour, and the provider’s own people are not', async () => {
  const { ctx, eventId, certificate, ways } = await aRoster();
  const opened = async () =>
    (await listEventLog(ctx, eventId, null)).entries.filter(({ action }) => action === 'roster.opened');
  for (const read of Object.values(ways)) await read(ctx);
  expect(await opened()).toEqual([]);

  const all = {
    ...ways,
    'its history': (reader: Context) => listCertificateHistory(reader, certificate),
    'the claims': (reader: Context) => listClaims(reader, eventId, null),
  };
  const logged: string[] = [];
  for (const [what, read] of Object.entries(all)) {
    const staff = await staffContext(testDb.db, { today: '2026-05-04' });
    await read(staff);
    await read(staff);
    const own = (await opened()).filter(({ by }) => by === staff.actor.name);
    if (own.length === 1) logged.push(what);
    else expect([what, own]).toEqual([what, []]);
  }
  expect(logged).toEqual(Object.keys(all).filter((what) => !NOT_AS_READING.includes(what)));

  const staff = await staffContext(testDb.db, { today: '2026-05-04' });
  const roster = ways['the roster']!;
  await roster(staff);
  const { providerId, providerName } = ctx.actor;
  const later = clockAt(() => new Date(staff.clock.now().getTime() + 3_600_000));
  await roster({
    ...staff,
    clock: later,
    actor: { ...staff.actor, onBehalfOf: { providerId, providerName, standing: 'good' as const } },
  });
  expect((await opened()).filter(({ by }) => by === staff.actor.name)).toHaveLength(2);
  await expectAudit(testDb.db, 'roster.opened', `event:${eventId}`, { providerId, onBehalfOf: providerId });
});

test('another provider finds nothing of it, nor do staff who act on behalf of another one', async () => {
  const { eventId, attendeeId, ways } = await aRoster();
  const stranger = await providerContext(testDb.db, { today: '2026-05-04' });
  const staff = await staffContext(testDb.db, { today: '2026-05-04' });
  const { providerId, providerName } = stranger.actor;
  const acting = {
    ...staff,
    actor: { ...staff.actor, onBehalfOf: { providerId, providerName, standing: 'good' as const } },
  };
  for (const reader of [stranger, acting]) {
    for (const [what, read] of Object.entries(ways)) {
      const refusal = await read(reader).then(
        () => 'read',
        (error) => error.code,
      );
      expect([what, refusal]).toEqual([what, 'not_found']);
    }
    expect(await listClaims(reader, eventId, null)).toMatchObject({ waiting: [], others: [] });
    expect(await findConferenceOfAttendee(reader, { eventId, attendeeId })).toBeNull();
  }
});

test('an actor that is not a person is refused, even one of the event’s own provider', async () => {
  const { ctx, eventId, attendeeId, certificate, ways } = await aRoster();
  const { providerId } = ctx.actor;
  const system: LearningSystem = {
    kind: 'learning_system',
    keyId: 1,
    publicId: 'abc',
    signedOnly: true,
    providerId,
    providerName: 'Big Sky',
    keyMadeBy: 1,
    standing: 'good',
  };
  // The types rule this out, but a cast or a caller written later might not.
  const reader = { ...ctx, actor: system as unknown as ProviderUser } as Context;
  const all = {
    ...ways,
    'the claims': (one: Context) => listClaims(one, eventId, null),
    'a certificate’s history': (one: Context) => listCertificateHistory(one, certificate),
    'a person’s conference on a page': (one: Context) => findConferenceOfAttendee(one, { eventId, attendeeId }),
  };
  for (const [what, read] of Object.entries(all)) {
    const refusal = await read(reader).then(
      () => 'read',
      (error) => error.code,
    );
    expect([what, refusal]).toEqual([what, 'forbidden']);
  }
});

test('the table of capabilities checks the provider of a roster again', async () => {
  const { actor } = await providerContext(testDb.db);
  const job: Job<ProviderUser> = { kind: 'job', name: 'work', for: actor };
  for (const who of [actor, job]) {
    expect(whyNotAllowed(who, 'roster.read', { providerId: actor.providerId })).toBeNull();
    expect(whyNotAllowed(who, 'roster.read', { providerId: actor.providerId + 1 })).toBe(
      `This does not belong to ${actor.providerName}.`,
    );
  }
});
