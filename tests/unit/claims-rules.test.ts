import type { Person } from '@/lib/attendees/identity';
import { type ClaimedFor, isSameClaimant, isSomeoneElse, type Namesake, whoClaims } from '@/lib/claims/rules';

const claimant = (more: Partial<Person> = {}): Person => ({
  name: 'Kim Lee',
  email: null,
  educatorNumber: '',
  school: '',
  ...more,
});
const namesake = (more: Partial<Namesake> = {}): Namesake => ({
  id: 1,
  name: 'Kim Lee',
  email: null,
  educatorNumber: '',
  school: '',
  completed: true,
  onlyCheckedIn: false,
  currentCertificateId: null,
  ...more,
});

describe('a claim is that of', () => {
  test('nobody on the roster when nobody there has the name', () => {
    expect(whoClaims([], claimant())).toEqual({ attendeeId: null, waitsFor: null });
  });

  test('the only person with the name whom nothing shows to be someone else', () => {
    expect(whoClaims([namesake({ id: 7 })], claimant())).toEqual({ attendeeId: 7, waitsFor: null });
    const [helena, billings] = [
      namesake({ id: 7, school: 'Helena High' }),
      namesake({ id: 8, school: 'Billings West' }),
    ];
    expect(whoClaims([helena, billings], claimant({ school: 'billings west' }))).toEqual({
      attendeeId: 8,
      waitsFor: null,
    });
    expect(whoClaims([helena, billings], claimant({ school: 'Butte High' }))).toEqual({
      attendeeId: null,
      waitsFor: null,
    });
  });

  test('the person with the same address, whatever the school is and however many share the name', () => {
    const people = [namesake({ id: 7 }), namesake({ id: 8, email: 'kim@example.org', school: 'Helena High' })];
    expect(whoClaims(people, claimant({ email: 'Kim@Example.org', school: 'Butte High' }))).toEqual({
      attendeeId: 8,
      waitsFor: null,
    });
  });

  test('one of several who may be meant: the provider decides', () => {
    const two = [namesake({ id: 7 }), namesake({ id: 8 })];
    expect(whoClaims(two, claimant())).toEqual({ attendeeId: null, waitsFor: 'same_name' });
  });

  test('a person with another address: the provider decides; one address alone decides nothing', () => {
    const known = [namesake({ id: 7, email: 'kim@example.org' })];
    expect(whoClaims(known, claimant({ email: 'lee@example.org' }))).toEqual({
      attendeeId: null,
      waitsFor: 'same_name',
    });
    expect(whoClaims(known, claimant())).toEqual({ attendeeId: 7, waitsFor: null });
    expect(whoClaims([namesake({ id: 7 })], claimant({ email: 'lee@example.org' }))).toEqual({
      attendeeId: 7,
      waitsFor: null,
    });
  });

  test('a person who did not complete the event, or has a certificate: the provider decides (M13)', () => {
    const claimOf = (more: Partial<Namesake>) => whoClaims([namesake({ id: 7, ...more })], claimant());
    expect(claimOf({ completed: false })).toEqual({ attendeeId: 7, waitsFor: 'not_completed' });
    expect(claimOf({ completed: false, onlyCheckedIn: true })).toEqual({ attendeeId: 7, waitsFor: null });
    expect(claimOf({ currentCertificateId: 3 })).toEqual({ attendeeId: 7, waitsFor: 'has_certificate' });
    expect(claimOf({ completed: false, currentCertificateId: 3 })).toEqual({
      attendeeId: 7,
      waitsFor: 'has_certificate',
    });
  });
});

describe('two people with one name', () => {
  const apart = (one: { school?: string; educatorNumber?: string }, other: typeof one) => {
    const differ = isSomeoneElse(claimant(one), claimant(other));
    expect(isSomeoneElse(claimant(other), claimant(one))).toBe(differ);
    return differ;
  };

  test('are told apart by their educator numbers, whatever the schools are', () => {
    expect(apart({ educatorNumber: '12345' }, { educatorNumber: '12346' })).toBe(true);
    expect(
      apart({ educatorNumber: '12345', school: 'Helena High' }, { educatorNumber: '123-45', school: 'Butte High' }),
    ).toBe(false);
  });

  test('otherwise by their schools, unless one is a part of the other or is missing', () => {
    expect(apart({ school: 'Helena High' }, { school: 'Butte High' })).toBe(true);
    expect(apart({ school: 'Helena High', educatorNumber: '12345' }, { school: 'Butte High' })).toBe(true);
    expect(apart({ school: 'Helena High' }, { school: 'Helena High School' })).toBe(false);
    expect(apart({ school: 'Helena High', educatorNumber: '12345' }, { school: 'Helena High' })).toBe(false);
    expect(apart({ school: 'Helena High' }, {})).toBe(false);
    expect(apart({}, {})).toBe(false);
  });
});

test('two claims under one name are one person’s unless the roster, or else the details, show that they are not', () => {
  const same = (one: Partial<ClaimedFor>, other: Partial<ClaimedFor>) => {
    const [a, b] = [one, other].map((given) => ({ ...claimant(), attendeeId: null, ...given }));
    expect(isSameClaimant(b!, a!)).toBe(isSameClaimant(a!, b!));
    return isSameClaimant(a!, b!);
  };
  const [helena, butte] = [{ school: 'Helena High' }, { school: 'Butte High' }];
  expect(same({ attendeeId: 1, ...helena }, { attendeeId: 1, ...butte })).toBe(true);
  expect(same({ attendeeId: 1 }, { attendeeId: 2 })).toBe(false);
  expect(same({ attendeeId: 1 }, { email: 'kim@example.org' })).toBe(true);
  expect(same(helena, butte)).toBe(false);
  expect(same({ ...helena, email: 'kim@example.org' }, { ...butte, email: 'Kim@example.org' })).toBe(true);
});
