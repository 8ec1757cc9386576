import { whyNotCompleted, whyNotMadeOpen, whyNotRemovable } from '@/lib/attendees/rules';
import { readUnits, whyUnitsTooMany } from '@/lib/attendees/units';
import { NOT_VALID, whyNotChangeable, whyNotCorrectable } from '@/lib/certificates/change/rules';
import { HAS_CERTIFICATE, whyNoCertificate, whyNotIssuable } from '@/lib/certificates/issue/rules';
import * as rosterCode from '@/lib/claims/roster/rules';
import { whyNotTheSameClaim } from '@/lib/claims/rules';
import { MAX_HOURS, readHours, whyHoursTooMany } from '@/lib/events/hours';
import {
  daysOverdue,
  EVENT_STATES,
  hasEnded,
  issuedSinceReport,
  locationLine,
  onPaperOf,
  pastWarning,
  proposedCount,
  proposedOnPaper,
  stampOf,
  stateOf,
  unitsOf,
  whyCanceled,
  whyNotEditable,
  whyNotReportable,
} from '@/lib/events/rules';
import { whyNotEarned } from '@/lib/learning-systems/rules';
import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';
import { isCodeWord, linkState, whyLinkFull, whyNotTheseDays } from '@/lib/share-links/rules';
import { isEditedSinceSigned, isSignedWith } from '@/lib/signing/rules';
import * as devices from '@/lib/users/devices/rules';
import * as emailChange from '@/lib/users/email-change/rules';
import { beginEmailChangeSchema, confirmEmailChangeSchema, whyNotNewEmail } from '@/lib/users/email-change/rules';
import * as reset from '@/lib/users/reset/rules';
import { plainAddress, plainCode } from '@/lib/users/reset/rules';
import * as sessions from '@/lib/users/rules';
import { plainUsername } from '@/lib/users/rules';
import * as twoStep from '@/lib/users/two-step/rules';
import { inGroups, mustSetUpTwoStep, needsTwoStep, readCode } from '@/lib/users/two-step/rules';

const SENTENCE = /^[A-Z].*\.$/;

/** Two days in May, and the days around and within them. */
const event = { startsOn: '2026-05-03', endsOn: '2026-05-04', canceledAt: null };
const DAYS = ['2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'];

/** Returns the days on which a rule has no objection. */
const allowedOn = (rule: (today: string) => string | null) =>
  DAYS.filter((today) => {
    const why = rule(today);
    if (why !== null) expect(why).toMatch(SENTENCE);
    return why === null;
  });

