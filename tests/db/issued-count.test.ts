import '../support/settings';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import fc from 'fast-check';
import { attendees, certificateEndings, claims, events, namedCertificates } from '@/db/schema';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { acceptClaim, refuseClaim, withdrawClaim } from '@/lib/claims/decide-claim';
import { refusalOf } from '@/lib/platform/database';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

jest.setTimeout(120_000);
const testDb = testDatabase();
afterAll(closeRenderer);

const REASON = 'Was not there.';

/** Returns the event's count of issued certificates, the number of valid ones, and the number of people who have one. */
async function counts(eventId: number) {
  const [event] = await testDb.db.select().from(events).where(eq(events.id, eventId));
  const valid = await testDb.db
    .select({ id: namedCertificates.id })
    .from(namedCertificates)
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(and(eq(namedCertificates.eventId, eventId), isNull(certificateEndings.certificateId)));
  const having = await testDb.db
    .select({ id: attendees.currentCertificateId })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), isNotNull(attendees.currentCertificateId)));
  return {
    issuedCount: event!.issuedCount,
    valid: valid.map(({ id }) => id).sort(),
    having: having.map(({ id }) => id).sort(),
  };
}

type Link = Awaited<ReturnType<typeof givenLink>>;
type Place = { ctx: Context; eventId: number; reviewed: Link; open: Link };

/** Makes several people who claim, each with a separate form; the same form sent again is the same claim. */
function peopleOf({ ctx, eventId, reviewed, open }: Place) {
  return Array.from({ length: 3 }, (_, index) => {
    const form = claimOf({ name: `Person ${index}`, requestKey: crypto.randomUUID() });
    const holder = crypto.randomUUID().replaceAll('-', '').padEnd(64, '0');
    const link = index === 0 ? open : reviewed;
    const claim = async () => {
      const [row] = await testDb.db.select().from(claims).where(eq(claims.requestKey, form.requestKey));
      return row;
    };
    const decide = async (act: (input: { eventId: number; claimId: number; reason: string }) => Promise<unknown>) => {
      const row = await claim();
      if (row) await act({ eventId, claimId: row.id, reason: REASON });
    };
    const attendeeId = async () => (await claim())?.attendeeId ?? null;
    return {
      claim: () => claimThroughLink(attendeeVisit(ctx), { ...form, token: link.token, holder }),
      accept: () => decide((input) => acceptClaim(ctx, { ...input, unsigned: true })),
      refuse: () => decide((input) => refuseClaim(ctx, input)),
      withdraw: () => decide((input) => withdrawClaim(ctx, input)),
      revoke: async () => {
        const certificateId = (await claim())?.certificateId;
        if (certificateId) await revokeCertificate(ctx, { eventId, certificateId, reason: REASON });
      },
      complete: async () => {
        const id = await attendeeId();
        if (id) await markAttendees(ctx, { eventId, mark: 'completed', attendees: [id] });
      },
      issue: async () => {
        const id = await attendeeId();
        if (id) await issueCertificates(ctx, { eventId, attendeeIds: [id] });
      },
    };
  });
}

const ACTS = ['claim', 'accept', 'refuse', 'withdraw', 'revoke', 'complete', 'issue'] as const;

const step = fc.record({ act: fc.constantFrom(...ACTS, 'claim', 'accept'), person: fc.nat(2) });
/** Rounds run one after another; the steps within a round run at the same time. */
const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 });

test('in any order of claiming, accepting, withdrawing, revoking and issuing, the count is that of the valid certificates', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  const reviewed = await givenLink(ctx, eventId, { reviewed: true });
  const open = await givenLink(ctx, eventId);
  const done: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(rounds, async (story) => {
      const people = peopleOf({ ctx, eventId, reviewed, open });
      for (const round of story) {
        await Promise.all(
          round.map(async ({ act, person }) => {
            try {
              await people[person]![act]();
              done[act] = (done[act] ?? 0) + 1;
            } catch (error) {
              // A refusal with a sentence is a valid outcome; anything else is a bug.
              if (!refusalOf(error)) throw error;
            }
          }),
        );
        const { issuedCount, valid, having } = await counts(eventId);
        expect(having).toEqual(valid);
        expect(issuedCount).toBe(valid.length);
      }
    }),
    { numRuns: 25, interruptAfterTimeLimit: 60_000, endOnFailure: true },
  );
  // Each action succeeded at least once, so the rounds tested something.
  expect(Object.keys(done).sort()).toEqual([...ACTS].sort());
});
