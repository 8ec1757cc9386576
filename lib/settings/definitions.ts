import { z } from 'zod';
import { isDay } from '@/lib/platform/days';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { lineOfText } from '@/lib/platform/text';
import { AGREEMENT, MAX_AGREEMENT, REPORT_STATEMENT } from './agreement-text';
import {
  ATTESTATION_STATEMENT,
  CERTIFICATE_TEXTS,
  MAX_ATTESTATION,
  MAX_KEEP,
  MAX_STATEMENT,
} from './certificate-texts';

/** Settings that administrators change. Each is a set of texts, which apply together from a day. */
export type SettingName = keyof typeof SETTINGS;

export type SettingValue<N extends SettingName = SettingName> = Record<keyof (typeof SETTINGS)[N]['fields'], string>;

type FieldDefinition = {
  label: string;
  hint?: string;
  kind: 'email' | 'address' | 'days' | 'text' | 'line' | 'choice';
  /** For a choice: what each value means. */
  choices?: Readonly<Record<string, string>>;
  default: string;
  schema: z.ZodType<string, string>;
};

const MAX_ADDRESS = 500;
const MAX_DAYS = 200;

const webAddress = z
  .string()
  .trim()
  .refine(
    (address) => address.length <= MAX_ADDRESS && isWebAddress(address),
    'Enter a web address in the format https://www.example.org/page.',
  );

function isWebAddress(address: string): boolean {
  if (/\s/.test(address) || !URL.canParse(address)) return false;
  const { protocol, username, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' && hostname.includes('.');
}

/** The characters that the certificate's fonts have for sentences: those of American English. */
const PRINTED = /^[\x20-\x7e‘’“”–—…·]*$/;

const sentence = (label: string, max: number) =>
  lineOfText({ label, max }).refine(
    (text) => PRINTED.test(text),
    `${label} can have letters without accents, digits and punctuation.`,
  );

/** Returns the numbers of a setting that is a list of them. */
export function numbersIn(value: string): number[] {
  return value.split(', ').map(Number);
}

const DAYS = 'Enter one date on each line, such as 12/24/2026.';

/** Reads days as people type them, one on each line, in any order. */
const days = z.string().transform((typed, ctx) => {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.map(dayOf);
  if (read.length > MAX_DAYS || read.includes(null)) {
    ctx.addIssue({ code: 'custom', message: DAYS });
    return z.NEVER;
  }
  return [...new Set(read)].sort().join('\n');
});

function dayOf(line: string): string | null {
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(line) ?? [];
  const day = year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : line;
  return isDay(day) ? day : null;
}

const MAX_REMINDERS = 10;
const MAX_REMINDER_DAYS = 366;

/** Reads numbers of days as people type them, such as `1, 7, 21, 45`. */
const dayCounts = z.string().transform((typed, ctx) => {
  const parts = typed.split(/[\s,;]+/).filter(Boolean);
  const counts = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length === 0 || parts.length > MAX_REMINDERS || !counts.every((n) => n >= 1 && n <= MAX_REMINDER_DAYS)) {
    ctx.addIssue({
      code: 'custom',
      message: `Enter numbers of days from 1 to ${MAX_REMINDER_DAYS}, separated by commas, such as 1, 7, 21.`,
    });
    return z.NEVER;
  }
  return [...new Set(counts)].sort((a, b) => a - b).join(', ');
});

