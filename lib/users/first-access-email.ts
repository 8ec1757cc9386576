import type { Email } from '@/lib/platform/mail/email';

type Person = { username: string; name: string; email: string };

/** Tells a new person their username and how to get in: the flow for a forgotten password (M1). Contains no secret. */
export function firstAccessEmail({ username, name, email }: Person, appUrl: string): Email {
  return {
    kind: 'user.first_access',
    to: email,
    name,
    subject: 'Your sign-in for PDUPS',
    paragraphs: [
      'You can now sign in to the Professional Development Unit Provider System.',
      `Your username is ${username}. If a page also asks for the domain, type OPI\\${username}.`,
      'First choose a password: open Reset password, type your username and confirm this email address. You’ll get a code by email, then choose your own password.',
      'This sign-in is only for you. Don’t share it.',
    ],
    link: { label: 'Choose a password', href: `${appUrl}/password-reset` },
  };
}
