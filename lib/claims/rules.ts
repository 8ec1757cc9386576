import { isSamePerson, nameKey, numberKey, type Person } from '@/lib/attendees/identity';

type Sent = { eventId: number; shareLinkId: number | null; holderHash: string; name: string };

/**
 * Returns why a form that was sent before cannot count as this claim; null when it is the same claim. A form that is
 * filled in again for another person, after the back button, is that person's claim and needs a new form. A form that is
 * sent again after midnight is the same claim, even if the link leads to the next year of a course by then.
 */
export function whyNotTheSameClaim(claim: Sent, now: Sent): string | null {
  const same =
    (claim.shareLinkId !== null || claim.eventId === now.eventId) &&
    claim.shareLinkId === now.shareLinkId &&
    claim.holderHash === now.holderHash &&
    claim.name === now.name;
  return same
    ? null
    : 'This form was already sent. To get a certificate for another person, open the link again. To fix a name, ask the event’s provider.';
}

/** Why a claim waits for the provider. */
export type WaitsFor = 'review' | 'not_completed' | 'has_certificate' | 'same_name' | 'other_year' | 'overlap';

/** Somebody on the roster with the name that a claim is for, perhaps written in another way. */
export type Namesake = Person & {
  id: number;
  completed: boolean;
  /** Nothing is known but that they checked in, so that the link decides whether they get a certificate. */
  onlyCheckedIn: boolean;
  currentCertificateId: number | null;
};

/**
 * Says whose claim it is: that of a person on the roster, if it fits one, and why the provider has to decide, or null.
 */
export type Fit = {
  attendeeId: number | null;
  waitsFor: Exclude<WaitsFor, 'review' | 'other_year' | 'overlap'> | null;
};

/**
 * Finds which of the people with the same name makes a claim: the one with the same address, or else the only one whom
 * nothing shows to be a different person. People who did not complete the event, or have a certificate, wait for the
 * provider, as do claims that may be one of several people's or of somebody whose name is written in another way, because
 * a second certificate for one person must not be issued automatically (M13).
 */
export function whoClaims(people: readonly Namesake[], claimant: Person): Fit {
  const hasTheName = ({ name }: Namesake) => nameKey(name) === nameKey(claimant.name);
  const fit = amongNamesakes(people.filter(hasTheName), claimant);
  if (fit.attendeeId !== null || fit.waitsFor !== null) return fit;
  const mayBe = people.filter((each) => !hasTheName(each)).some((each) => !isSomeoneElse(each, claimant));
  return mayBe ? { attendeeId: null, waitsFor: 'same_name' } : fit;
}

function amongNamesakes(namesakes: readonly Namesake[], claimant: Person): Fit {
  const addressed = namesakes.find((each) => isSamePerson(each, claimant));
  const alike = addressed ? [addressed] : namesakes.filter((each) => !isSomeoneElse(each, claimant));
  const [only] = alike;
  if (!only) return { attendeeId: null, waitsFor: null };
  const differs = !addressed && only.email !== null && claimant.email !== null;
  if (alike.length > 1 || differs) return { attendeeId: null, waitsFor: 'same_name' };
  const waitsFor = only.currentCertificateId !== null ? 'has_certificate' : mayClaim(only) ? null : 'not_completed';
  return { attendeeId: only.id, waitsFor };
}

/** Returns whether a person on the roster can claim a certificate: nobody has said that they did not complete the event. */
export function mayClaim({ completed, onlyCheckedIn }: Pick<Namesake, 'completed' | 'onlyCheckedIn'>): boolean {
  return completed || onlyCheckedIn;
}

/**
 * Returns whether the educator number, or else the school, shows that two people with the same name are different
 * people.
 */
export function isSomeoneElse(one: Omit<Person, 'email'>, other: Omit<Person, 'email'>): boolean {
  const [numberA, numberB] = [numberKey(one.educatorNumber), numberKey(other.educatorNumber)];
  if (numberA && numberB) return numberA !== numberB;
  const [a, b] = [nameKey(one.school), nameKey(other.school)];
  // A school that is missing is a part of any other.
  return !a.includes(b) && !b.includes(a);
}

/** Who a claim is for: a person on the roster, or somebody of whom only the name and the details are known. */
export type ClaimedFor = Person & { attendeeId: number | null };

/**
 * Returns whether two claims under one name count as one person's: both are of one person on the roster or, where either does
 * not say who on the roster it is, they have the same address, or nothing shows that they are different people's.
 */
export function isSameClaimant(one: ClaimedFor, other: ClaimedFor): boolean {
  if (one.attendeeId !== null && other.attendeeId !== null) return one.attendeeId === other.attendeeId;
  return isSamePerson(one, other) || !isSomeoneElse(one, other);
}
