import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';

/**
 * Choices, each for a quarter of an hour. Checking is generous: a whole district comes from one address, and a serial
 * cannot be guessed. A name can be: ten tries are plenty for reading one off a certificate and next to none for trying
 * out a roster, whoever asks from wherever.
 */
const MOST = { checksPerAddress: 300, filesPerAddress: 60, namesPerAddress: 100, namesPerCertificate: 10 };

export async function limitChecks(visit: Visit): Promise<void> {
  await limitTries(visit, `verify:address:${networkOf(visit.address)}`, MOST.checksPerAddress);
}

export async function limitFiles(visit: Visit): Promise<void> {
  await limitTries(visit, `verify:file:address:${networkOf(visit.address)}`, MOST.filesPerAddress);
}

export async function limitNames(visit: Visit, serial: string): Promise<void> {
  await limitTries(visit, `verify:name:address:${networkOf(visit.address)}`, MOST.namesPerAddress);
  await limitTries(visit, `verify:name:${serial}`, MOST.namesPerCertificate);
}
