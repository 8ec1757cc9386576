import { type Actor, type ProviderStanding, personOf, type StaffRole, type Visitor } from './actor';
import { type Place, placeOf } from './place';
import { whyNoneGivenOut, whyNotAddEvents, whyNotGiveOut } from './standing';

type AnyActor = Actor | Visitor;

/** A record of a provider. */
export type Owned = { providerId: number };

/** A user as staff see them. */
export type Account = { id: number; staffRole: StaffRole | null };

/** Work on a provider's events, for its managers and editors; viewers read and print. */
function eventWork(actor: AnyActor, record?: Owned): string | null {
  const place = placeOf(actor);
  if (!place) return 'Only the provider can do this. To do it for the provider, start acting for it first.';
  if (record && record.providerId !== place.providerId) return `This does not belong to ${place.providerName}.`;
  return place.role === 'viewer'
    ? 'You can view and print events but not change them. Ask a manager at your provider.'
    : null;
}

/** The same for work that a provider's standing can rule out. */
const eventWorkUnless =
  (ruledOut: (place: Place) => string | null) =>
  (actor: AnyActor, record?: Owned): string | null => {
    const why = eventWork(actor, record);
    const place = placeOf(actor);
    return why ?? (place && ruledOut(place));
  };

const givingOut = eventWorkUnless(whyNotGiveOut);

/** Work in a person's own name at their own provider: staff acting on behalf of one get the same sentence. */
function ownRole(actor: AnyActor) {
  const person = personOf(actor);
  return person?.kind === 'provider' ? person : null;
}

/** Work on issued certificates: the same people, and the provider's learning systems, whose certificates these are. */
function certificateChange(actor: AnyActor, record?: Owned): string | null {
  if (actor.kind !== 'learning_system') return eventWork(actor, record);
  return record && record.providerId !== actor.providerId ? 'This does not belong to the key’s provider.' : null;
}

/** Rosters and what is made from them name people, so only the event’s provider and the agency can read them. */
function rosterReading(actor: AnyActor, record?: Owned): string | null {
  if (!personOf(actor)) return 'Rosters are private. Only the event’s provider and agency staff can see them.';
  const place = placeOf(actor);
  return place && record && record.providerId !== place.providerId
    ? `This does not belong to ${place.providerName}.`
    : null;
}

/** Printing the certificate without a name (M11): viewers, too. The agency's staff look at the certificates of every provider. */
function printing(actor: AnyActor): string | null {
  if (!personOf(actor)) return 'Certificates without a name are printed by the event’s provider.';
  const place = placeOf(actor);
  return place && whyNotGiveOut(place);
}

/** A person at the provider signs its certificates (M12). */
function signing(actor: AnyActor): string | null {
  const person = ownRole(actor);
  if (!person) return 'Certificates are signed by their provider. Staff have no signature.';
  return person.role === 'viewer'
    ? 'You can view and print events but not sign certificates. Ask a manager at your provider.'
    : null;
}

/** What attendees answered is for the people who taught them, so staff do not read it, acting for a provider or not. */
function readingAnswers(actor: AnyActor): string | null {
  return ownRole(actor) ? null : 'Answers to an evaluation are private. Only the event’s provider can see them.';
}

/** Editors see keys, because they connect courses. Viewers and staff have no need for them (choice). */
function seeingKeys(actor: AnyActor): string | null {
  const person = ownRole(actor);
  if (!person) return 'This page is for managers and editors of a provider.';
  return person.role === 'viewer'
    ? `Learning management systems are connected by the managers and editors of ${person.providerName}. Ask one of them.`
    : null;
}

function agencyWork(actor: AnyActor): string | null {
  if (actor.kind !== 'staff') return 'This list is for agency staff.';
  return actor.onBehalfOf
    ? `You are acting for ${actor.onBehalfOf.providerName}. Stop acting for it, then open this page again.`
    : null;
}

/**
 * Nobody changes their own account: people who are tricked or in a hurry cannot lock themselves out, and an
 * administrator always remains. `forAdministrators` says why only administrators may do this to that account.
 */
