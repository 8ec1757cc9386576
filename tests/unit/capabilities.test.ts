import type {
  Actor,
  Attendee,
  Job,
  LearningSystem,
  Person,
  ProviderStanding,
  ProviderUser,
  Staff,
} from '@/lib/access/actor';
import { VISITOR } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { CAPABILITIES, type Capability, whyNotAllowed } from '@/lib/access/capabilities';
import { getPlace, placeOf } from '@/lib/access/place';
import { standingOn } from '@/lib/access/standing';

const person = { userId: 1, name: 'Jane Doe', username: 'jdoe' };
const provider = { providerId: 7, providerName: 'Big Sky', standing: 'good' } as const;
const manager: ProviderUser = { kind: 'provider', ...person, ...provider, role: 'manager' };
const editor: ProviderUser = { ...manager, role: 'editor' };
const viewer: ProviderUser = { ...manager, role: 'viewer' };
const staff: Staff = { kind: 'staff', ...person, role: 'staff' };
const administrator: Staff = { ...staff, role: 'administrator' };
const onBehalf: Staff = { ...administrator, onBehalfOf: provider };
const key = { keyId: 3, publicId: 'abc', providerId: 7, signedOnly: true };
const system: LearningSystem = {
  kind: 'learning_system',
  providerName: 'Big Sky',
  keyMadeBy: 1,
  standing: 'good',
  ...key,
};
const attendee: Attendee = { kind: 'attendee', through: { kind: 'share_link', linkId: 4 }, attendeeId: 5 };
const job = (who: Person | null): Job => ({ kind: 'job', name: 'work', for: who });

const ACTORS = {
  manager,
  editor,
  viewer,
  staff,
  administrator,
  'administrator on behalf of a provider': onBehalf,
  'a job for a manager': job(manager),
  'a job for an editor': job(editor),
  'a job for a viewer': job(viewer),
  'a job for staff': job(staff),
  'a job on behalf of a provider': job(onBehalf),
  'a job for nobody': job(null),
  'a learning system': system,
  'an attendee': attendee,
  'the command line': { kind: 'command_line', command: 'x' },
  'a visitor': VISITOR,
} as const satisfies Record<string, Actor | typeof VISITOR>;

/** The account of another person, who works for a provider. */
const ACCOUNT = { id: 2, staffRole: null };

const why = (actor: Actor | typeof VISITOR, capability: Capability, account = ACCOUNT) =>
  capability.startsWith('account.')
    ? whyNotAllowed(actor, capability as 'account.disable', account)
    : whyNotAllowed(actor, capability as 'event.add');

/** Which kinds of actors have each capability. Kinds that are not listed do not have it. */
const EVENT_WORK = [
  'manager',
  'editor',
  'administrator on behalf of a provider',
  'a job for a manager',
  'a job for an editor',
  'a job on behalf of a provider',
];
const SIGNING = ['manager', 'editor', 'a job for a manager', 'a job for an editor'];
const MANAGING = ['manager', 'a job for a manager'];
const AGENCY = ['staff', 'administrator'];