describe('an event', () => {
  test('has ended the day after its last day', () => {
    expect(DAYS.filter((today) => hasEnded(event, today))).toEqual(['2026-05-05']);
  });

  test('is upcoming, running, count due, or reported', () => {
    const states = (certificateCount: number | null) => DAYS.map((day) => stateOf({ ...event, certificateCount }, day));
    expect(states(null)).toEqual(['upcoming', 'running', 'running', 'count-due']);
    expect(new Set(states(0))).toEqual(new Set(['reported']));
  });

  test('that was canceled has that state on every day, and nothing can be changed, counted or issued', () => {
    const canceled = { ...event, canceledAt: new Date() };
    expect(new Set(DAYS.map((day) => stateOf({ ...canceled, certificateCount: 3 }, day)))).toEqual(
      new Set(['canceled']),
    );
    for (const rule of [whyNotEditable, whyNotReportable, whyNotIssuable]) {
      expect(allowedOn((today) => rule(canceled, today))).toEqual([]);
    }
    expect(whyCanceled(canceled)).toMatch(SENTENCE);
    expect(whyCanceled(event)).toBeNull();
  });

  test('must be looked at again whenever it, its certificates or its count have changed', () => {
    const seen = { version: 1, issuedCount: 12, certificateCount: null };
    const others = [
      { version: 2 },
      { issuedCount: 2 },
      { certificateCount: 0 },
      { certificateCount: 5 },
      { version: 11, issuedCount: 2 },
    ];
    expect(new Set([seen, ...others.map((other) => ({ ...seen, ...other }))].map(stampOf)).size).toBe(6);
    expect(stampOf(seen)).toBe('1/12/');
  });

  test('can be edited to the end of its last day and counted from its last day on; certificates are issued from its first', () => {
    expect(allowedOn((today) => whyNotEditable(event, today))).toEqual(DAYS.slice(0, 3));
    expect(whyNotEditable(event, '2026-05-05')).toContain('May 4, 2026');
    expect(allowedOn((today) => whyNotReportable(event, today))).toEqual(DAYS.slice(2));
    expect(whyNotReportable(event, '2026-05-02')).toContain('May 4, 2026');
    expect(allowedOn((today) => whyNotIssuable(event, today))).toEqual(DAYS.slice(1));
    expect(whyNotIssuable(event, '2026-05-02')).toContain('May 3, 2026');
  });

  test('that is already over is asked about, until the person confirms that its end is intended', () => {
    expect(pastWarning(event, '2026-05-04', undefined)).toBeNull();
    expect(pastWarning(event, '2026-05-05', undefined)).toEqual({ kind: 'past', endsOn: '2026-05-04' });
    expect(pastWarning(event, '2026-05-05', '2026-05-03')).toEqual({ kind: 'past', endsOn: '2026-05-04' });
    expect(pastWarning(event, '2026-05-05', '2026-05-04')).toBeNull();
  });

  test('is overdue from the day after it ended', () => {
    expect(['2026-05-03', '2026-05-04', '2026-05-05', '2026-06-04'].map((day) => daysOverdue(event, day))).toEqual([
      0, 0, 1, 31,
    ]);
  });

  test('says its units and its place as the certificate prints them', () => {
    expect(['6.50', '6.25', '10.00', '0.50', '10', '6'].map(unitsOf)).toEqual(['6.5', '6.25', '10', '0.5', '10', '6']);
    expect(locationLine({ kind: 'online' })).toBe('Online');
    expect(locationLine({ kind: 'in_person', city: 'Helena', state: 'MT', zip: '59601' })).toBe('Helena, MT');
  });
});

describe('hours and units', () => {
  const whyHours = (typed: string) => {
    const read = readHours(typed);
    return 'why' in read ? read.why : null;
  };

  test('are refused with a sentence that says what to do', () => {
    expect([' 6 ', '999.75', '.5', '6.'].map(whyHours)).toEqual([null, null, null, null]);
    expect(whyHours(' ')).toBe('Enter the hours of instruction.');
    for (const typed of ['.', 'six', '6h', '-6']) expect(whyHours(typed)).toContain('as a number, such as 6 or 6.25.');
    expect(whyHours('0.00')).toBe('The hours of instruction must be more than 0.');
    expect(['1000', '12345'].map(whyHours)).toEqual(
      Array.from({ length: 2 }, () => 'The hours of instruction can be at most 999.75.'),
    );
    expect(whyHours('6.1')).toContain('in quarter hours');
    expect(whyHours('1000.1')).toContain('at most 999.75');
    for (const typed of ['-1', 'x', '6.1', '1000'])
      expect(readUnits(typed)).toEqual({ why: expect.stringMatching(SENTENCE) });
    expect([' ', ' 6,5 ', '0', '0.00'].map(readUnits)).toMatchObject([
      { units: null },
      { units: '6.5' },
      { units: '0' },
      { units: '0' },
    ]);
  });

  test('fit the days of the event, and the units of the event', () => {
    expect([whyHoursTooMany('24', 1), whyHoursTooMany('48', 2)]).toEqual([null, null]);
    expect(whyHoursTooMany('24.25', 1)).toBe(
      '24.25 hours is more than fits in one day. Check the hours and the dates.',
    );
    expect(whyHoursTooMany('48.25', 2)).toBe('48.25 hours is more than fits in 2 days. Check the hours and the dates.');
    expect(whyUnitsTooMany('6.25', { hours: '6.25' })).toBeNull();
    expect(whyUnitsTooMany('6.5', { hours: '6.25' })).toMatch(
      /^This event gives 6\.25 PDUs, .* Enter at most 6\.25\.$/,
    );
    expect(whyUnitsTooMany('1.25', { hours: '1.00' })).toMatch(/^This event gives 1 PDU, .* Enter at most 1\.$/);
  });
});

