/** A picture of a real page, taken by the end-to-end tests (tests/support/pictures.ts). */
export type Picture = { name: PictureName; alt: string };

export const PICTURE_NAMES = [
  'sign-in',
  'reset-username',
  'reset-email',
  'reset-code',
  'reset-password',
  'portal',
  'import-preview',
  'attendance-preview',
  'desk-queue',
  'desk-request',
  'desk-event',
  'desk-acting',
  'session-grid',
  'session-check',
  'conference-program',
  'conference-scanner',
  'conference-claim',
  'conference',
  'always-open',
] as const;
export type PictureName = (typeof PICTURE_NAMES)[number];

/** `{support}` is a placeholder for the support address. */
export type Answer = string | { steps: Step[] };
export type Step = { text: string; picture?: Picture };

export type Question = {
  id: string;
  question: string;
  answer: Answer[];
  /** Other words that people search for. */
  alsoCalled?: string;
};

/** How to Reset Your Password and Other Frequently Asked Questions (manual, "Accessing the … System"; M4). */
export const QUESTIONS: Question[] = [
  {
    id: 'reset-password',
    question: 'How do I reset my password, or sign in for the first time?',
    alsoCalled: 'forgot password new user first access log in login username verification code',
    answer: [
      'The steps are the same for both. You need your username from the agency and the email address the agency has on file for you.',
      {
        steps: [
          {
            text: 'On the sign-in page, choose “Reset password” below the boxes.',
            picture: {
              name: 'sign-in',
              alt: 'The sign-in page with “Reset password” below the boxes for username and password',
            },
          },
          {
            text: 'Type OPI\\ and then your username, for example OPI\\jdoe. Type the letters you see in the box. If you can’t see them, choose “I can’t see the letters”.',
            picture: {
              name: 'reset-username',
              alt: 'A box for the username and a picture of letters with a box to type them',
            },
          },
          {
            text: 'Confirm your email address. Only part of it is shown, so type the full address.',
            picture: { name: 'reset-email', alt: 'A partly hidden email address and a box to type it' },
          },
          {
            text: 'Open the email, copy the code, and paste or type it. The code works for ten minutes.',
            picture: { name: 'reset-code', alt: 'A box for the code from the email' },
          },
          {
            text: 'Choose a new password. The page shows which rules it already meets.',
            picture: { name: 'reset-password', alt: 'A box for the new password with its rules below' },
          },
          { text: 'Choose “Log In” and sign in with your username and new password.' },
        ],
      },
    ],
  },
  {
    id: 'password-rules',
    question: 'What makes a good password?',
    alsoCalled: 'rules strong breached capital letter numeral passphrase manager',
    answer: [
      'At least eight characters with at least one capital letter, one lowercase letter and one number. A phrase of several words is fine, and so is a password manager.',
      'Passwords known from data breaches, or that contain your own name, are not accepted.',
    ],
  },
  {
    id: 'domain',
    question: 'When do I type OPI\\ in front of my username?',
    alsoCalled: 'domain backslash',
    answer: [
      'When you reset your password. When you sign in, just use your username. Either form works in both places.',
    ],
  },
  {
    id: 'no-code',
    question: 'I didn’t get the email with the code. What can I do?',
    alsoCalled: 'verification code mail spam junk',
    answer: [
      'Wait a minute and check your spam or junk folder. Then request another code on the same page; the earlier code stops working.',
      'No code is sent if the address you typed is not the one on file. Go back and check it. If your address has changed, email {support}.',
    ],
  },
  {
    id: 'letters',
    question: 'I can’t read the letters in the box.',
    alsoCalled: 'captcha blind screen reader human check',
    answer: [
      'Choose “Show different letters” as many times as you need. If you can’t see them at all, choose “I can’t see the letters”; your computer solves a short check instead.',
    ],
  },
  {
    id: 'portal',
    question: 'What is the Secure Portal?',
    alsoCalled: 'programs start page RUPS renewal unit',
    answer: [
      {
        steps: [
          {
            text: 'It is the page you see after you sign in. It shows your programs and what needs your attention. Choose PDUPS (formerly RUPS) to continue; you don’t sign in a second time.',
            picture: {
              name: 'portal',
              alt: 'The Secure Portal with the PDUPS program and the events that still need a count',
            },
          },
        ],
      },
      'If you have only one program, you can make it your start page.',
    ],
  },
  {
    id: 'share-username',
    question: 'Can a colleague use my username?',
    alsoCalled: 'share login additional user account',
    answer: [
      'No. Each person has their own username, because the programs contain confidential information. If someone else helps you record professional development units, a manager at your provider adds them under Users.',
    ],
  },
  {
    id: 'account-changes',
    question: 'How do I change our provider’s name, phone or my email address?',
    alsoCalled: 'account information host organisation organization',
    answer: [
      'Change your own name, email address and password under My account. Your provider’s name and phone are printed on certificates, so the agency checks changes: a manager asks for one under Our information.',
    ],
  },
  {
    id: 'two-step',
    question: 'I lost the phone with my authenticator app.',
    alsoCalled: 'two-step two-factor code recovery',
    answer: [
      'Sign in with one of the ten recovery codes you saved. Each works once.',
      'If you don’t have those either, email {support}. Staff will confirm it’s you and turn off two-step sign-in, so you can set it up again.',
    ],
  },
  {
    id: 'count',
    question: 'Why do I have to come back after the event?',
    alsoCalled: 'certificate count number record report missing',
    answer: [
      'To record how many certificates you gave out, even if it was zero. Without the count, an educator’s renewal may be denied. The events that still need a count are shown above the list.',
    ],
  },
  {
    id: 'ended-event',
    question: 'The event is over and something in it is wrong. What can I do?',
    alsoCalled: 'edit revise correct cancelled remove',
    answer: [
      'You can edit an event until the end of its last day. After that, open it and choose “Ask for a correction”. Staff make the change when they approve your request.',
      'If it did not take place, open it and choose “This event was canceled”.',
      'Certificates already given out keep the information as it was when they were generated.',
    ],
  },
  {
    id: 'signed-out',
    question: 'Why was I signed out?',
    alsoCalled: 'session expired timeout idle',
    answer: [
      'You are signed out after 30 minutes of inactivity, and after 12 hours in any case, so no one else can use your account.',
    ],
  },
];