const MAY: Record<Capability, readonly string[]> = {
  'event.add': EVENT_WORK,
  'event.edit': EVENT_WORK,
  'event.report': EVENT_WORK,
  'event.export': [...EVENT_WORK, 'viewer', 'a job for a viewer'],
  'event.numbers': [...EVENT_WORK, 'viewer', 'a job for a viewer'],
  'event.sign': SIGNING,
  'roster.read': [...EVENT_WORK, 'viewer', 'a job for a viewer', ...AGENCY, 'a job for staff'],
  'roster.change': EVENT_WORK,
  'evaluation.change': EVENT_WORK,
  'evaluation.read': [...SIGNING, 'viewer', 'a job for a viewer'],
  'certificate.find': [...EVENT_WORK, 'viewer', 'a job for a viewer'],
  'certificate.issue': EVENT_WORK,
  'certificate.print': [...EVENT_WORK, 'viewer', 'a job for a viewer', ...AGENCY, 'a job for staff'],
  'certificate.claim': ['an attendee'],
  'certificate.mail': EVENT_WORK,
  'certificate.correct': [...EVENT_WORK, 'a learning system'],
  'certificate.revoke': [...EVENT_WORK, 'a learning system'],
  'share_link.change': EVENT_WORK,
  'share_link.make': EVENT_WORK,
  'claim.accept': EVENT_WORK,
  'claim.decide': EVENT_WORK,
  'signature.change': SIGNING,
  'system_key.use': ['a learning system'],
  'system_key.add-events': ['a learning system'],
  'system_key.read': SIGNING,
  'system_key.change': MANAGING,
  'webhook.read': SIGNING,
  'webhook.change': MANAGING,
  'user.manage': MANAGING,
  'provider.read': [...EVENT_WORK, 'viewer', 'a job for a viewer'],
  'calendar_feed.use': [...SIGNING, 'viewer', 'a job for a viewer'],
  'request.make': EVENT_WORK,
  'request.make_for_provider': MANAGING,
  'request.decide': AGENCY,
  'request.decide-on': AGENCY,
  'application.decide': AGENCY,
  'event.list-every': AGENCY,
  'event.correct': AGENCY,
  'event.report-for': AGENCY,
  'event.cancel': AGENCY,
  'provider.list-every': AGENCY,
  'provider.add': AGENCY,
  'provider.change': AGENCY,
  'provider.note': AGENCY,
  'provider.export': AGENCY,
  'provider.close': AGENCY,
  'provider.merge': AGENCY,
  'provider.act-for': AGENCY,
  'provider.set-standing': AGENCY,
  'yearly_document.record': AGENCY,
  'yearly_document.sign': MANAGING,
  'proposal.confirm': AGENCY,
  'count_due.read': AGENCY,
  'system.read': AGENCY,
  'job.read': AGENCY,
  'job.control': ['administrator'],
  'email.read': AGENCY,
  'email.send-test': ['administrator'],
  'audit.read': ['administrator'],
  'settings.read': AGENCY,
  'settings.change': ['administrator'],
  'account.read': AGENCY,
  'account.add': AGENCY,
  'account.add-staff': ['administrator'],
  'account.provider-role': AGENCY,
  'account.reset-two-step': AGENCY,
  'account.disable': AGENCY,
  'account.enable': AGENCY,
  'account.end-sessions': AGENCY,
  'account.change-email': AGENCY,
  'account.staff-role': ['administrator'],
};

test.each(CAPABILITIES)('%s: people with it are allowed, and everyone else reads why not', (capability) => {
  const may = Object.entries(ACTORS).flatMap(([name, actor]) => (why(actor, capability) === null ? [name] : []));
  expect(may.sort()).toEqual([...MAY[capability]].sort());
  for (const actor of Object.values(ACTORS)) expect(why(actor, capability) ?? 'Yes.').toMatch(/^[A-Z].*\.$/);
});

test('each is refused with a sentence that fits them', () => {
  const read = (actor: Actor, capability: Capability) => why(actor, capability);
  expect(read(viewer, 'event.edit')).toBe(
    'You can view and print events but not change them. Ask a manager at your provider.',
  );
  expect(read(staff, 'event.edit')).toBe(
    'Only the provider can do this. To do it for the provider, start acting for it first.',
  );
  expect(read(viewer, 'signature.change')).toBe(
    'You can view and print events but not sign certificates. Ask a manager at your provider.',
  );
  expect(read(onBehalf, 'event.sign')).toBe('Certificates are signed by their provider. Staff have no signature.');
  expect(read(editor, 'system_key.change')).toBe(
    'Keys are created and revoked by the managers of Big Sky. Ask one of them.',
  );
  expect(read(editor, 'webhook.change')).toBe(
    'Webhooks are added and changed by the managers of Big Sky. Ask one of them.',
  );
  expect(read(viewer, 'system_key.change')).toContain('are connected by the managers and editors of Big Sky.');
  expect(read(editor, 'user.manage')).toBe('Users are managed by the managers of Big Sky. Ask one of them.');
  expect(read(manager, 'account.read')).toBe('This list is for agency staff.');
  expect(read(onBehalf, 'account.disable')).toContain('You are acting for Big Sky.');
  expect(read(viewer, 'webhook.change')).toBe(read(viewer, 'webhook.read'));
  expect(read(viewer, 'system_key.change')).toBe(read(viewer, 'system_key.read'));
  expect(read(onBehalf, 'audit.read')).toBe(read(onBehalf, 'request.decide'));
  expect(read(staff, 'webhook.change')).toBe('This page is for managers and editors of a provider.');
  expect(read(staff, 'audit.read')).toBe('Only administrators can read the audit log.');
  expect(read(staff, 'settings.change')).toBe('Only administrators can change settings.');
  expect(read(staff, 'account.add-staff')).toBe('Only administrators can add staff.');
  expect(whyNotAllowed(staff, 'account.disable', { id: staff.userId, staffRole: null })).toBe(
    'You can’t do this to your own account. Ask a colleague.',
  );
  expect(whyNotAllowed(staff, 'account.end-sessions', { id: staff.userId, staffRole: null })).toBe(
    'To sign yourself out everywhere, use My account.',
  );
});

