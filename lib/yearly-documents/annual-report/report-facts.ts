import { z } from 'zod';

const count = z.number().int().nonnegative();

/** The numbers of an annual report: those of Our numbers, and the counts of always-open courses up to June 30. */
const summarySchema = z.object({
  events: count,
  /** An exact decimal. */
  units: z.string(),
  certificates: count,
  countsDue: count,
  /** Always-open courses that go on after June 30, how many have a count up to it, and the sum of these counts. */
  courses: count,
  coursesCounted: count,
  courseCertificates: count,
});

export type ReportSummary = z.output<typeof summarySchema>;

const contactsSchema = z.object({
  phone: z.string(),
  mailingAddress: z.string().nullable(),
  primaryContact: z.string().nullable(),
  deputyContact: z.string().nullable(),
});

export type ReportContacts = z.output<typeof contactsSchema>;

/** Where the agreement of the year stood. */
export const AGREEMENT_STATES = ['received', 'missing', 'not_asked'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** What a report says when it is signed. */
const factsSchema = z.object({
  summary: summarySchema,
  contacts: contactsSchema,
  agreement: z.enum(AGREEMENT_STATES),
});

export type ReportFacts = z.output<typeof factsSchema>;

/** A report as it was signed: what it said, and why something was missing, if something was. */
const signedFactsSchema = factsSchema.extend({ whyIncomplete: z.string().nullable() });

export type SignedFacts = z.output<typeof signedFactsSchema>;

/** Reads what was stored with a report that was signed in the product; null for one that came in another way. */
export function readSignedFacts(stored: unknown): SignedFacts | null {
  return stored === null ? null : signedFactsSchema.parse(stored);
}

/** Returns facts as the form sends them along: a text that changes when they do. */
export function factsText({ summary, contacts, agreement }: ReportFacts): string {
  return JSON.stringify([agreement, ...Object.values(summary), ...Object.values(contacts)]);
}

/** Returns what is missing from a report, as sentences; empty when it has everything. */
export function missingFrom({ summary, agreement }: Pick<ReportFacts, 'summary' | 'agreement'>): string[] {
  const { countsDue, courses, coursesCounted } = summary;
  const uncounted = courses - coursesCounted;
  return [
    ...(agreement === 'missing' ? ['The yearly agreement is not signed.'] : []),
    ...(countsDue > 0 ? [`${counted(countsDue, 'event has', 'events have')} no certificate count.`] : []),
    ...(uncounted > 0 ? [`${counted(uncounted, 'course has', 'courses have')} no count up to June 30.`] : []),
  ];
}

const NOUNS = {
  events: ['event', 'events'],
  units: ['PDU', 'PDUs'],
  certificates: ['certificate', 'certificates'],
  countsDue: ['count due', 'counts due'],
  courses: ['always-open course', 'always-open courses'],
  coursesCounted: ['course counted up to June 30', 'courses counted up to June 30'],
  courseCertificates: ['certificate of courses up to June 30', 'certificates of courses up to June 30'],
} as const satisfies Record<keyof ReportSummary, readonly [string, string]>;

/** Returns how the numbers of a report have changed since it was signed, such as "2 events more"; empty when they have not. */
export function changesSince(signed: ReportSummary, now: ReportSummary): string[] {
  return (Object.keys(NOUNS) as (keyof ReportSummary)[]).flatMap((name) => {
    // Whole hundredths, because decimals are not exact in binary.
    const difference = (Math.round(Number(now[name]) * 100) - Math.round(Number(signed[name]) * 100)) / 100;
    if (difference === 0) return [];
    const [one, many] = NOUNS[name];
    return [`${counted(Math.abs(difference), one, many)} ${difference > 0 ? 'more' : 'fewer'}`];
  });
}

function counted(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}
