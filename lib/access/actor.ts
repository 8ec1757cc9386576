/** What a person may do at a provider. */
export type Role = 'manager' | 'editor' | 'viewer';

/** What a person may do at the agency. */
export type StaffRole = 'staff' | 'administrator';

/**
 * How a provider stands with the agency. Probation: no new events. Suspended, withdrawn or closed: it gives out no
 * certificates either.
 */
export type ProviderStanding = 'good' | 'reports_overdue' | 'probation' | 'suspended' | 'withdrawn' | 'closed';

/** A person who signed in and works for one provider. */
export type ProviderUser = {
  kind: 'provider';
  userId: number;
  name: string;
  username: string;
  providerId: number;
  providerName: string;
  /** The provider's standing today. */
  standing: ProviderStanding;
  role: Role;
};

/** A person who signed in and works for the agency. */
export type Staff = {
  kind: 'staff';
  userId: number;
  name: string;
  username: string;
  role: StaffRole;
  /** The provider that they act for. Absent: they act for the agency. */
  onBehalfOf?: { providerId: number; providerName: string; standing: ProviderStanding };
};

/** Anyone who signs in. */
export type Person = ProviderUser | Staff;

/** A person who has no sign-in and asks for a certificate of their own, or checks in at an event. */
export type Attendee = {
  kind: 'attendee';
  /** What let them in. With an emailed code they proved that an address on the roster is theirs. */
  through:
    | { kind: 'share_link'; linkId: number }
    | { kind: 'mailed_code'; linkId: number }
    | { kind: 'conference_link'; linkId: number }
    | { kind: 'check_in_code'; codeId: number }
    | ({ kind: 'course_link' } & SystemKey);
  /** Their line on the roster; null: not on it yet. */
  attendeeId: number | null;
};

/** A key that a provider made for a learning management system. */
export type SystemKey = {
  keyId: number;
  publicId: string;
  providerId: number;
  /** It gets only certificates that are signed digitally (M12). False when its manager chose otherwise. */
  signedOnly: boolean;
};

/** A learning management system that presented one of a provider's keys. */
export type LearningSystem = {
  kind: 'learning_system';
  providerName: string;
  /** The provider's standing today. */
  standing: ProviderStanding;
  /** The user who made the key, and in whose name its provider's records are changed. */
  keyMadeBy: number;
} & SystemKey;

/** A background job. */
export type Job<For extends Person | null = Person | null> = {
  kind: 'job';
  name: string;
  /** The person whose authority the job uses, with their current rights; null: the product's own upkeep. */
  for: For;
};

/** A person with a terminal on the server. */
export type CommandLine = { kind: 'command_line'; command: string };

/** Who acts. Read from the database for each request, never from a cookie. */
export type Actor = Person | Attendee | LearningSystem | Job | CommandLine;

/** A person who has not signed in, or not yet. They may sign in and reset their password. */
export type Visitor = { kind: 'visitor' };

export const VISITOR: Visitor = { kind: 'visitor' };

/** Returns the person whose authority the actor uses: a person's own, or that of the person a job works for. */
export function personOf(actor: Actor | Visitor): Person | null {
  switch (actor.kind) {
    case 'provider':
    case 'staff':
      return actor;
    case 'job':
      return actor.for;
    default:
      return null;
  }
}

/** Returns whether a person is agency staff, whether or not they act for a provider. */
export function isStaff(actor: Person): actor is Staff {
  return actor.kind === 'staff';
}

/**
 * Returns the user in whose name an actor changes a provider's records: a person's own, or the one who made the key of a
 * learning system.
 * @throws Error for an actor that changes none, which is a bug in the caller
 */
export function authorOf(actor: Actor | Visitor): number {
  const author = actor.kind === 'learning_system' ? actor.keyMadeBy : personOf(actor)?.userId;
  if (author === undefined) throw new Error('this actor changes no records of a provider');
  return author;
}

/** Returns the id of that person's user, or null when the actor uses nobody's authority. */
export function userIdOf(actor: Actor | Visitor): number | null {
  return personOf(actor)?.userId ?? null;
}
