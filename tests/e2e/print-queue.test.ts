import '../support/settings';
import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { memberships, users } from '@/db/schema';
import { systemClock } from '@/lib/platform/clock';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';

let db: Database;
beforeAll(async () => {
  db = await productDatabase();
});
afterAll(() => db.$client.end());

/** Adds a person at a new provider with the demo password, and an event of theirs that was never printed. */
async function givenVisitor(role: 'viewer' | 'manager') {
  const ctx = { ...(await providerContext(db, { role })), clock: systemClock };
  const [demo] = await db.select().from(users).where(eq(users.username, 'jdoe'));
  await db.update(users).set({ passwordHash: demo!.passwordHash }).where(eq(users.id, ctx.actor.userId));
  await db.update(memberships).set({ role }).where(eq(memberships.userId, ctx.actor.userId));
  const eventId = await givenEvent(ctx);
  const visitor = await Visitor.signedIn(ctx.actor.username);
  await visitor.get('/portal');
  return { visitor, eventId };
}

test('eighty sign-in sheets at once by one person do not hold up another’s first certificate', async () => {
  const [hog, other] = [await givenVisitor('viewer'), await givenVisitor('manager')];
  const sheet = `/events/${hog.eventId}/attendees/sign-in-sheet`;
  expect((await hog.visitor.get(sheet)).status).toBe(200);

  let open = 80;
  const sheets = Array.from({ length: 80 }, async () => {
    const answer = await hog.visitor.get(sheet);
    open--;
    return answer;
  });
  // The sheets without a place are refused first; from then on, all of the hog's places are taken.
  const firstRefused = await Promise.race(
    sheets.map(async (asked) => {
      const answer = await asked;
      return answer.status === 429 ? answer : new Promise<never>(() => {});
    }),
  );
  const certificate = await other.visitor.get(`/events/${other.eventId}/certificate`);
  const waitedBehind = open;
  expect([certificate.status, certificate.body.slice(0, 5)]).toEqual([200, '%PDF-']);
  expect(waitedBehind).toBeGreaterThan(0);
  expect((await other.visitor.get('/api/health')).status).toBe(200);

  expect(firstRefused.headers.get('Retry-After')).toBe('10');
  expect(firstRefused.body).toContain('already waiting to be printed');
  const statuses = (await Promise.all(sheets)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
});