test('a record of another provider is refused to everyone who is otherwise allowed', () => {
  for (const actor of [manager, editor, onBehalf, job(editor)]) {
    expect(whyNotAllowed(actor, 'event.edit', { providerId: 7 })).toBeNull();
    expect(whyNotAllowed(actor, 'event.edit', { providerId: 8 })).toBe('This does not belong to Big Sky.');
    expect(whyNotAllowed(actor, 'event.sign', { providerId: 8 })).toBe('This does not belong to Big Sky.');
  }
  for (const actor of [viewer, job(viewer), manager, onBehalf]) {
    expect(whyNotAllowed(actor, 'roster.read', { providerId: 7 })).toBeNull();
    expect(whyNotAllowed(actor, 'roster.read', { providerId: 8 })).toBe('This does not belong to Big Sky.');
  }
  for (const actor of [staff, administrator]) {
    expect(whyNotAllowed(actor, 'roster.read', { providerId: 8 })).toBeNull();
  }
  for (const actor of [manager, job(manager)]) {
    expect(whyNotAllowed(actor, 'request.make_for_provider', { providerId: 7 })).toBeNull();
    expect(whyNotAllowed(actor, 'request.make_for_provider', { providerId: 8 })).toBe(
      'This does not belong to Big Sky.',
    );
  }
  expect(whyNotAllowed(system, 'certificate.revoke', { providerId: 7 })).toBeNull();
  expect(whyNotAllowed(system, 'certificate.revoke', { providerId: 8 })).toBe(
    'This does not belong to the key’s provider.',
  );
});

describe('a provider’s standing', () => {
  const STANDINGS = ['good', 'reports_overdue', 'probation', 'suspended', 'withdrawn', 'closed'] as const;
  const ruledOut = (capability: Capability, actorAt: (standing: ProviderStanding) => Actor) =>
    STANDINGS.filter((standing) => why(actorAt(standing), capability) !== null);
  const people = [
    (standing: ProviderStanding): Actor => ({ ...manager, standing }),
    (standing: ProviderStanding): Actor => ({ ...onBehalf, onBehalfOf: { ...provider, standing } }),
    (standing: ProviderStanding): Actor => job({ ...editor, standing }),
  ];

  test('no new events on probation; nothing is given out while suspended, withdrawn or closed', () => {
    for (const actorAt of people) {
      expect(ruledOut('event.add', actorAt)).toEqual(['probation', 'suspended', 'withdrawn', 'closed']);
      for (const capability of ['certificate.issue', 'certificate.print', 'share_link.make', 'claim.accept'] as const) {
        expect(ruledOut(capability, actorAt)).toEqual(['suspended', 'withdrawn', 'closed']);
      }
    }
    expect(ruledOut('event.sign', (standing) => ({ ...editor, standing }))).toEqual([
      'suspended',
      'withdrawn',
      'closed',
    ]);
    expect(ruledOut('system_key.use', (standing) => ({ ...system, standing }))).toEqual([
      'suspended',
      'withdrawn',
      'closed',
    ]);
    expect(ruledOut('system_key.add-events', (standing) => ({ ...system, standing }))).toEqual([
      'probation',
      'suspended',
      'withdrawn',
      'closed',
    ]);
    const claim = (standing: ProviderStanding) =>
      whyNotAllowed(attendee, 'certificate.claim', { ...provider, standing });
    expect(STANDINGS.filter((standing) => claim(standing) !== null)).toEqual(['suspended', 'withdrawn', 'closed']);
  });

  test('what takes something back, and what the provider owes, is never ruled out', () => {
    for (const capability of [
      'event.edit',
      'event.report',
      'certificate.revoke',
      'certificate.correct',
      'share_link.change',
      'claim.decide',
      'request.make',
    ] as const) {
      expect(ruledOut(capability, (standing) => ({ ...manager, standing }))).toEqual([]);
    }
  });

  test('people read why, and that certificates stay valid', () => {
    expect(why({ ...editor, standing: 'probation' }, 'event.add')).toBe(
      'Big Sky is on probation, so no events can be added for it. Events that are already listed continue. The Secure Portal says why, and how to appeal.',
    );
    expect(why({ ...editor, standing: 'withdrawn' }, 'certificate.issue')).toContain(
      'Certificates that were already issued stay valid.',
    );
    expect(why({ ...viewer, standing: 'suspended' }, 'event.add')).toContain('Ask a manager');
    // Each standing has words of its own, in each place that can be ruled out.
    const words = STANDINGS.flatMap((standing) => [
      why({ ...editor, standing }, 'event.add'),
      why({ ...editor, standing }, 'certificate.issue'),
      whyNotAllowed(attendee, 'certificate.claim', { ...provider, standing }),
    ]).filter((sentence) => sentence !== null);
    for (const sentence of words) expect(sentence).toMatch(/^(The approval of )?Big Sky [a-z].*\.$/);
    // Four rule out new events, three certificates, and three claims.
    expect([words.length, new Set(words).size]).toEqual([10, 10]);
  });

  test('it changes on its day', () => {
    const row = { standing: 'probation', standingFrom: '2026-06-01', standingBefore: 'good' } as const;
    expect(['2026-05-31', '2026-06-01'].map((day) => standingOn(row, day))).toEqual(['good', 'probation']);
    expect(standingOn({ ...row, standing: 'good', standingFrom: null }, '2026-01-01')).toBe('good');
  });

  test('nobody is their own second person', () => {
    expect(whyNotAllowed(staff, 'request.decide-on', { by: 2 })).toBeNull();
    expect(whyNotAllowed(staff, 'request.decide-on', { by: 1 })).toBe(
      'You sent this request yourself. A colleague decides it.',
    );
    expect(whyNotAllowed(staff, 'proposal.confirm', { by: 2 })).toBeNull();
    expect(whyNotAllowed(staff, 'proposal.confirm', { by: 1 })).toContain('someone else at the agency');
  });
});

