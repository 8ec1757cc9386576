/** What every authenticator app supports by default: six digits, a new code every half minute (RFC 6238). */
export const CODE_DIGITS = 6;
export const STEP_SECONDS = 30;
/** A code of the step before or after is accepted too, because phone clocks drift (RFC 6238, section 5.2). */
export const STEPS_AROUND = 1;

/** How long a setup waits for its first code; after that, the password is asked for again. */
export const SET_UP_MINUTES = 15;

/** How long a right password waits for its code, and how many tries there are. */
export const CHALLENGE_MINUTES = 5;
export const CHALLENGE_TRIES = 5;
/** Codes tried for one account per quarter of an hour, across all its challenges. */
export const CODES_PER_ACCOUNT = 10;

export const RECOVERY_CODE_COUNT = 10;
export const RECOVERY_CODE_LENGTH = 12;
/** Without I, L, O and U, which are easily misread; lookalikes that people type are accepted (Crockford's base 32). */
export const RECOVERY_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a typed code was meant as: six digits from the app, or one of the recovery codes. */
export type TypedCode = { kind: 'app' | 'recovery'; code: string };

/** Reads a code, ignoring the spaces and dashes that people type between its groups. Null: it is neither kind. */
export function readCode(typed: string): TypedCode | null {
  const code = typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
  if (new RegExp(`^\\d{${CODE_DIGITS}}$`).test(code)) return { kind: 'app', code };
  const plain = code.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const isRecovery = plain.length === RECOVERY_CODE_LENGTH && [...plain].every((c) => RECOVERY_ALPHABET.includes(c));
  return isRecovery ? { kind: 'recovery', code: plain } : null;
}

/** Formats a code in groups of four for reading and typing: "K7XQ-94MD-0TRF". */
export function inGroups(code: string, between: string): string {
  return code.match(/.{1,4}/g)?.join(between) ?? '';
}

type Person = { staffRole: string | null; demo: boolean; twoStepConfirmedAt: Date | null };

/**
 * Returns true for staff outside a demo: they see every provider's records, so a password alone is not enough for them,
 * while a demo has no secrets to protect.
 */
export function needsTwoStep({ staffRole, demo }: Pick<Person, 'staffRole' | 'demo'>): boolean {
  return staffRole !== null && !demo;
}

/** Returns true for staff who have not set up two-step sign-in yet: until then they can open nothing else. */
export function mustSetUpTwoStep(person: Person): boolean {
  return needsTwoStep(person) && person.twoStepConfirmedAt === null;
}
