import {
  type Attendee,
  isStaff,
  type Job,
  type LearningSystem,
  type ProviderUser,
  personOf,
  type Staff,
  userIdOf,
  VISITOR,
} from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { scopeOf } from '@/lib/access/scope';

const editor: ProviderUser = {
  kind: 'provider',
  userId: 1,
  name: 'Jane Doe',
  username: 'jdoe',
  providerId: 7,
  providerName: 'Big Sky',
  standing: 'good',
  role: 'editor',
};
const staff: Staff = { kind: 'staff', userId: 2, name: 'Sam Roe', username: 'sroe', role: 'staff' };
const key = { keyId: 3, publicId: 'abc', providerId: 8, signedOnly: true };
const system: LearningSystem = {
  kind: 'learning_system',
  providerName: 'Bitterroot',
  keyMadeBy: 1,
  standing: 'good',
  ...key,
};
const attendee: Attendee = { kind: 'attendee', through: { kind: 'course_link', ...key }, attendeeId: null };
const job = <For extends ProviderUser | Staff | null>(who: For): Job<For> => ({ kind: 'job', name: 'work', for: who });

test('each actor uses the records of one provider; only staff who act for the agency use all', () => {
  expect(scopeOf(editor)).toEqual({ providerId: 7 });
  expect(scopeOf(system)).toEqual({ providerId: 8 });
  expect(scopeOf(staff)).toBe('every-provider');
  const onBehalfOf = { providerId: 9, providerName: 'Bitterroot', standing: 'good' } as const;
  expect(scopeOf({ ...staff, onBehalfOf })).toEqual({ providerId: 9 });
  expect(scopeOf(job(editor))).toEqual({ providerId: 7 });
  expect(scopeOf(job(staff))).toBe('every-provider');
});

test('a job uses the permissions of the person it works for; attendees, systems and visitors use nobody’s', () => {
  expect(personOf(job(editor))).toBe(editor);
  expect(userIdOf(job(staff))).toBe(2);
  for (const actor of [job(null), system, attendee, VISITOR, { kind: 'command_line', command: 'x' } as const]) {
    expect(personOf(actor)).toBeNull();
    expect(userIdOf(actor)).toBeNull();
  }
});

test('only provider users who are allowed to change events, and their jobs, change events', () => {
  for (const actor of [editor, job(editor)]) expect(whyNotAllowed(actor, 'event.edit')).toBeNull();
  const viewer: ProviderUser = { ...editor, role: 'viewer' };
  for (const actor of [viewer, job(viewer), staff, job(staff), job(null), system, attendee]) {
    expect(whyNotAllowed(actor, 'event.edit')).toEqual(expect.any(String));
  }
});

test('staff are staff, whether or not they act for a provider', () => {
  const person = { userId: 1, name: 'Robin Staff', username: 'rstaff' };
  expect(isStaff({ kind: 'staff', ...person, role: 'staff' })).toBe(true);
  expect(
    isStaff({ kind: 'provider', ...person, providerId: 7, providerName: 'Big Sky', standing: 'good', role: 'manager' }),
  ).toBe(false);
  expect(VISITOR).toEqual({ kind: 'visitor' });
});