describe('a count', () => {
  const none = { certificateCount: null, issuedCount: 3, reportedIssued: null };
  const counted = { certificateCount: 12, issuedCount: 5, reportedIssued: 4 };

  test('includes the certificates on paper; later changes in named ones are listed separately', () => {
    expect([none, counted, { ...counted, reportedIssued: null }].map(onPaperOf)).toEqual([0, 8, 12]);
    expect([none, counted, { ...counted, issuedCount: 3 }].map(issuedSinceReport)).toEqual([0, 1, -1]);
    expect(issuedSinceReport({ ...counted, reportedIssued: null })).toBe(5);
  });

  test('is suggested from earlier counts; the box stays empty when nothing is known', () => {
    expect([counted, none, { ...none, issuedCount: 0 }].map(proposedOnPaper)).toEqual([8, 0, null]);
    expect(proposedOnPaper({ ...none, issuedCount: 1 })).toBe(0);
    expect(proposedOnPaper({ certificateCount: 0, issuedCount: 0, reportedIssued: 0 })).toBe(0);
    expect([counted, none].map(proposedCount)).toEqual([13, 3]);
  });
});

describe('an attendee', () => {
  const without = { currentCertificateId: null };
  const having = { currentCertificateId: 7 };

  test('with a certificate stays on the roster and stays marked as completed', () => {
    for (const why of [whyNotRemovable, whyNotMadeOpen]) {
      expect(why(without)).toBeNull();
      expect(why(having)).toMatch(/certificate.*Revoke the certificate first/);
    }
    expect(whyNotRemovable(having)).not.toBe(whyNotMadeOpen(having));
  });

  test('gets one certificate, and only for what they completed (M13)', () => {
    expect(whyNoCertificate({ completed: true, ...without })).toBeNull();
    expect(whyNoCertificate({ completed: false, ...without })).toMatch(/^Not marked as completed\..*\.$/);
    expect(whyNoCertificate({ completed: false, ...having })).toMatch(/^Not marked as completed\./);
    expect(whyNoCertificate({ completed: true, ...having })).toBe(HAS_CERTIFICATE);
    expect(HAS_CERTIFICATE).toMatch(SENTENCE);
  });

  test('has a certificate that can be changed while it is valid', () => {
    expect(whyNotChangeable({ id: 7, attendee: having })).toBeNull();
    for (const attendee of [without, { currentCertificateId: 8 }]) {
      expect(whyNotChangeable({ id: 7, attendee })).toBe(NOT_VALID);
    }
    expect(NOT_VALID).toMatch(SENTENCE);
  });

  test('has a certificate that can be corrected while it is valid and its event was not canceled', () => {
    const valid = { id: 7, attendee: having, eventCanceledAt: null };
    expect(whyNotCorrectable(valid)).toBeNull();
    expect(whyNotCorrectable({ ...valid, eventCanceledAt: new Date() })).toBe(whyCanceled({ canceledAt: new Date() }));
    expect(whyNotCorrectable({ ...valid, attendee: without, eventCanceledAt: new Date() })).toBe(NOT_VALID);
    expect(whyNotCorrectable({ ...valid, attendee: without })).toBe(NOT_VALID);
  });

  test('with 0 PDUs has not completed the event', () => {
    for (const units of ['0', '0.00']) {
      expect(whyNotCompleted({ units, completed: true })).toMatch(
        /^A person with 0 PDUs has not completed the event\./,
      );
      expect(whyNotCompleted({ units, completed: false })).toBeNull();
    }
    for (const units of ['0.25', '1', '6.00']) expect(whyNotCompleted({ units, completed: true })).toBeNull();
  });
});

test('a form that was sent before counts as the same claim only', () => {
  const claim = { eventId: 1, shareLinkId: 2, holderHash: 'a', name: 'Kim Lee' };
  expect(whyNotTheSameClaim(claim, { ...claim })).toBeNull();
  // After midnight, the same link can lead to the next year of a course.
  expect(whyNotTheSameClaim(claim, { ...claim, eventId: 9 })).toBeNull();
  const unlinked = { ...claim, shareLinkId: null };
  expect(whyNotTheSameClaim(unlinked, { ...unlinked, eventId: 9 })).toMatch(SENTENCE);
  for (const other of [{ shareLinkId: null }, { holderHash: 'b' }, { name: 'Ann Lee' }]) {
    expect(whyNotTheSameClaim(claim, { ...claim, ...other })).toMatch(SENTENCE);
  }
});