const accountWork =
  (
    forAdministrators: (account: Account) => string | null,
    own = 'You can’t do this to your own account. Ask a colleague.',
  ) =>
  (actor: AnyActor, account: Account): string | null => {
    if (actor.kind !== 'staff' || actor.onBehalfOf) return agencyWork(actor);
    if (account.id === actor.userId) return own;
    if (actor.role === 'administrator') return null;
    if (account.staffRole === 'administrator') {
      return forAdministrators(account) ?? 'Only administrators can change an administrator’s account.';
    }
    return forAdministrators(account);
  };

/** Work for the agency that only its administrators do. */
const administratorWork =
  (otherwise: string) =>
  (actor: AnyActor): string | null => {
    const why = agencyWork(actor);
    if (why || actor.kind !== 'staff') return why;
    return actor.role === 'administrator' ? null : otherwise;
  };

/** Work for the agency that the person who began it leaves to a colleague, so that one who errs is noticed. */
const secondPersonsWork =
  (own: string) =>
  (actor: AnyActor, begun?: { by: number }): string | null => {
    const why = agencyWork(actor);
    if (why || actor.kind !== 'staff') return why;
    return begun?.by === actor.userId ? own : null;
  };

const anyStaff = () => null;

/**
 * For each capability, why the actor may not use it, as the sentence people read, or null. Whether now is the right
 * moment (an event that has ended, a certificate that was revoked) is a rule of the noun, in its `rules.ts`.
 */
