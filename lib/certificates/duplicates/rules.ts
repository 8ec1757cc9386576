/** Somebody who may be the same person as somebody else on the roster, as far as it decides which record stays. */
export type Duplicate = {
  id: number;
  email: string | null;
  school: string;
  educatorNumber: string;
  units: string;
  completed: boolean;
  serial: string | null;
};

/**
 * The record that stays when these are one person: the one with a valid certificate, else the one marked as completed,
 * else the one that says more, else the first one.
 */
export function betterRecord<One extends Duplicate>(people: readonly One[]): One {
  const said = ({ email, school, educatorNumber }: One) => [email, school, educatorNumber].filter(Boolean).length;
  const rank = (one: One) => [one.serial === null ? 0 : 1, one.completed ? 1 : 0, said(one), -one.id];
  return people.reduce((best, one) => (isGreater(rank(one), rank(best)) ? one : best));
}

function isGreater(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at !== -1 && one[at]! > other[at]!;
}

/** What the record that stays says after the merge: its own details, and where it has none, those of the others. */
export function mergedDetails<One extends Duplicate>(kept: One, others: readonly One[]) {
  const all = [kept, ...others];
  return {
    email: all.find(({ email }) => email !== null)?.email ?? null,
    school: all.find(({ school }) => school !== '')?.school ?? '',
    educatorNumber: all.find(({ educatorNumber }) => educatorNumber !== '')?.educatorNumber ?? '',
    completed: all.some(({ completed }) => completed),
  };
}

/** Why a certificate is revoked by a merge, for the provider and staff. */
export function duplicateReason(keptSerial: string): string {
  return `Duplicate: the same person has the certificate ${keptSerial}.`;
}