describe('a share link', () => {
  const days = { firstDay: '2026-05-03', lastDay: '2026-05-04', revokedAt: null };
  const statesOf = (link: Partial<Omit<typeof days, 'revokedAt'> & { revokedAt: Date | null }> | object) =>
    DAYS.map((day) => linkState({ ...days, ...link }, day));

  test('is open from its first day to its last, if it has any, and never once it is revoked', () => {
    expect(statesOf({})).toEqual(['early', 'open', 'open', 'over']);
    expect(statesOf({ firstDay: null })).toEqual(['open', 'open', 'open', 'over']);
    expect(statesOf({ lastDay: null })).toEqual(['early', 'open', 'open', 'open']);
    expect(new Set(statesOf({ revokedAt: new Date(0) }))).toEqual(new Set(['revoked']));
  });

  test('has as many places as its limit', () => {
    expect([0, 1].map((claimed) => whyLinkFull({ most: 2 }, claimed))).toEqual([null, null]);
    for (const claimed of [2, 3]) expect(whyLinkFull({ most: 2 }, claimed)).toMatch(SENTENCE);
    expect(whyLinkFull({ most: 0 }, 0)).toMatch(SENTENCE);
    expect(whyLinkFull({ most: null }, 9_999)).toBeNull();
  });

  test('accepts its code word in any case, with accents or without', () => {
    expect(['Arnica', 'ARNICA', ' árnica '].map((typed) => isCodeWord('arnica', typed))).toEqual([true, true, true]);
    expect(['arnika', '', 'arnica 2'].map((typed) => isCodeWord('arnica', typed))).toEqual([false, false, false]);
  });

  test('is not made for days on which nobody could use it', () => {
    const why = (firstDay: string | null, lastDay: string | null, today = '2026-05-03') =>
      whyNotTheseDays({ firstDay, lastDay }, event, today);
    expect([why(null, null), why('2026-09-01', null), why('2026-05-04', '2026-05-04')]).toEqual([null, null, null]);
    expect([why(null, '2026-05-03'), why('2026-05-02', '2026-05-03', '2026-05-01')]).toEqual([null, null]);
    expect(why('2026-05-05', '2026-05-04')).toBe('The last day can’t be before the first day.');
    expect(why(null, '2026-05-04', '2026-05-05')).toMatch(/^The last day has already passed\..*\.$/);
    expect(why(null, '2026-05-02', '2026-05-01')).toMatch(/before the event begins on May 3, 2026\..*\.$/);
  });
});

test('a signature is asked for again after an edit, and signing twice on one day changes nothing', () => {
  const signedAt = new Date('2026-05-04T20:00:00Z');
  const statement = 'It took place.';
  const inForce = { signatureId: 7, signedAt, statement };
  const with7 = { signatureId: 7, statement };
  const [before, same, after] = [-1, 0, 1].map((ms) => ({ updatedAt: new Date(signedAt.getTime() + ms) }));
  expect([before!, same!, after!].map((edited) => isEditedSinceSigned(edited, inForce))).toEqual([false, false, true]);
  expect(isEditedSinceSigned(after!, undefined)).toBe(false);
  expect(isEditedSinceSigned(after!, { signatureId: null, signedAt, statement: null })).toBe(false);
  expect(isSignedWith(inForce, before!, with7, '2026-05-04')).toBe(true);
  // Signed before administrators could change the statement.
  const first = { signatureId: 7, statement: CERTIFICATE_TEXTS.providerStatement };
  expect(isSignedWith({ ...inForce, statement: null }, before!, first, '2026-05-04')).toBe(true);
  expect(isSignedWith(inForce, before!, { signatureId: 8, statement }, '2026-05-04')).toBe(false);
  expect(isSignedWith(inForce, before!, { signatureId: 7, statement: 'It did.' }, '2026-05-04')).toBe(false);
  expect(isSignedWith(inForce, before!, with7, '2026-05-05')).toBe(false);
  expect(isSignedWith(inForce, after!, with7, '2026-05-04')).toBe(false);
  expect(isSignedWith(undefined, before!, with7, '2026-05-04')).toBe(false);
});

