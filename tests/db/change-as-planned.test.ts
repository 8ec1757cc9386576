import '../support/settings';
import { addAttendee } from '@/lib/attendees/add-attendee';
import { changeAsPlanned } from '@/lib/attendees/change-as-planned';
import { StaleError } from '@/lib/platform/errors';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';

const testDb = testDatabase();

async function anEvent() {
  const ctx = await providerContext(testDb.db);
  const eventId = await givenEvent(ctx);
  const add = (name: string) =>
    addAttendee(ctx, { eventId, name, email: null, school: '', educatorNumber: '', units: null, completed: false });
  return { ctx, eventId, add };
}

const namesIn = (roster: string) => (JSON.parse(roster) as { name: string }[]).map(({ name }) => name);

test('a roster that changes after it was planned with is planned with again', async () => {
  const { ctx, eventId, add } = await anEvent();
  const planned: string[][] = [];
  const outcome = await changeAsPlanned(ctx, eventId, {
    plan: async (_, __, { text }) => {
      planned.push(namesIn(text));
      if (planned.length === 1) await add('Ana Redfern');
      return namesIn(text).length;
    },
    change: async (_, people) => people,
  });
  expect(planned).toEqual([[], ['Ana Redfern']]);
  expect(outcome).toBe(1);
});

test('a roster that never stops changing is locked before it is planned with', async () => {
  const { ctx, eventId, add } = await anEvent();
  let plans = 0;
  const outcome = await changeAsPlanned(ctx, eventId, {
    plan: async (db, _, { text }) => {
      plans++;
      if (db === ctx.db) await add(`Ana ${'abcdef'[plans]}`);
      return namesIn(text).length;
    },
    change: async (_, people) => people,
  });
  expect({ plans, outcome }).toEqual({ plans: 4, outcome: 3 });
});

test('what keeps being stale for another reason is a conflict, and nothing is changed', async () => {
  const { ctx, eventId } = await anEvent();
  const change = jest.fn(async () => {
    throw new StaleError();
  });
  await expect(changeAsPlanned(ctx, eventId, { plan: async () => null, change })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(change).toHaveBeenCalledTimes(4);
});
