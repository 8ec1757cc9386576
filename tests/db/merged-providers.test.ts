import '../support/settings';
import { spawn } from 'node:child_process';
import { and, eq, sql } from 'drizzle-orm';
import {
  events,
  learningSystemKeys,
  mails,
  memberships,
  namedCertificates,
  notices,
  providerMergeRows,
  providerMerges,
  requests,
  sessions,
  users,
} from '@/db/schema';
import { standingOn } from '@/lib/access/standing';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { addEvent } from '@/lib/events/add-event';
import { addEventSchema } from '@/lib/events/event-input';
import { getEvent } from '@/lib/events/find-event';
import { putCounts, putCountsRequest } from '@/lib/learning-systems/put-counts';
import { putEvents, putEventsRequest } from '@/lib/learning-systems/put-events';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { planNotices } from '@/lib/notices/plan-notices';
import { sendNotices } from '@/lib/notices/send-notices';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { getDirectoryEntry } from '@/lib/providers/directory';
import { getOwnProvider } from '@/lib/providers/find-own-provider';
import { dataOf } from '@/lib/providers/provider-data';
import { reopenProvider } from '@/lib/providers/staff/closing/close-provider';
import { getProvider } from '@/lib/providers/staff/get-provider';
import {
  findMerge,
  mergeProvidersSchema,
  previewMerge,
  proposeToMerge,
  undoMerge,
  undoMergeSchema,
} from '@/lib/providers/staff/merging/merge-providers';
import { UNDO_DAYS, undoUntil, whyNotUndo } from '@/lib/providers/staff/merging/rules';
import { confirmProposal } from '@/lib/providers/staff/proposals/decide-proposal';
import { setStanding, setStandingSchema } from '@/lib/providers/staff/standing/set-standing';
import { standingText } from '@/lib/providers/standing-words';
import { listOwnRequests } from '@/lib/requests/list-requests';
import { getRequest, getRequestTitle } from '@/lib/requests/request';
import { viewRequest } from '@/lib/requests/view-request';
import { followLink } from '@/lib/share-links/open-link';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { hashToken } from '@/lib/users/token';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { continueNow, givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { postedEvent } from '../support/event-form';
import { givenConference, givenEvent } from '../support/events';
import { asked, givenKey, visitWith } from '../support/learning-systems';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';
import { askedCorrection } from '../support/requests';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const test_ = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

const TODAY = '2026-05-03';
const REASON = 'They are one school district now.';

/** Two providers; the source has an event with a certificate, a link and a key. */
async function given() {
  const [source, target] = [
    await providerContext(test_.db, { today: TODAY }),
    await providerContext(test_.db, { today: TODAY }),
  ];
  const eventId = await givenEvent(source);
  const attendeeId = await givenAttendee(source, eventId, { name: 'Zoë Ñandú', completed: true });
  const { issued } = await issueCertificates(source, { eventId, attendeeIds: [attendeeId] });
  const { token } = await givenLink(source, eventId);
  const { key } = await givenKey(source);
  const staff = await staffContext(test_.db, { today: TODAY });
  const second = await staffContext(test_.db, { today: TODAY });
  const sourceId = source.actor.providerId;
  const targetId = target.actor.providerId;
  return { source, target, sourceId, targetId, eventId, serial: issued[0]!.serial, token, key, staff, second };
}

const propose = (staff: Context, sourceId: number, targetId: number) =>
  proposeToMerge(staff, {
    ...mergeProvidersSchema.parse({ into: String(targetId), reason: REASON }),
    providerId: sourceId,
  });

type Given = Awaited<ReturnType<typeof given>>;

async function merge({ staff, second, sourceId, targetId }: Given) {
  const proposalId = await propose(staff, sourceId, targetId);
  await confirmProposal(second, { providerId: sourceId, proposalId, note: '' });
  return proposalId;
}

const undo = (staff: Context, providerId: number) =>
  undoMerge(staff, { ...undoMergeSchema.parse({ reason: 'They are two districts.' }), providerId });

const ownerOf = async (eventId: number) =>
  (await test_.db.select({ providerId: events.providerId }).from(events).where(eq(events.id, eventId)))[0]!.providerId;

const roleOf = async (userId: number, providerId: number) =>
  (
    await test_.db
      .select()
      .from(memberships)
      .where(and(eq(memberships.userId, userId), eq(memberships.providerId, providerId)))
  )[0]?.role;

async function signIn({ actor, clock }: Context, providerId: number): Promise<string> {
  const token = crypto.randomUUID();
  const at = clock.now();
  const session = { tokenHash: hashToken(token), userId: actor.userId, providerId, createdAt: at, lastSeenAt: at };
  await test_.db.insert(sessions).values(session);
  return token;
}

test('a merge moves everything, certificates keep what was printed, and what was given out works on', async () => {
  const both = await given();
  const { source, target, sourceId, targetId, eventId, serial, token, key, staff, second } = both;
  const emails = [`${crypto.randomUUID()}@example.org`, `${crypto.randomUUID()}@example.org`];
  await test_.db.update(users).set({ email: emails[0]! }).where(eq(users.id, source.actor.userId));
  await test_.db.update(users).set({ email: emails[1]! }).where(eq(users.id, target.actor.userId));
  const session = await signIn(source, sourceId);
  const preview = await previewMerge(staff, { sourceId, targetId });
  expect(preview).toMatchObject({
    holdings: { events: 1, certificates: 1, users: 1, keys: 1, shareLinks: 1 },
    sharedUsers: 0,
    why: null,
  });
  const proposalId = await merge(both);

  expect(await ownerOf(eventId)).toBe(targetId);
  expect(await getEvent(target, eventId)).toMatchObject({ id: eventId });
  expect([await roleOf(source.actor.userId, sourceId), await roleOf(source.actor.userId, targetId)]).toEqual([
    undefined,
    'manager',
  ]);
  expect(await findSignedIn(source, session)).toMatchObject({ actor: { providerId: targetId } });
  const [certificate] = await test_.db.select().from(namedCertificates).where(eq(namedCertificates.serial, serial));
  expect(certificate!.facts).toMatchObject({ providerName: source.actor.providerName });
  expect(await checkCertificate(attendeeVisit(target), serial)).toMatchObject({
    certificate: { standing: { kind: 'valid' }, provider: 'good', providerName: source.actor.providerName },
  });
  // The link and the key that people were given work at the target.
  expect((await followLink(attendeeVisit(target), token))?.open?.whyNotNow).toBeNull();
  const claim = claimOf({ name: 'Li Ming' });
  expect(await claimThroughLink(attendeeVisit(target), { ...claim, token, holder: 'h'.repeat(64) })).toMatchObject({
    state: 'issued',
  });
  const visit = await visitWith(target, key.secret);
  expect(visit.actor).toMatchObject({ providerId: targetId });
  expect(await requestCertificate(visit, crypto.randomUUID(), asked(eventId))).toMatchObject({ answer: { eventId } });

  expect(await getDirectoryEntry(target, sourceId)).toMatchObject({ mergedInto: targetId });
  expect((await getProvider(staff, sourceId)).provider).toMatchObject({ standing: 'closed', mergedInto: targetId });
  for (const id of [sourceId, targetId]) {
    const { details } = await expectAudit(test_.db, 'provider.merged', `provider:${id}`, {
      userId: second.actor.userId,
    });
    expect(details).toMatchObject({
      source: sourceId,
      target: targetId,
      moved: { events: 1, users: 1, keys: 1, webhooks: 0, requests: 0 },
      reason: REASON,
      proposalId,
      proposedBy: staff.actor.userId,
    });
  }
  for (const email of emails) {
    const sent = await test_.db.select().from(mails).where(eq(mails.toAddress, email));
    expect(sent.filter(({ kind }) => kind === 'provider.merged').map(({ text }) => text)).toEqual([
      expect.stringContaining(REASON),
    ]);
  }
  await expect(reopenProvider(staff, { providerId: sourceId, reason: REASON })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('nothing is merged by one person, into itself, into a closed provider, or while the source asks for something', async () => {
  const both = await given();
  const { source, sourceId, targetId, staff } = both;
  await expect(propose(staff, sourceId, sourceId)).rejects.toMatchObject({ code: 'invalid' });
  await expect(propose(staff, sourceId, 999_999_999)).rejects.toMatchObject({ code: 'not_found' });
  await expect(propose(source, sourceId, targetId)).rejects.toMatchObject({ code: 'forbidden' });
  const now = source.clock.now();
  await test_.db.insert(requests).values({
    providerId: sourceId,
    kind: 'provider_data',
    reason: 'We moved.',
    asked: {},
    basis: {},
    basisVersion: 1,
    askedBy: source.actor.userId,
    askedAt: now,
    dueOn: TODAY,
    requestKey: crypto.randomUUID(),
  });
  await expect(propose(staff, sourceId, targetId)).rejects.toMatchObject({
    sentence: expect.stringContaining('has an undecided request'),
  });
  await test_.db.update(requests).set({ status: 'withdrawn', decidedAt: now }).where(eq(requests.providerId, sourceId));
  const proposalId = await propose(staff, sourceId, targetId);
  await expect(confirmProposal(staff, { providerId: sourceId, proposalId, note: '' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const third = await given();
  await merge(third);
  await expect(propose(staff, targetId, third.sourceId)).rejects.toMatchObject({
    sentence: expect.stringContaining('is closed'),
  });
});

test('fifty confirmations at once merge once', async () => {
  const { sourceId, targetId, staff, second, eventId } = await given();
  const proposalId = await propose(staff, sourceId, targetId);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, () => confirmProposal(second, { providerId: sourceId, proposalId, note: '' })),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(await test_.db.select().from(providerMerges).where(eq(providerMerges.sourceId, sourceId))).toHaveLength(1);
  expect(await ownerOf(eventId)).toBe(targetId);
});

test('a server that is killed in the middle of a merge leaves everything as it was', async () => {
  const both = await given();
  const { sourceId, targetId, staff, second, eventId } = both;
  const proposalId = await propose(staff, sourceId, targetId);
  await test_.owner.transaction(async (tx) => {
    // The merge has moved everything by the time it writes its first entry.
    await tx.execute(sql`lock table audit_entries in exclusive mode`);
    const { actor, session } = second;
    const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/provider-merge-process.ts'], {
      env: {
        ...process.env,
        MERGE_DATABASE: test_.url,
        MERGE: JSON.stringify({ actor, session, providerId: sourceId, proposalId }),
      },
      stdio: 'inherit',
    });
    const gone = new Promise((resolve) => doomed.once('exit', resolve));
    await soon(async () => (await waitingForLocks(test_.db)) > 0);
    doomed.kill('SIGKILL');
    await gone;
  });
  await soon(async () => (await waitingForLocks(test_.db)) === 0);
  expect(await ownerOf(eventId)).toBe(sourceId);
  expect((await getProvider(staff, sourceId)).provider).toMatchObject({ standing: 'good', mergedInto: null });
  expect(await test_.db.select().from(providerMerges).where(eq(providerMerges.sourceId, sourceId))).toEqual([]);
  await confirmProposal(second, { providerId: sourceId, proposalId, note: '' });
  expect(await ownerOf(eventId)).toBe(targetId);
});

test('an event that is being added when a merge is confirmed is either moved or refused', async () => {
  const both = await given();
  const { source, sourceId, targetId } = both;
  const add = () =>
    addEvent(
      source,
      addEventSchema.parse(
        postedEvent({ requestKey: crypto.randomUUID(), forProvider: String(forProviderOf(source)) }),
      ),
    );
  const [added] = await Promise.allSettled([add(), merge(both)]);
  if (added.status === 'fulfilled' && added.value.kind === 'added') {
    expect(await ownerOf(added.value.eventId)).toBe(targetId);
  } else {
    expect(added).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } });
  }
  expect(await test_.db.select().from(events).where(eq(events.providerId, sourceId))).toEqual([]);
  await expect(add()).rejects.toMatchObject({ code: 'forbidden', sentence: expect.stringContaining('is closed') });
});

describe('a system that sends the own numbers of the source', () => {
  const sent = async (ctx: Context, secret: string, item: Record<string, unknown>) => {
    const visit = await visitWith(ctx, secret);
    const items = [{ ...item, categories: ['Mathematics'] }];
    const [event] = await putEvents(visit, putEventsRequest.parse({ attested: true, events: items }));
    const { ownNumber } = item;
    const [count] = await putCounts(visit, putCountsRequest.parse({ counts: [{ ownNumber, count: 24 }] }));
    return [event, count];
  };
  const room = { ownNumber: 's-101', room: 'Room 204' };

  test('changes and counts the event that the merge renamed, and never the target’s', async () => {
    const both = await given();
    const { source, target, key, staff, sourceId } = both;
    const mine = await givenEvent(source, { ownNumber: 'S-101', startsOn: TODAY });
    const theirs = await givenEvent(target, { ownNumber: 'S-101', startsOn: TODAY });
    await merge(both);
    expect(await sent(target, key.secret, room)).toEqual([
      { answered: { status: 200, eventId: mine, ownNumber: 's-101', changed: ['categories', 'room'] } },
      { answered: expect.objectContaining({ eventId: mine, ownNumber: 's-101', count: 24 }) },
    ]);
    expect(await getEvent(target, theirs)).toMatchObject({ ownNumber: 'S-101', room: null, certificateCount: null });
    expect(await getEvent(target, mine)).toMatchObject({ ownNumber: `S-101 #${mine}`, certificateCount: 24 });
    const { key: targets } = await givenKey(target);
    expect(await sent(target, targets.secret, { ownNumber: 'S-101', room: 'Room 1' })).toEqual([
      { answered: expect.objectContaining({ eventId: theirs }) },
      { answered: expect.objectContaining({ eventId: theirs }) },
    ]);
    await undo(staff, sourceId);
    expect(await getEvent(staff, mine)).toMatchObject({ ownNumber: 'S-101', room: 'Room 204' });
    expect(await sent(source, key.secret, { ownNumber: 'S-101', room: 'Room 2' })).toEqual([
      { answered: expect.objectContaining({ eventId: mine }) },
      { answered: expect.objectContaining({ eventId: mine }) },
    ]);
  });

  test('is refused a number that only the target used before, and can use those made since', async () => {
    const both = await given();
    const { target, key, targetId, source } = both;
    await givenEvent(target, { ownNumber: 'S-101', startsOn: TODAY });
    const moved = await givenEvent(source, { ownNumber: 'S-102', startsOn: TODAY });
    await merge(both);
    const refused = {
      refused: expect.objectContaining({ code: 'conflict', sentence: expect.stringContaining('another event') }),
    };
    expect(await sent(target, key.secret, room)).toEqual([refused, refused]);
    const since = await givenEvent(onDay(target, '2026-05-04'), { ownNumber: 'S-103', startsOn: TODAY });
    await test_.db
      .update(events)
      .set({ createdAt: new Date('2026-05-04T18:00:00Z') })
      .where(eq(events.id, since));
    for (const [ownNumber, eventId] of [
      ['S-102', moved],
      ['S-103', since],
    ] as const) {
      expect(await sent(target, key.secret, { ownNumber, room: 'Room 3' })).toEqual([
        { answered: expect.objectContaining({ eventId }) },
        { answered: expect.objectContaining({ eventId }) },
      ]);
    }
    // After another merge, what it renames is found, too.
    const later = await given();
    await givenEvent(later.target, { ownNumber: 'S-102', startsOn: TODAY });
    await merge({ ...later, sourceId: targetId, targetId: later.targetId });
    expect(await sent(later.target, key.secret, { ownNumber: 'S-102', room: 'Room 4' })).toEqual([
      { answered: expect.objectContaining({ eventId: moved }) },
      { answered: expect.objectContaining({ eventId: moved }) },
    ]);
  });
});

test('sessions move together with their conference', async () => {
  const both = await given();
  const { source, target } = both;
  const conferenceId = await givenConference(source, 'Sky days');
  const session = await givenEvent(source, { conferenceId });
  await merge(both);
  expect((await getEvent(target, session)).conference).toEqual({ id: conferenceId, name: 'Sky days' });
  await expect(getEvent(source, session)).rejects.toMatchObject({ code: 'not_found' });
});

describe('undoing a merge', () => {
  test('gives an own number back that both providers used', async () => {
    const both = await given();
    const { source, target, staff, sourceId } = both;
    const [mine, only] = [
      await givenEvent(source, { ownNumber: 'S-101' }),
      await givenEvent(source, { ownNumber: 'S-102' }),
    ];
    const theirs = await givenEvent(target, { ownNumber: 's-101' });
    const numberOf = async (id: number) => (await getEvent(staff, id)).ownNumber;
    await merge(both);
    expect([await numberOf(mine), await numberOf(only), await numberOf(theirs)]).toEqual([
      `S-101 #${mine}`,
      'S-102',
      's-101',
    ]);
    await undo(staff, sourceId);
    expect([await numberOf(mine), await numberOf(only)]).toEqual(['S-101', 'S-102']);
  });

  test('gives each provider a conference of its own when both added sessions to one', async () => {
    const both = await given();
    const { source, target, sourceId, staff } = both;
    const [theirs, ours] = [await givenConference(source, 'Sky days'), await givenConference(target, 'River days')];
    const session = await givenEvent(source, { conferenceId: theirs });
    const moved = await givenEvent(source);
    await merge(both);
    const since = await givenEvent(target, { conferenceId: theirs });
    await test_.db.update(events).set({ conferenceId: ours }).where(eq(events.id, moved));

    expect(await undo(staff, sourceId)).toMatchObject({ events: 3, conferences: 1 });
    expect((await getEvent(source, session)).conference).toEqual({ id: theirs, name: 'Sky days' });
    const sinces = (await getEvent(target, since)).conference!;
    expect(sinces).toEqual({ id: expect.any(Number), name: 'Sky days' });
    expect(sinces.id).not.toBe(theirs);
    const movedBack = (await getEvent(source, moved)).conference!;
    expect(movedBack).toEqual({ id: expect.any(Number), name: 'River days' });
    expect(movedBack.id).not.toBe(ours);
  });

  test('moves back exactly what moved, and leaves what was made since', async () => {
    const both = await given();
    const { source, target, sourceId, targetId, eventId, key, staff } = both;
    const earlier = await givenEvent(target);
    const mergeDay = await merge(both).then(() => findMerge(staff, sourceId));
    expect(mergeDay).toMatchObject({ targetName: target.actor.providerName, whyNotUndo: null });
    const since = await givenEvent(target, { title: 'Made since' });
    const rows = await test_.db
      .select()
      .from(providerMergeRows)
      .where(eq(providerMergeRows.mergeId, mergeDay!.merge.id));
    expect(rows.map(({ kind, rowId }) => `${kind} ${kind === 'key' ? '' : rowId}`).sort()).toEqual(
      [`event ${eventId}`, 'key ', `user ${source.actor.userId}`].sort(),
    );
    const session = await signIn(source, targetId);

    expect(await undo(staff, sourceId)).toEqual({
      events: 1,
      conferences: 0,
      users: 1,
      keys: 1,
      webhooks: 0,
      requests: 0,
    });
    expect([await ownerOf(eventId), await ownerOf(earlier), await ownerOf(since)]).toEqual([
      sourceId,
      targetId,
      targetId,
    ]);
    expect([await roleOf(source.actor.userId, sourceId), await roleOf(source.actor.userId, targetId)]).toEqual([
      'manager',
      undefined,
    ]);
    expect(await findSignedIn(source, session)).toMatchObject({ actor: { providerId: sourceId, standing: 'good' } });
    expect((await visitWith(source, key.secret)).actor).toMatchObject({ providerId: sourceId });
    expect((await getProvider(staff, sourceId)).provider).toMatchObject({ standing: 'good', mergedInto: null });
    for (const id of [sourceId, targetId]) {
      await expectAudit(test_.db, 'provider.merge_undone', `provider:${id}`, { userId: staff.actor.userId });
    }
    await expect(undo(staff, sourceId)).rejects.toMatchObject({ code: 'invalid' });
    // They can be merged again.
    await merge(both);
    expect(await ownerOf(eventId)).toBe(targetId);
  });

  test('people who worked for both work for both again, and access that was removed since stays removed', async () => {
    const both = await given();
    const { source, target, sourceId, targetId, staff } = both;
    await test_.db.insert(memberships).values({ userId: target.actor.userId, providerId: sourceId, role: 'viewer' });
    expect(await previewMerge(staff, { sourceId, targetId })).toMatchObject({ sharedUsers: 1 });
    await merge(both);
    expect(await roleOf(target.actor.userId, targetId)).toBe('manager');
    await test_.db
      .delete(memberships)
      .where(and(eq(memberships.userId, source.actor.userId), eq(memberships.providerId, targetId)));
    expect(await undo(staff, sourceId)).toMatchObject({ users: 1 });
    expect([await roleOf(target.actor.userId, sourceId), await roleOf(target.actor.userId, targetId)]).toEqual([
      'viewer',
      'manager',
    ]);
    expect(await roleOf(source.actor.userId, sourceId)).toBeUndefined();
  });

  test('the source stands as it did before, also when it was suspended', async () => {
    const both = await given();
    const { sourceId, staff, second } = both;
    const shown = standingText((await getProvider(staff, sourceId)).provider);
    const input = { standing: 'suspended', from: TODAY, reviewOn: '2026-11-01', reason: REASON, shown };
    const result = await setStanding(staff, { ...setStandingSchema.parse(input), providerId: sourceId });
    if (result.kind !== 'proposed') throw new Error('it takes no second person');
    await confirmProposal(second, { providerId: sourceId, proposalId: result.proposalId, note: '' });
    await merge(both);
    await undo(staff, sourceId);
    const { provider, standings } = await getProvider(staff, sourceId);
    expect(provider.standing).toBe('suspended');
    expect(standings[0]).toMatchObject({
      row: { standing: 'suspended', reviewOn: '2026-11-01', reason: REASON, proposalId: result.proposalId },
    });
  });

  test.each([
    ['before it begins', '2026-05-20', '2026-05-25', ['suspended', 'probation']],
    ['after it began', '2026-06-01', '2026-06-01', ['suspended']],
  ])('a standing that two people planned counts again, %s', async (_, day, fromDay, expected) => {
    const both = await given();
    const { sourceId, staff, second } = both;
    const decide = async (input: Record<string, string>) => {
      const shown = standingText((await getProvider(staff, sourceId)).provider);
      return setStanding(staff, { ...setStandingSchema.parse({ ...input, shown }), providerId: sourceId });
    };
    await decide({ standing: 'probation', from: TODAY, reviewOn: '2026-09-01', reason: 'No program was sent.' });
    const planned = { standing: 'suspended', from: '2026-05-25', reviewOn: '2026-11-01', reason: 'Nothing came.' };
    const result = await decide(planned);
    if (result.kind !== 'proposed') throw new Error('it takes no second person');
    const { proposalId } = result;
    await confirmProposal(second, { providerId: sourceId, proposalId, note: '' });
    await merge(both);
    await undo(onDay(staff, day), sourceId);
    const { provider, standings } = await getProvider(staff, sourceId);
    const restored = standings.slice(0, expected.length).map(({ row }) => row);
    const { from: _from, ...decision } = planned;
    const onProbation = { reviewOn: '2026-09-01', reason: 'No program was sent.', fromDay: day, proposalId: null };
    expect(restored).toEqual([
      expect.objectContaining({ ...decision, fromDay, proposalId }),
      ...(expected.length > 1 ? [expect.objectContaining({ standing: 'probation', ...onProbation })] : []),
    ]);
    expect([standingOn(provider, day), standingOn(provider, '2026-06-02')]).toEqual([expected.at(-1), 'suspended']);
  });

  test(`is possible for ${UNDO_DAYS} days, and for staff only`, async () => {
    const merged = new Date('2026-05-03T18:00:00Z');
    expect(whyNotUndo(merged, undoUntil(merged))).toBeNull();
    expect(whyNotUndo(merged, new Date(undoUntil(merged).getTime() + 1))).toContain('for 30 days');
    const both = await given();
    const { target, sourceId, eventId, targetId } = both;
    await merge(both);
    await expect(undo(target, sourceId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(undo(onDay(both.staff, '2026-06-03'), sourceId)).rejects.toMatchObject({ code: 'invalid' });
    expect(await ownerOf(eventId)).toBe(targetId);
  });
});

test('merges that follow one another are undone in reverse order', async () => {
  const both = await given();
  const later = await given();
  const { sourceId, targetId, eventId, staff } = both;
  await merge(both);
  await merge({ ...later, sourceId: targetId, targetId: later.targetId });
  expect(await ownerOf(eventId)).toBe(later.targetId);
  await expect(undo(staff, sourceId)).rejects.toMatchObject({ sentence: expect.stringContaining('Undo that merge') });
  expect(await undo(staff, targetId)).toMatchObject({ events: 1, users: 2 });
  expect(await ownerOf(eventId)).toBe(targetId);
  await undo(staff, sourceId);
  expect(await ownerOf(eventId)).toBe(sourceId);
});

test('decided requests about the source itself stay about it, while and after the providers are one', async () => {
  const both = await given();
  const { source, target, sourceId, staff } = both;
  const ended = await givenEvent(source, { startsOn: '2026-04-01', endsOn: '2026-04-01' });
  const moved = await askedCorrection(source, ended, { title: 'Corrected', categoryIds: ['1'] });
  const data = dataOf(await getOwnProvider(source));
  const decided = {
    ...{ providerId: sourceId, reason: 'We moved.', basisVersion: 1, askedBy: source.actor.userId },
    ...{ askedAt: source.clock.now(), dueOn: TODAY, status: 'approved' as const, decidedAt: source.clock.now() },
  };
  const person = { name: 'Noor Example', email: 'noor@example.org', role: 'viewer' };
  const own = await test_.db
    .insert(requests)
    .values([
      {
        ...decided,
        ...{ kind: 'provider_data', requestKey: crypto.randomUUID() },
        ...{ asked: { ...data, phone: '(406) 555-0199' }, basis: data },
      },
      { ...decided, kind: 'user', requestKey: crypto.randomUUID(), asked: person, basis: { stamp: '' } },
    ])
    .returning({ id: requests.id });
  const read = async () => {
    for (const { id } of own) {
      const { request } = await getRequest(staff, id);
      expect(request).toMatchObject({ providerId: sourceId, providerName: source.actor.providerName });
      expect((await viewRequest(staff, request)).fields).not.toEqual([]);
      await expect(getRequest(target, id)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await getRequestTitle(staff, own[0]!.id)).toContain(source.actor.providerName);
  };
  await merge(both);
  await read();
  expect((await getRequest(target, moved)).request).toMatchObject({ eventId: ended });
  expect(await undo(staff, sourceId)).toMatchObject({ requests: 1 });
  await read();
  expect((await listOwnRequests(source, null)).requests.map(({ id }) => id).sort()).toEqual(
    [moved, ...own.map(({ id }) => id)].sort(),
  );
});

test('a reminder that waits when its provider is merged goes out at the target', async () => {
  const both = await given();
  const { source, target, sourceId, targetId } = both;
  const eventId = await givenEvent(source, { startsOn: '2026-05-03', endsOn: '2026-05-03' });
  const visit = (day: string) => ({ db: test_.db, clock: clockAt(() => new Date(`${day}T15:00:00Z`)) });
  await planNotices(visit('2026-05-04'));
  const ofEvent = async () =>
    (
      await test_.db
        .select()
        .from(notices)
        .where(and(eq(notices.subjectId, eventId), eq(notices.kind, 'count_due')))
    ).map(({ userId, providerId, state }) => ({ userId, providerId, state }));
  const { userId } = source.actor;
  expect(await ofEvent()).toEqual([{ userId, providerId: sourceId, state: 'waiting' }]);
  await merge(both);
  await sendNotices(visit('2026-05-04'));
  expect(await ofEvent()).toEqual([{ userId, providerId: sourceId, state: 'void' }]);
  for (const day of ['2026-05-05', '2026-05-06']) {
    await planNotices(visit(day));
    await sendNotices(visit(day));
  }
  expect(await ofEvent()).toEqual([{ userId, providerId: targetId, state: 'sent' }]);
  expect(target.actor.providerId).toBe(targetId);
});

test('keys of the source that were revoked stay revoked', async () => {
  const both = await given();
  const { sourceId, targetId, key, target } = both;
  await test_.db
    .update(learningSystemKeys)
    .set({ revokedAt: new Date() })
    .where(eq(learningSystemKeys.publicId, key.publicId));
  await merge(both);
  const keys = await test_.db.select().from(learningSystemKeys).where(eq(learningSystemKeys.providerId, targetId));
  expect(keys).toMatchObject([{ revokedAt: expect.any(Date) }]);
  await expect(visitWith(target, key.secret)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(sourceId).not.toBe(targetId);
});

test('the next year of a course, and a request about an event, go back with it when a merge is undone', async () => {
  const both = await given();
  const { source, target, sourceId, targetId, staff } = both;
  const course = await givenCourse(source, { startsOn: '2025-07-01', endsOn: '2026-06-30' });
  const ended = await givenEvent(source, { startsOn: '2026-04-01', endsOn: '2026-04-01' });
  const own = await givenEvent(target, { startsOn: '2026-04-02', endsOn: '2026-04-02' });
  await merge(both);
  const next = await continueNow(target, course);
  const requestId = await askedCorrection(target, ended, { title: 'Corrected', categoryIds: ['1'] });
  const ownRequest = await askedCorrection(target, own, { title: 'Corrected', categoryIds: ['1'] });
  await undo(staff, sourceId);
  expect([await ownerOf(course), await ownerOf(next), await ownerOf(ended), await ownerOf(own)]).toEqual([
    sourceId,
    sourceId,
    sourceId,
    targetId,
  ]);
  expect((await getRequest(source, requestId)).request).toMatchObject({ providerId: sourceId, eventId: ended });
  expect((await getRequest(target, ownRequest)).request).toMatchObject({ providerId: targetId });
  await expect(getRequest(target, requestId)).rejects.toMatchObject({ code: 'not_found' });
});
