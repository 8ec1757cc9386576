import { problemsInOrder } from '@/components/event-form/problems';
import { addEvent } from '@/lib/events/add-event';
import { editEvent } from '@/lib/events/edit-event';
import type { EventContent } from '@/lib/events/event';
import { contentOf } from '@/lib/events/event-content';
import { filledForm } from '@/lib/events/event-form-values';
import { addEventSchema, editEventSchema } from '@/lib/events/event-input';
import { FIELD_NAMES } from '@/lib/events/fields';
import { getEvent } from '@/lib/events/find-event';
import { EMPTY_FORM } from '@/lib/platform/forms/form-values';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { forProviderOf, providerContext } from '../support/people';

const testDb = testDatabase();

/** A value for every field that people enter; a new field must be added here, or this does not compile. */
const CONTENT: EventContent = {
  title: 'Teaching fractions',
  instructor: 'Zoë Ñandú',
  description: 'How to teach fractions.',
  categoryIds: [1, 3],
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  asynchronous: false,
  location: { kind: 'in_person', city: 'Helena', state: 'MT', zip: '59601' },
  hours: '6.25',
  conference: { id: null, name: 'Winter Conference' },
  ownNumber: 'S-101',
  room: 'Ballroom B',
  track: 'Mathematics',
  startsAt: '08:00',
  endsAt: '16:30',
  agenda: [{ heldOn: '2026-05-03', startsAt: '08:00', endsAt: '16:00', title: 'All day', counts: true }],
};

/** A different value for each of them. */
const OTHER: EventContent = {
  title: 'Teaching decimals',
  instructor: 'Kim Lee',
  description: 'How to teach decimals.',
  categoryIds: [2],
  startsOn: '2026-06-01',
  endsOn: '2026-06-02',
  asynchronous: true,
  location: { kind: 'online' },
  hours: '3',
  conference: null,
  ownNumber: null,
  room: null,
  track: null,
  startsAt: null,
  endsAt: null,
  agenda: [],
};

test('each field of an event survives the way from the form to the database and back', async () => {
  const ctx = await providerContext(testDb.db);
  const posted = (content: EventContent) => ({ ...filledForm(content), attested: 'yes' });
  const input = addEventSchema.parse({
    ...posted(CONTENT),
    requestKey: crypto.randomUUID(),
    forProvider: String(forProviderOf(ctx)),
  });
  expect(input).toMatchObject({ ...CONTENT, conference: { name: 'Winter Conference' } });
  const added = await addEvent(ctx, input);
  if (added.kind !== 'added') throw new Error(added.kind);
  const { eventId } = added;
  expect(contentOf(await getEvent(ctx, eventId))).toEqual({
    ...CONTENT,
    conference: { id: expect.any(Number), name: 'Winter Conference' },
  });

  const change = editEventSchema.parse({ ...posted(OTHER), version: '1' });
  expect(await editEvent(ctx, { ...change, eventId })).toMatchObject({ kind: 'edited' });
  expect(contentOf(await getEvent(ctx, eventId))).toEqual(OTHER);
  const { details } = await expectAudit(testDb.db, 'event.edited', `event:${eventId}`);
  const fields = FIELD_NAMES.toSorted();
  expect(Object.keys((details as { changes: object }).changes).sort()).toEqual(fields);
});

test('each field has its position in the list of problems above the form', () => {
  const fields = FIELD_NAMES.map((field) => (field === 'location' ? 'locationKind' : field));
  const errors = fields.map((field) => ({ field, message: 'Enter it.' }));
  // A field without a position in the form would come first.
  expect(problemsInOrder({ ...EMPTY_FORM, errors })[0]).toMatchObject({ field: 'title' });
  for (const error of errors.slice(1)) {
    expect(problemsInOrder({ ...EMPTY_FORM, errors: [error, errors[0]!] })[0]).toMatchObject({ field: 'title' });
  }
});
