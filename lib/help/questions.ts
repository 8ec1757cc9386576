/** A picture of a real page, made by the end-to-end run (tests/e2e/faq-pictures.test.ts). */
export type Picture = { name: PictureName; alt: string };

export const PICTURE_NAMES = [
  'sign-in',
  'reset-username',
  'reset-email',
  'reset-code',
  'reset-password',
  'portal',
] as const;
export type PictureName = (typeof PICTURE_NAMES)[number];

/** `{support}` stands for the support address. */
export type Answer = string | { steps: Step[] };
export type Step = { text: string; picture?: Picture };

export type Question = {
  id: string;
  question: string;
  answer: Answer[];
  /** Other words that people look for this with. */
  alsoCalled?: string;
};

/** How to Reset Your Password and Other Frequently Asked Questions (manual, "Accessing the … System"; M4). */
export const QUESTIONS: Question[] = [
  {
    id: 'reset-password',
    question: 'How do I reset my password, or sign in for the first time?',
    alsoCalled: 'forgot password new user first access log in login username verification code',
    answer: [
      'Both are the same few steps. You need your username from the agency and the e-mail address that the agency has on file for you.',
      {
        steps: [
          {
            text: 'On the sign-in page, follow “Reset password” below the boxes.',
            picture: {
              name: 'sign-in',
              alt: 'The sign-in page with “Reset password” below the boxes for username and password',
            },
          },
          {
            text: 'Type OPI\\ and then your username, for example OPI\\jdoe. Type the letters that you see in the box. If you cannot see them, choose the other way beside them.',
            picture: {
              name: 'reset-username',
              alt: 'A box for the username and a picture of letters with a box to type them',
            },
          },
          {
            text: 'Confirm your e-mail address. Only a part of it is shown, so you type the whole of it.',
            picture: { name: 'reset-email', alt: 'A partly hidden e-mail address and a box to type it' },
          },
          {
            text: 'Open the e-mail, copy the code, and paste or type it. A code works for ten minutes.',
            picture: { name: 'reset-code', alt: 'A box for the code from the e-mail' },
          },
          {
            text: 'Choose a new password. The page shows which rules it meets already.',
            picture: { name: 'reset-password', alt: 'A box for the new password with its rules below' },
          },
          { text: 'Follow “Log In” and sign in with your username and the new password.' },
        ],
      },
    ],
  },
  {
    id: 'password-rules',
    question: 'What makes a good password?',
    alsoCalled: 'rules strong breached capital letter numeral passphrase manager',
    answer: [
      'At least eight characters with at least one capital letter, one lowercase letter and one numeral. Several words in a row are fine, and so is a password manager.',
      'Passwords that are known from break-ins elsewhere, or that hold your own name, are not accepted.',
    ],
  },
  {
    id: 'domain',
    question: 'When do I type OPI\\ in front of my username?',
    alsoCalled: 'domain backslash',
    answer: [
      'When you reset your password. When you sign in, your username alone is enough. If you mix the two up, both places take either form.',
    ],
  },
  {
    id: 'no-code',
    question: 'The e-mail with the code does not arrive. What can I do?',
    alsoCalled: 'verification code mail spam junk',
    answer: [
      'Wait a minute and look in your junk folder. Then ask for another code on the same page; the older code stops working.',
      'No code is sent when the address you typed is not the one on file. Go back and check it. If your address has changed, write to {support}.',
    ],
  },
  {
    id: 'letters',
    question: 'I cannot read the letters in the box.',
    alsoCalled: 'captcha blind screen reader human check',
    answer: [
      'Ask for other letters, as often as you need. If you do not see them at all, choose “I cannot see the letters”: your computer then works out a small sum instead, and you go on.',
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
            text: 'It is the page after signing in. It shows your programs and what waits for you; choose PDUPS (formerly RUPS) to go on. You do not sign in a second time.',
            picture: {
              name: 'portal',
              alt: 'The Secure Portal with the program PDUPS and the events that still owe a count',
            },
          },
        ],
      },
      'If you have one program only, you can make it your start page.',
    ],
  },
  {
    id: 'share-username',
    question: 'May a colleague use my username?',
    alsoCalled: 'share login additional user account',
    answer: [
      'No. Each person has a username of their own, because you see confidential information. If somebody else records professional development units with you, write to {support} and ask for another user.',
    ],
  },
  {
    id: 'account-changes',
    question: 'How do I change our provider’s name, phone or my e-mail address?',
    alsoCalled: 'account information host organisation organization',
    answer: [
      'Your own name, e-mail address and password you change under My account. The name and phone of your provider are printed on certificates, so the agency changes them: write to {support}.',
    ],
  },
  {
    id: 'two-step',
    question: 'I lost the phone with my authenticator app.',
    alsoCalled: 'two-step two-factor code recovery',
    answer: [
      'Sign in with one of the ten recovery codes that you kept. Each works once.',
      'If you do not have them either, write to {support}. Staff check that it is you and switch two-step sign-in off, so that you can set it up anew.',
    ],
  },
  {
    id: 'count',
    question: 'Why do I have to come back after the event?',
    alsoCalled: 'certificate count number record report missing',
    answer: [
      'To record how many certificates you gave out, also when it was none. Until then an educator’s renewal can fail. The list of events shows above the table which ones still owe a number.',
    ],
  },
  {
    id: 'ended-event',
    question: 'The event is over and something in it is wrong.',
    alsoCalled: 'edit revise correct cancelled remove',
    answer: [
      'An event can be edited until the end of its last day. After that, write to {support} with your provider’s name, the event’s number and what needs to change. Cancelled events are removed in the same way.',
      'Certificates that were given out keep what stood in PDUPS when they were generated.',
    ],
  },
  {
    id: 'signed-out',
    question: 'Why was I signed out?',
    alsoCalled: 'session expired timeout idle',
    answer: [
      'After half an hour without a click, and after twelve hours in any case, you are signed out so that nobody else can go on in your name.',
    ],
  },
];