const ONLY: Record<string, string> = {
  'account.change-email': 'Only administrators can change a staff member’s email address.',
  'account.staff-role': 'Only administrators can change staff roles.',
  other: 'Only administrators can change an administrator’s account.',
};

const ACCOUNT_WORK = [
  'account.reset-two-step',
  'account.disable',
  'account.enable',
  'account.end-sessions',
  'account.change-email',
  'account.staff-role',
] as const;

test.each(ACCOUNT_WORK)('%s: nobody to themselves, and only administrators to administrators', (capability) => {
  const own = { id: 1, staffRole: 'staff' } as const;
  for (const actor of [staff, administrator]) {
    expect(whyNotAllowed(actor, capability, own)).toContain(
      capability === 'account.end-sessions' ? 'use My account' : 'Ask a colleague',
    );
  }
  const chief = { id: 2, staffRole: 'administrator' } as const;
  expect(whyNotAllowed(staff, capability, chief)).toBe(ONLY[capability] ?? ONLY.other);
  expect(whyNotAllowed(administrator, capability, chief)).toBeNull();
});

test('only administrators change the address and the role of staff', () => {
  const colleague = { id: 2, staffRole: 'staff' } as const;
  expect(whyNotAllowed(staff, 'account.change-email', colleague)).toContain('staff member’s email address');
  expect(whyNotAllowed(staff, 'account.change-email', ACCOUNT)).toBeNull();
  expect(whyNotAllowed(staff, 'account.staff-role', ACCOUNT)).toBe('Only administrators can change staff roles.');
  expect(whyNotAllowed(staff, 'account.disable', colleague)).toBeNull();
});

test('authorize throws the sentence as a refusal, or returns', () => {
  expect(() => authorize({ actor: editor }, 'event.add')).not.toThrow();
  expect(() => authorize({ actor: viewer }, 'event.add')).toThrow(
    expect.objectContaining({ code: 'forbidden', sentence: whyNotAllowed(viewer, 'event.add') }),
  );
});

test('staff who act on behalf of a provider have an editor’s permissions there, and a job has its person’s', () => {
  expect(placeOf(onBehalf)).toEqual({ ...provider, role: 'editor' });
  expect(placeOf(job(viewer))).toEqual({ ...provider, role: 'viewer' });
  for (const actor of [staff, job(null), system, attendee, VISITOR]) expect(placeOf(actor)).toBeNull();
  expect(getPlace(manager)).toEqual({ ...provider, role: 'manager' });
  expect(() => getPlace(staff)).toThrow('works for no provider');
});
