import { type Actor, type ProviderStanding, personOf, type Role, type Visitor } from './actor';

/** The provider that an actor works for, and what they do there. */
export type Place = { providerId: number; providerName: string; standing: ProviderStanding; role: Role };

/**
 * Returns the provider that the actor works for: a provider user's own, or the one that staff act on behalf of. Staff
 * can then do what an editor does (choice: they cannot sign, make keys or manage the provider's users). A job has the
 * place of the person it works for. Null for everyone else.
 */
export function placeOf(actor: Actor | Visitor): Place | null {
  const person = personOf(actor);
  if (person?.kind === 'staff') return person.onBehalfOf ? { ...person.onBehalfOf, role: 'editor' } : null;
  if (!person) return null;
  const { providerId, providerName, standing, role } = person;
  return { providerId, providerName, standing, role };
}

/**
 * Returns the same for an actor that `authorize` let through for work at a provider.
 * @throws Error for anyone else, which is a bug in the caller
 */
export function getPlace(actor: Actor | Visitor): Place {
  const place = placeOf(actor);
  if (!place) throw new Error('this actor works for no provider');
  return place;
}
