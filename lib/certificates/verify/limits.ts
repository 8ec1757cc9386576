import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitSharedTries, limitTries } from '@/lib/users/rate-limit';

/**
 * Limits per 15 minutes (choices). Checking is generous, because a whole district can share one address and nobody can
 * guess a serial. A name can be guessed: a few tries are plenty for typing one off a certificate and far too few for
 * trying a roster, whether from one network or from many.
 */
const LIMITS = {
  checksPerAddress: 300,
  filesPerAddress: 60,
  namesPerAddress: 100,
  namesPerCertificate: { most: 10, own: 2, ownOfAll: 20 },
};

export async function limitChecks(visit: Visit): Promise<void> {
  await limitTries(visit, `verify:address:${networkOf(visit.address)}`, LIMITS.checksPerAddress);
}

export async function limitFiles(visit: Visit): Promise<void> {
  await limitTries(visit, `verify:file:address:${networkOf(visit.address)}`, LIMITS.filesPerAddress);
}

export async function limitNames(visit: Visit, serial: string): Promise<void> {
  await limitTries(visit, `verify:name:address:${networkOf(visit.address)}`, LIMITS.namesPerAddress);
  await limitSharedTries(visit, `verify:name:${serial}`, LIMITS.namesPerCertificate);
}