const WHY_NOT = {
  'event.add': eventWorkUnless(whyNotAddEvents),
  'event.edit': eventWork,
  'event.report': eventWork,
  'event.export': (actor: AnyActor) =>
    placeOf(actor) ? null : 'This download is for provider users; it contains their provider’s events.',
  'event.numbers': (actor: AnyActor) =>
    placeOf(actor) ? null : 'These numbers are for provider users; they are about their provider’s events.',
  'event.sign': (actor: AnyActor, record?: Owned) => givingOut(actor, record) ?? signing(actor),
  'roster.read': rosterReading,
  'roster.change': eventWork,
  'evaluation.change': eventWork,
  'evaluation.read': readingAnswers,
  'certificate.find': (actor: AnyActor) =>
    placeOf(actor) ? null : 'This search is for provider users; it finds their provider’s certificates.',
  'certificate.issue': givingOut,
  'certificate.print': printing,
  /** Attendees who show a link or a code of the event. */
  'certificate.claim': (actor: AnyActor, provider?: { providerName: string; standing: ProviderStanding }) => {
    if (actor.kind !== 'attendee') return 'Only attendees can claim a certificate.';
    return provider ? whyNoneGivenOut(provider) : null;
  },
  'certificate.mail': eventWork,
  'certificate.correct': certificateChange,
  'certificate.revoke': certificateChange,
  'share_link.make': givingOut,
  'share_link.change': eventWork,
  'claim.accept': givingOut,
  'claim.decide': eventWork,
  'signature.change': signing,
  /** Everything that a learning system does with its key. */
  'system_key.use': (actor: AnyActor) =>
    actor.kind === 'learning_system' ? whyNoneGivenOut(actor) : 'Only a learning management system uses a key.',
  /** A provider that can't add events can't do it through its systems, either. */
  'system_key.add-events': (actor: AnyActor) =>
    actor.kind === 'learning_system' ? whyNotAddEvents(actor) : 'Only a learning management system uses a key.',
  'system_key.read': seeingKeys,
  /** A key issues certificates in the provider's name. */
  'system_key.change': (actor: AnyActor) => {
    const why = seeingKeys(actor);
    const person = ownRole(actor);
    if (why || !person) return why;
    return person.role === 'manager'
      ? null
      : `Keys are created and revoked by the managers of ${person.providerName}. Ask one of them.`;
  },
  'webhook.read': seeingKeys,
  /** Messages about certificates leave the product for that address. */
  'webhook.change': (actor: AnyActor) => {
    const why = seeingKeys(actor);
    const person = ownRole(actor);
    if (why || !person) return why;
    return person.role === 'manager'
      ? null
      : `Webhooks are added and changed by the managers of ${person.providerName}. Ask one of them.`;
  },
  'user.manage': (actor: AnyActor) => {
    const person = ownRole(actor);
    if (!person) return 'This page is for managers of a provider.';
    return person.role === 'manager'
      ? null
      : `Users are managed by the managers of ${person.providerName}. Ask one of them.`;
  },
  'provider.read': (actor: AnyActor) =>
    personOf(actor) && placeOf(actor) ? null : 'This page is for the users of a provider.',
  /** An address that shows a provider's events to a person's calendar program. */
  'calendar_feed.use': (actor: AnyActor) =>
    ownRole(actor) ? null : 'A calendar feed is for provider users; it has their provider’s events.',
  'request.make': eventWork,
  /** About the provider itself: its users and its data, which its managers answer for. */
  'request.make_for_provider': (actor: AnyActor, record?: Owned) => {
    const person = ownRole(actor);
    if (!person) return 'This page is for managers of a provider.';
    if (record && record.providerId !== person.providerId) return `This does not belong to ${person.providerName}.`;
    return person.role === 'manager' ? null : `The managers of ${person.providerName} ask for this. Ask one of them.`;
  },
  /** The work on all requests. */
  'request.decide': agencyWork,
  /** Staff send requests while they act for a provider. */
  'request.decide-on': secondPersonsWork('You sent this request yourself. A colleague decides it.'),
  /** All work on applications of organizations to be an approved provider. */
  'application.decide': agencyWork,
  'event.list-every': agencyWork,
  'event.correct': agencyWork,
  'event.report-for': agencyWork,
  'event.cancel': agencyWork,
  'provider.list-every': agencyWork,
  'provider.add': agencyWork,
  'provider.change': agencyWork,
  'provider.note': agencyWork,
  'provider.export': agencyWork,
  'provider.close': agencyWork,
  'provider.merge': agencyWork,
  'provider.set-standing': agencyWork,
  'yearly_document.record': agencyWork,
  /** An agreement and an annual report bind the provider, so one of its managers signs them. */
  'yearly_document.sign': (actor: AnyActor) => {
    const person = ownRole(actor);
    if (!person) return 'This page is for managers of a provider.';
    return person.role === 'manager'
      ? null
      : `The managers of ${person.providerName} sign its yearly agreement and annual report. Ask one of them.`;
  },
  /** What takes something away from a provider needs two members of staff. */
  'proposal.confirm': secondPersonsWork('You proposed this yourself, so someone else at the agency has to confirm it.'),
  'provider.act-for': agencyWork,
  'count_due.read': agencyWork,
  'system.read': agencyWork,
  'job.read': agencyWork,
  /** Pausing and retrying change what happens for everyone. */
  'job.control': administratorWork('Only administrators can pause queues and retry jobs.'),
  /** Who got which email and when, without what it said. */
  'email.read': agencyWork,
  'email.send-test': administratorWork('Only administrators can send a test email.'),
  /** The log names everyone and what they did. */
  'audit.read': administratorWork('Only administrators can read the audit log.'),
  'settings.read': agencyWork,
  /** They apply to everyone. */
  'settings.change': administratorWork('Only administrators can change settings.'),
  'account.read': agencyWork,
  'account.add': agencyWork,
  'account.add-staff': administratorWork('Only administrators can add staff.'),
  'account.provider-role': accountWork(anyStaff),
  'account.reset-two-step': accountWork(anyStaff),
  'account.disable': accountWork(anyStaff),
  'account.enable': accountWork(anyStaff),
  'account.end-sessions': accountWork(anyStaff, 'To sign yourself out everywhere, use My account.'),
  // Whoever controls the address controls the password, because the reset code goes there.
  'account.change-email': accountWork(({ staffRole }) =>
    staffRole ? 'Only administrators can change a staff member’s email address.' : null,
  ),
  'account.staff-role': accountWork(() => 'Only administrators can change staff roles.'),
};

export type Capability = keyof typeof WHY_NOT;

/** All capabilities, in the order of the table. */
export const CAPABILITIES = Object.keys(WHY_NOT) as Capability[];

/** What a capability applies to, where that matters: an account, or a record of a provider. */
export type SubjectOf<C extends Capability> =
  Parameters<(typeof WHY_NOT)[C]> extends [AnyActor, ...infer Subject] ? Subject : never;

/** Returns why the actor may not do this, as the sentence they read, or null when they may. */
export function whyNotAllowed<C extends Capability>(
  actor: AnyActor,
  capability: C,
  ...subject: SubjectOf<C>
): string | null {
  // The compiler cannot see that the entry and its subject belong together; the type of `subject` ensures it.
  const whyNot = WHY_NOT[capability] as unknown as (actor: AnyActor, ...subject: SubjectOf<C>) => string | null;
  return whyNot(actor, ...subject);
}
