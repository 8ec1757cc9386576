import { z } from 'zod';
import { countProofTry, findRosterProof, type ProvedFor, setProved } from '@/db/queries/roster-proofs';
import { AppError } from '@/lib/platform/errors';
import { sameHash } from '@/lib/platform/keyed-hash';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { findOpenLink } from '@/lib/share-links/open-link';
import { limitWrongTries } from '@/lib/users/rate-limit';
import { plainCode } from '@/lib/users/reset/rules';
import { hashToken } from '@/lib/users/token';
import { codeHashOf } from './ask-code';
import { CODE_DIGITS, CODE_TRIES, LIMITS, PROOF_MINUTES } from './rules';

export const checkCodeSchema = z.object({
  code: z
    .string()
    .max(100, 'That is longer than the code.')
    .transform(plainCode)
    .pipe(
      z
        .string()
        .min(1, 'Enter the code from the email.')
        .regex(/^\d+$/, 'The code contains only digits.')
        .length(CODE_DIGITS, `The code has ${CODE_DIGITS} digits.`),
    ),
});

type Input = { token: string; proof: string | null; code: string };

/**
 * Compares the code with the one that was sent, if one was. Allows five tries, and counts each before comparing.
 * @throws AppError `not_found` when the link is not open; `invalid` for a wrong or expired code; `too_many`
 */
export async function checkCode(visit: Visit, { token, proof, code }: Input): Promise<void> {
  const link = await findOpenLink(visit, token);
  if (link?.access !== 'roster') throw linkNotOpen();
  await compareCode(visit, {
    provedFor: { shareLinkId: link.id },
    key: `roster-code:wrong:link:${link.id}`,
    proof,
    code,
  });
}

type Compared = { provedFor: ProvedFor; key: string; proof: string | null; code: string };

/**
 * Compares a code with the one that was sent to prove an address for a link.
 * @param key the one under which wrong codes for this link are limited
 * @throws AppError `invalid` for a wrong or expired code; `too_many`
 */
export async function compareCode(visit: Visit, { provedFor, key, proof, code }: Compared): Promise<void> {
  const at = visit.clock.now();
  const tokenHash = hashToken(proof ?? '');
  const asked = await findRosterProof(visit.db, provedFor, tokenHash, at);
  if (asked?.provedAt) return;
  const counted = asked && (await countProofTry(visit.db, asked.id, { at, most: CODE_TRIES }));
  if (!asked || !counted) throw new AppError('invalid', 'That code no longer works. Request another one below.');
  const right = sameHash(counted.codeHash, codeHashOf(tokenHash, code));
  const ofNetwork = `${key}:address:${networkOf(visit.address)}`;
  // Only what follows a code's first try is limited, so that a guesser in the room does not lock out people who read
  // theirs.
  if (counted.tries > 1 || !right) await limitWrongTries(visit, ofNetwork, LIMITS.wrongCodesPerLinkAndAddress, !right);
  if (right) {
    const expiresAt = new Date(at.getTime() + PROOF_MINUTES * 60_000);
    return setProved(visit.db, asked.id, { at, expiresAt });
  }
  const left = CODE_TRIES - counted.tries;
  throw new AppError(
    'invalid',
    left > 0
      ? `That is not the code from the latest email. You have ${left === 1 ? 'one attempt' : `${left} attempts`} left.`
      : 'That was the fifth incorrect code, so the code no longer works. Request another one below.',
  );
}
