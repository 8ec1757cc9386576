import { searchable } from '@/lib/platform/text';
import { nameKey } from './name-key';

export { nameKey };

export type Person = { name: string; email: string | null; educatorNumber: string; school: string };

/** Identities that come from something other than the person's own details. */
const OWN = /^(learner|claim):/;
/** The end of the identity of a person whom the provider distinguished from another person with the same name. */
const APART = /\|apart:\d+$/;

/**
 * Returns an address for comparison, without case. Everything else counts: a+b@example.org and ab@example.org are
 * different.
 */
export function addressKey(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Returns the identity of a person on an event's roster. The database allows each identity once per event, so that
 * importing a list twice, or two requests at once, change nothing. Address and name decide together, because people
 * share addresses; without an address, the name decides with the educator number, or with the school if there is no
 * number (choice).
 * @param before the identity so far; the part that distinguishes the person, such as a learning system's id, does not
 * change
 */
export function identityOf(person: Person, before = ''): string {
  if (!person.email && OWN.test(before)) return before;
  const plain = person.email ? `email:${addressKey(person.email)}|name:${nameKey(person.name)}` : detailsKey(person);
  return plain + (APART.exec(before)?.[0] ?? '');
}

/** Returns what identifies a person without an address: the name, and the educator number or the school. */
export function detailsKey({ name, educatorNumber, school }: Omit<Person, 'email'>): string {
  const number = numberKey(educatorNumber);
  return `name:${nameKey(name)}|${number ? `number:${number}` : `school:${nameKey(school)}`}`;
}

/**
 * Returns an identity for a person whom the provider distinguishes from the person with the plain one. `by` is unique.
 */
export function identityApart(person: Person, by: number): string {
  return `${identityOf(person)}|apart:${by}`;
}

/** Returns whether the provider distinguished this person from another one with the same details. */
export function isToldApart(identity: string): boolean {
  return APART.test(identity);
}

export function numberKey(educatorNumber: string): string {
  return searchable(educatorNumber).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Returns whether these are the same person by address and name. */
export function isSamePerson(one: Pick<Person, 'name' | 'email'>, other: Pick<Person, 'name' | 'email'>): boolean {
  return (
    one.email !== null &&
    other.email !== null &&
    addressKey(one.email) === addressKey(other.email) &&
    nameKey(one.name) === nameKey(other.name)
  );
}
