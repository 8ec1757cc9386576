import type { Queryable } from '@/db/client';
import { countUnusedRecoveryCodes } from '@/db/queries/two-step';
import { supportAddress } from '@/lib/platform/env';
import type { Email } from '@/lib/platform/mail/email';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { Visit } from '@/lib/platform/visit';

type Person = { id: number; name: string; email: string };

/** Notifies people of a change to their sign-in, so that changes made by somebody else do not go unnoticed. */
async function notify(
  tx: Queryable,
  visit: Visit,
  person: Person,
  message: Pick<Email, 'kind' | 'subject' | 'paragraphs'>,
): Promise<void> {
  await sendEmail(tx, visit, {
    to: person.email,
    name: person.name,
    ...message,
    paragraphs: [...message.paragraphs, `If this was not you, reset your password now and email ${supportAddress()}.`],
  });
}

export async function notifyTwoStepIsOn(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  await notify(tx, visit, person, {
    kind: 'two_step.turned_on',
    subject: 'Two-step sign-in is on',
    paragraphs: [
      'From now on you sign in with your password and a code from your authenticator app.',
      'Keep your recovery codes where you can get to them without your phone. You were signed out everywhere else.',
    ],
  });
}

export async function notifyTwoStepIsOff(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  await notify(tx, visit, person, {
    kind: 'two_step.turned_off',
    subject: 'Two-step sign-in is off',
    paragraphs: ['From now on you sign in with only your password. Your recovery codes no longer work.'],
  });
}

export async function notifyOfNewRecoveryCodes(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  await notify(tx, visit, person, {
    kind: 'two_step.recovery_codes_made',
    subject: 'You have new recovery codes',
    paragraphs: ['New recovery codes were made for your account. The earlier codes no longer work.'],
  });
}

export async function notifyOfRecoveryCode(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  const left = await countUnusedRecoveryCodes(tx, person.id);
  await notify(tx, visit, person, {
    kind: 'two_step.recovery_code_used',
    subject: 'A recovery code was used to sign in',
    paragraphs: [
      left === 1
        ? 'Someone signed in to your account with one of your recovery codes. One code is left.'
        : `Someone signed in to your account with one of your recovery codes. ${left || 'No'} codes are left.`,
      'You can make new ones under My account, Two-step sign-in.',
    ],
  });
}

export async function notifyOfWrongCodes(tx: Queryable, visit: Visit, person: Person): Promise<void> {
  await notify(tx, visit, person, {
    kind: 'two_step.codes_refused',
    subject: 'Someone could not complete a sign-in to your account',
    paragraphs: [
      'Someone entered your correct password, then a wrong code several times. They were not able to sign in.',
      'If it was you: a new code appears in your authenticator app every 30 seconds, and a recovery code works instead.',
    ],
  });
}
