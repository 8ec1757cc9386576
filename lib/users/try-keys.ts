import { networkOf } from '@/lib/platform/network';
import type { Acquaintance } from './devices/known-devices';

/**
 * Builds the keys for counting tries that strangers can make against a person's account. The username comes last in a
 * key, because otherwise it could be made to look like somebody else's.
 */
function tryKeys<Person extends string | number>(purpose: string) {
  const keys = {
    device: (deviceId: number) => `${purpose}:device:${deviceId}`,
    network: (person: Person, { address }: { address: string }) =>
      `${purpose}:address:${networkOf(address)}:account:${person}`,
    account: (person: Person) => `${purpose}:account:${person}`,
    /** The narrowest key that is the person's own; if nothing is known, the account's, which strangers share. */
    of(known: Acquaintance, person: Person, caller: { address: string }): string {
      if (known.deviceId) return keys.device(known.deviceId);
      return known.network ? keys.network(person, caller) : keys.account(person);
    },
  };
  return keys;
}

export const signInKeys = tryKeys<string>('sign-in');
export const codeKeys = tryKeys<number>('two-step');
