import type { Letter } from '@/lib/platform/mail/letter';

type Person = { username: string; name: string; email: string };

/** Tells a new person the username, and the way in: the same flow as for a forgotten password (M1). Holds no secret. */
export function firstAccessLetter({ username, name, email }: Person, appUrl: string): Letter {
  return {
    kind: 'user.first_access',
    to: email,
    name,
    subject: 'Your sign-in for PDUPS',
    paragraphs: [
      'You can now sign in to the Professional Development Unit Provider System.',
      `Your username is ${username}. Where a page asks for the domain as well, type OPI\\${username}.`,
      'First choose a password: open Reset password, type your username, and confirm this e-mail address. You then get a code by e-mail, and choose your own password.',
      'The sign-in is yours alone: please do not share it.',
    ],
    link: { label: 'Choose a password', href: `${appUrl}/password-reset` },
  };
}