describe('a learner', () => {
  const course = { ...event, asynchronous: false, hours: '6.25' };
  const why = (completedOn: string, given: Partial<typeof course & { units: string; today: string }> = {}) => {
    const { units = '6.25', today = '2026-05-10', ...changes } = given;
    return whyNotEarned({ units, completedOn }, { ...course, ...changes }, today);
  };

  test('completed the event from its first day on, and not in the future', () => {
    expect(why('2026-05-02')).toBe('Completed on May 2, 2026, but the event began on May 3, 2026.');
    expect(['2026-05-03', '2026-05-04', '2026-05-10'].map((day) => why(day))).toEqual([null, null, null]);
    expect(why('2026-05-11')).toBe('Completed on May 11, 2026, but that date is in the future.');
  });

  test('completed a course that stays open within its listing for the year', () => {
    expect(why('2026-05-04', { asynchronous: true })).toBeNull();
    expect(why('2026-05-05', { asynchronous: true })).toMatch(/^The entry of this course ended on May 4, 2026, .*\.$/);
  });

  test('earned no more than the event offers', () => {
    expect(why('2026-05-04', { units: '6.5' })).toMatch(/at most 6\.25\.$/);
    expect(why('2026-05-04', { units: '6' })).toBeNull();
    expect(why('2026-05-04', { units: '2', hours: '1.00' })).toContain('1 PDU,');
  });
});

describe('what people type to sign in', () => {
  test('is compared without differences that do not matter', () => {
    expect(['OPI\\JDoe', 'opi/jdoe', ' jdoe ', 'opi\\\\jdoe', 'ｊｄｏｅ'].map(plainUsername)).toEqual(
      Array.from({ length: 5 }, () => 'jdoe'),
    );
    expect(plainUsername('jopi\\doe')).toBe('jopi\\doe');
    expect(plainAddress(' Zoe@Example.ORG ')).toBe('zoe@example.org');
    expect(plainAddress('ｚ@example.org')).toBe('z@example.org');
    expect(plainCode(' 12-34–56 78')).toBe('12345678');
    expect(plainCode('１２')).toBe('12');
  });

  test('is a code of the app, a recovery code, or neither', () => {
    expect(['123456', ' 123 456 ', '123-456', '１２３４５６'].map(readCode)).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'app', code: '123456' })),
    );
    expect(readCode('k7xq-94md-0trf')).toEqual({ kind: 'recovery', code: 'K7XQ94MD0TRF' });
    expect(readCode('k7xq 94md otil')).toEqual({ kind: 'recovery', code: 'K7XQ94MD0T11' });
    for (const neither of ['', '12345', '1234567', '12345a', 'K7XQ94MD0TR', 'K7XQ94MD0TRFF', 'K7XQ94MD0TRU']) {
      expect(readCode(neither)).toBeNull();
    }
  });

  test('is read out in groups of four', () => {
    expect(inGroups('K7XQ94MD0TRF', '-')).toBe('K7XQ-94MD-0TRF');
    expect(inGroups('K7XQ9', ' ')).toBe('K7XQ 9');
    expect(inGroups('', '-')).toBe('');
  });
});

test('staff need a second step and reach nothing before it; a demo needs none', () => {
  const people = [
    { staffRole: null, demo: false },
    { staffRole: 'staff', demo: true },
    { staffRole: 'staff', demo: false },
  ];
  expect(people.map(needsTwoStep)).toEqual([false, false, true]);
  const must = (twoStepConfirmedAt: Date | null) =>
    people.map((person) => mustSetUpTwoStep({ ...person, twoStepConfirmedAt }));
  expect(must(null)).toEqual([false, false, true]);
  expect(must(new Date(0))).toEqual([false, false, false]);
});

