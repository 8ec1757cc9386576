import type { Queryable } from '@/db/client';
import { countUnusedRecoveryCodes } from '@/db/queries/two-step';
import { supportAddress } from '@/lib/platform/env';
import type { Letter } from '@/lib/platform/mail/letter';
import { sendLetter } from '@/lib/platform/mail/send-letter';
import type { Visit } from '@/lib/platform/visit';

type Person = { id: number; name: string; email: string };

/** Tells a person what happened to their sign-in, so that somebody else's doing does not stay unseen. */
async function tell(
  tx: Queryable,
  visit: Visit,
  person: Person,
  letter: Pick<Letter, 'kind' | 'subject' | 'paragraphs'>,
): Promise<void> {
  await sendLetter(tx, visit, {
    to: person.email,
    name: person.name,
    ...letter,
    paragraphs: [
      ...letter.paragraphs,
      `If this was not you, reset your password now and write to ${supportAddress()}.`,
    ],
  });
}

export async function tellTwoStepIsOn(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  await tell(tx, visit, person, {
    kind: 'two_step.turned_on',
    subject: 'Two-step sign-in is on',
    paragraphs: [
      'From now on signing in takes your password and a code from your authenticator app.',
      'Keep your recovery codes where you find them without your phone. You were signed out everywhere else.',
    ],
  });
}

export async function tellTwoStepIsOff(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  await tell(tx, visit, person, {
    kind: 'two_step.turned_off',
    subject: 'Two-step sign-in is off',
    paragraphs: ['From now on signing in takes only your password. Your recovery codes no longer work.'],
  });
}

export async function tellOfNewRecoveryCodes(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  await tell(tx, visit, person, {
    kind: 'two_step.recovery_codes_made',
    subject: 'You have new recovery codes',
    paragraphs: ['New recovery codes were made for your account. The earlier ones no longer work.'],
  });
}

export async function tellOfRecoveryCode(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  const left = await countUnusedRecoveryCodes(tx, person.id);
  await tell(tx, visit, person, {
    kind: 'two_step.recovery_code_used',
    subject: 'A recovery code was used to sign in',
    paragraphs: [
      left === 1
        ? 'Somebody signed in to your account with one of your recovery codes. One code is left.'
        : `Somebody signed in to your account with one of your recovery codes. ${left || 'No'} codes are left.`,
      'You can make new ones under My account, Two-step sign-in.',
    ],
  });
}

export async function tellOfWrongCodes(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  await tell(tx, visit, person, {
    kind: 'two_step.codes_refused',
    subject: 'Somebody could not complete a sign-in to your account',
    paragraphs: [
      'Somebody typed your right password, but then a wrong code several times. They were not let in.',
      'If it was you: a new code appears in your authenticator app every 30 seconds, and a recovery code works instead.',
    ],
  });
}