/** Reads a month and a day as people type them, such as `9/30`. February 29 is not in every year. */
const monthAndDay = z.string().transform((typed, ctx) => {
  const [, month = '', date = ''] = /^(\d{1,2})\/(\d{1,2})$/.exec(typed.trim()) ?? [];
  if (isDay(`2001-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)) return `${Number(month)}/${Number(date)}`;
  ctx.addIssue({ code: 'custom', message: 'Enter a month and a day, such as 9/30.' });
  return z.NEVER;
});

/** Reads one number of days. */
const dayCount = z
  .string()
  .trim()
  .regex(/^([1-9]|[1-5]\d|60)$/, 'Enter a number of days from 1 to 60.');

const reminderDays = (label: string, hint: string, days: string) =>
  ({ label, hint, kind: 'line', default: days, schema: dayCounts }) as const;

/** Where the rules and the agency's two documents are by default: the manual's own links. */
const RULE = 'http://www.mtrules.org/gateway/ruleno.asp?RN=';
const DOCUMENT = 'http://opi.mt.gov/LinkClick.aspx?portalid=182&fileticket=';

const ruleAddress = (number: string) =>
  ({ label: `ARM ${number}`, kind: 'address', default: `${RULE}${number}`, schema: webAddress }) as const;

export const SETTINGS = {
  support: {
    title: 'Support address',
    what: 'Where people ask for help. It is on every page and in every email.',
    fields: {
      address: {
        label: 'Email address',
        kind: 'email',
        // Until it is changed here, the server's setting applies.
        default: '',
        schema: z.string().trim().refine(isMailAddress, 'Enter an email address in the format help@example.org.'),
      },
    },
  },
  wording: {
    title: 'Word for providers',
    what: 'What public pages call an organization that is approved. Help knows both words.',
    fields: {
      provider: {
        label: 'Word',
        kind: 'choice',
        choices: { provider: 'Provider', host: 'Host' },
        default: 'provider',
        schema: z.enum(['provider', 'host'], 'Choose a word.'),
      },
    },
  },
  rules: {
    title: 'Rules and documents',
    what: 'The addresses that Rules for providers links to.',
    fields: {
      arm1055714: ruleAddress('10.55.714'),
      arm1057215: ruleAddress('10.57.215'),
      arm1057216: ruleAddress('10.57.216'),
      requirements: {
        label: 'Requirements of Approved Professional Development Unit Providers',
        kind: 'address',
        default: `${DOCUMENT}A3gBfxFCErg%3d`,
        schema: webAddress,
      },
      dataReporting: {
        label: 'Data Reporting Requirements of Approved Professional Development Unit Providers',
        kind: 'address',
        default: `${DOCUMENT}zcdNFhTmUOU%3d`,
        schema: webAddress,
      },
    },
  },
  statements: {
    title: 'Sentences on the certificate',
    what: 'What Sections III and IV of new certificates say. Certificates that were already made keep theirs, and a signed event keeps the statement that its signer verified.',
    fields: {
      participantStatement: {
        label: 'Statement of the participant (Section III)',
        kind: 'text',
        default: CERTIFICATE_TEXTS.participantStatement,
        schema: sentence('The statement of the participant', MAX_STATEMENT),
      },
      providerStatement: {
        label: 'Statement of the provider (Section IV)',
        kind: 'text',
        default: CERTIFICATE_TEXTS.providerStatement,
        schema: sentence('The statement of the provider', MAX_STATEMENT),
      },
      keep: {
        label: 'Sentence at the bottom',
        kind: 'text',
        default: CERTIFICATE_TEXTS.keep,
        schema: sentence('The sentence at the bottom', MAX_KEEP),
      },
    },
  },
  attestation: {
    title: 'Attestation',
    what: 'What a provider confirms each time it saves an event.',
    fields: {
      statement: {
        label: 'Statement',
        kind: 'text',
        default: ATTESTATION_STATEMENT,
        schema: lineOfText({ label: 'The statement', max: MAX_ATTESTATION }),
      },
    },
  },
  inviting: {
    title: 'Inviting users',
    what: 'Who gives people access to a provider. Staff see every invitation.',
    fields: {
      managers: {
        label: 'Managers of providers',
        kind: 'choice',
        choices: {
          yes: 'Invite people to their own provider',
          no: 'Ask the agency for each user',
        },
        default: 'yes',
        schema: z.enum(['yes', 'no'], 'Choose who may invite.'),
      },
    },
  },
  holidays: {
    title: 'Holidays',
    what: 'Days on which state offices are closed. Due dates of requests and applications skip them.',
    fields: {
      added: {
        label: 'Also closed',
        hint: 'Days on which offices are closed in addition to the legal holidays, one on each line, such as 12/24/2026.',
        kind: 'days',
        default: '',
        schema: days,
      },
      removed: {
        label: 'Open anyway',
        hint: 'Legal holidays on which offices are open, one on each line.',
        kind: 'days',
        default: '',
        schema: days,
      },
    },
  },
  applications: {
    title: 'Days to answer applications',
    what: 'In how many business days the agency answers an organization that applies to be an approved provider. An application that was recorded keeps its due day.',
    fields: {
      days: { label: 'Business days', kind: 'line', default: '7', schema: dayCount },
    },
  },
  yearly: {
    title: 'Yearly agreement and annual report',
    what: 'What each multiple-event provider owes the agency for a reporting year (July 1 to June 30), and by which day. A provider that is approved later has 30 days from its approval.',
    fields: {
      firstYear: {
        label: 'First reporting year',
        hint: 'The calendar year in which it begins. Nothing is asked for from the years before it.',
        kind: 'line',
        default: '2026',
        schema: z
          .string()
          .trim()
          .regex(/^20\d\d$/, 'Enter a year, such as 2026.'),
      },
      agreementDue: {
        label: 'Yearly agreement due on',
        hint: 'Month and day within the reporting year, such as 9/30.',
        kind: 'line',
        default: '9/30',
        schema: monthAndDay,
      },
      reportDue: {
        label: 'Annual report due on',
        hint: 'Month and day after the end of the reporting year, such as 9/30.',
        kind: 'line',
        default: '9/30',
        schema: monthAndDay,
      },
      agreement: {
        label: 'Words of the agreement',
        hint: 'What a manager of a provider agrees to when signing it in PDUPS. An agreement that was signed keeps its words.',
        kind: 'text',
        default: AGREEMENT,
        schema: lineOfText({ label: 'The agreement', max: MAX_AGREEMENT }),
      },
      reportStatement: {
        label: 'Words under the annual report',
        hint: 'What a manager of a provider signs under the annual report in PDUPS. A report that was signed keeps its words.',
        kind: 'text',
        default: REPORT_STATEMENT,
        schema: lineOfText({ label: 'The statement', max: MAX_AGREEMENT }),
      },
    },
  },
  reminders: {
    title: 'Reminders',
    what: 'When PDUPS reminds people of what waits for them: numbers of days, separated by commas. Reminders go out at 8 a.m. on business days, in one email a day for each person.',
    fields: {
      countDue: reminderDays(
        'Certificate counts',
        'Days after the end of an event without a count. On the last of them, the managers of the provider and the agency’s staff get the reminder, too.',
        '1, 7, 21, 45',
      ),
      courseEnds: reminderDays('Courses', 'Days before the end of an asynchronous course.', '14, 60'),
      interimCounts: reminderDays(
        'Counts up to June 30',
        'Days after June 30 without the count of an asynchronous course that goes on. On the last of them, the managers of the provider get the reminder, too.',
        '1, 30, 60',
      ),
      claims: reminderDays('Claims', 'Days after an attendee made a claim that the provider has to decide.', '1, 7'),
      questions: reminderDays('Questions', 'Days after staff asked a provider a question about its request.', '3, 10'),
      unassigned: reminderDays(
        'Unassigned requests',
        'Days after a request came that is not assigned to a member of staff.',
        '2, 5',
      ),
      overdue: reminderDays('Overdue requests', 'Days after the day on which a request was due.', '1, 7'),
      applicationsBefore: reminderDays(
        'Applications',
        'Days before an application is due. There is a reminder on that day, too.',
        '2',
      ),
      applicationsAfter: reminderDays('Overdue applications', 'Days after an application was due.', '1, 7'),
      proposals: reminderDays('Proposals', 'Days after a proposal was made that waits for a second person.', '1, 7'),
      returned: reminderDays(
        'Emails that came back',
        'Days after an email with a certificate, or an email to a user, came back.',
        '1, 7',
      ),
      yearlyBefore: reminderDays(
        'Yearly agreement and annual report',
        'Days before one of them is due. There is a reminder on that day, too.',
        '7, 30',
      ),
      yearlyAfter: reminderDays(
        'Missing agreements and reports',
        'Days after one of them was due. On the last of them, the agency’s staff get a list of what is missing.',
        '14, 45',
      ),
      signingKey: reminderDays(
        'Signing certificate',
        'Days before it expires. These reminders go out on any day.',
        '14, 60',
      ),
    },
  },
} as const satisfies Record<string, { title: string; what: string; fields: Readonly<Record<string, FieldDefinition>> }>;

/** The names of all settings, in the order in which they are shown. */
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** Returns the fields of a setting, in order. */
export function fieldsOf(name: SettingName): [name: string, definition: FieldDefinition][] {
  return Object.entries(SETTINGS[name].fields);
}

/** Returns what applies until somebody changes the setting. */
export function defaultOf<N extends SettingName>(name: N): SettingValue<N> {
  return Object.fromEntries(
    fieldsOf(name).map(([field, definition]) => [field, definition.default]),
  ) as SettingValue<N>;
}

/** Returns a stored value, with the default of each field that was added to the setting since then. */
export function completed<N extends SettingName>(name: N, stored: unknown): SettingValue<N> {
  const known = z.record(z.string(), z.string()).nullable().parse(stored);
  return { ...defaultOf(name), ...known };
}