describe('a new email address', () => {
  const problems = (newEmail: string, password = 'secret') =>
    beginEmailChangeSchema.safeParse({ newEmail, password }).error?.issues.map(({ message }) => message) ?? [];

  test('is an address, differs from the current one, and needs the password', () => {
    expect(problems(' zoe@example.org ')).toEqual([]);
    expect(beginEmailChangeSchema.parse({ newEmail: ' zoe@example.org ', password: 'x' }).newEmail).toBe(
      'zoe@example.org',
    );
    for (const newEmail of ['zoe', `${'z'.repeat(243)}@example.org`, '  ']) {
      for (const message of problems(newEmail)) expect(message).toMatch(SENTENCE);
      expect(problems(newEmail).length).toBeGreaterThan(0);
    }
    expect(problems(`${'z'.repeat(250)}@example.org`)).toContain('That email address is too long.');
    expect(problems('  ')).toContain('Enter your new email address.');
    expect(problems('zoe@example.org', '')).toEqual(['Enter your password.']);
    expect(problems('zoe@example.org', 'x'.repeat(1025))).toEqual(['That password is too long.']);
    expect(problems('zoe@example.org', 'x'.repeat(1024))).toEqual([]);
    expect(whyNotNewEmail('Zoe@example.org', 'zoe@Example.org')).toMatch(SENTENCE);
    expect(whyNotNewEmail('zoe@example.org', 'zoe@example.com')).toBeNull();
  });

  test('is confirmed with two codes of eight digits; a blank one does not count as a try', () => {
    const read = (oldCode?: string) => confirmEmailChangeSchema.safeParse({ oldCode, newCode: '' });
    expect(read('1234-5678').data).toEqual({ oldCode: '12345678', newCode: '' });
    expect(read(undefined).data).toEqual({ oldCode: '', newCode: '' });
    for (const typed of ['1234567', '123456789', '1234567a']) {
      expect(read(typed).error!.issues[0]!.message).toBe('Enter the 8 digits of the code.');
    }
  });
});

test('limits have the values that were decided', () => {
  expect(sessions).toMatchObject({ IDLE_MINUTES: 30, SESSION_HOURS: 12, ACTING_MINUTES: 60, MAX_USER_AGENT: 400 });
  expect(devices).toMatchObject({ DEVICE_DAYS: 365, MAX_DEVICES: 20 });
  expect(reset).toMatchObject({
    FLOW_MINUTES: 30,
    CODE_MINUTES: 10,
    CODE_DIGITS: 8,
    CODE_TRIES: 5,
    MAX_CODES_PER_FLOW: 5,
    LIMITS: {
      wrongCharactersPerAddress: 100,
      startsPerAddress: 300,
      startsPerAccountAndAddress: 10,
      startsPerDevice: 10,
      codes: { most: 10, own: 2, ownOfAll: 60 },
      codesPerDevice: 10,
      triesPerLink: 30,
      unknownLinksPerAddress: 200,
    },
  });
  expect(emailChange).toMatchObject({ CODE_MINUTES: 30, MAX_WRONG_CODES: 5, CODE_DIGITS: 8 });
  expect(rosterCode).toMatchObject({
    CODE_MINUTES: 10,
    CODE_TRIES: 5,
    CODE_DIGITS: 8,
    PROOF_MINUTES: 60,
    LIMITS: {
      codesPerMailbox: { most: 5, own: 2, ownOfAll: 40 },
      codesPerLinkAndAddress: 600,
      codesPerLink: { most: 2_000, own: 300, ownOfAll: 20_000 },
      wrongCodesPerLinkAndAddress: 100,
    },
  });
  expect(twoStep).toMatchObject({
    CODE_DIGITS: 6,
    STEP_SECONDS: 30,
    STEPS_AROUND: 1,
    CHALLENGE_MINUTES: 5,
    CHALLENGE_TRIES: 5,
    CODES_PER_ACCOUNT: 10,
    RECOVERY_CODE_COUNT: 10,
    RECOVERY_CODE_LENGTH: 12,
    RECOVERY_ALPHABET: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  });
  expect(EVENT_STATES).toEqual(['upcoming', 'running', 'count-due', 'reported', 'canceled']);
  expect(MAX_HOURS).toBe('999.75');
});
