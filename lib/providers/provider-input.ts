import { z } from 'zod';
import { limitsOf } from '@/lib/events/fields';
import { DEFAULT_STATE, isStateCode } from '@/lib/events/us-states';
import { type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { printedLine } from '@/lib/platform/printed-line';
import { lineOfText, tidyLine } from '@/lib/platform/text';
import { newEmail, phoneNumber } from '@/lib/users/new-user';
import { MAX_JOB_TITLE, MAX_KNOWN_AS, MAX_NAME, MAX_PERSON, MAX_STREET, MAX_WEBSITE } from './limits';
import type { ProviderData } from './provider-data';

const knownAs = z
  .string()
  .transform((typed) => typed.split('\n').map(tidyLine).filter(Boolean))
  .refine((names) => names.length <= MAX_KNOWN_AS, `Enter at most ${MAX_KNOWN_AS} names.`)
  .pipe(z.array(lineOfText({ label: 'The name', max: MAX_NAME })));

const website = z
  .string()
  .trim()
  .transform((typed) => (typed === '' || /^[a-z]+:/i.test(typed) ? typed : `https://${typed}`))
  .refine(isWebsite, 'Enter the address of a website, such as https://www.example.org.')
  .transform((address) => address || null);

function isWebsite(address: string): boolean {
  if (address === '') return true;
  if (address.length > MAX_WEBSITE || /\s/.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  return /^https?:$/.test(protocol) && hostname.includes('.') && username === '';
}

const address = z.object({
  Street: lineOfText({ label: 'The street address', max: MAX_STREET }),
  City: lineOfText(limitsOf('city')),
  State: z.string().refine(isStateCode, 'Choose the state.'),
  Zip: z
    .string()
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'Enter the ZIP code as five digits, such as 59601, or nine, such as 59601-1234.'),
});

const contact = (whose: string) =>
  z.object({
    Name: lineOfText({ label: `The ${whose} contact’s name`, max: MAX_PERSON }),
    Email: newEmail,
    Phone: z.union([z.string().trim().length(0), phoneNumber], 'Enter a phone number in the format (406) 555-0100.'),
  });

const signatory = z.object({
  Name: lineOfText({ label: 'The signatory’s name', max: MAX_PERSON }),
  Title: lineOfText({ label: 'The signatory’s job title', max: MAX_JOB_TITLE }),
});

/** The parts of a group that are chosen from a list and therefore say nothing when all other parts are blank. */
const CHOSEN = ['State'];

/**
 * Reads the fields of a group, whose names begin alike: null when all of them are blank, and otherwise each is checked.
 */
function group<Parts extends z.ZodObject>(values: FormValues, prefix: string, parts: Parts, ctx: z.RefinementCtx) {
  const names = Object.keys(parts.shape);
  const typed = Object.fromEntries(names.map((name) => [name, textOf(values, prefix + name)]));
  if (names.every((name) => CHOSEN.includes(name) || typed[name]!.trim() === '')) return null;
  const { data, error } = parts.safeParse(typed);
  for (const { path, message } of error?.issues ?? []) {
    ctx.addIssue({ code: 'custom', path: [`${prefix}${String(path[0])}`], message });
  }
  return data ?? null;
}

const lowerKeys = <T extends object>(part: T | null) =>
  part && Object.fromEntries(Object.entries(part).map(([key, value]) => [key.toLowerCase(), value]));

const lines = z.object({
  name: printedLine({ label: 'The legal name', max: MAX_NAME }),
  knownAs,
  phone: phoneNumber,
  website,
});

/** A posted form of a provider's data → ProviderData. Each error is a sentence at its field. */
export const providerDataSchema = z
  .custom<FormValues>((values) => typeof values === 'object' && values !== null)
  .transform((values, ctx): ProviderData => {
    const typed = Object.fromEntries(Object.keys(lines.shape).map((name) => [name, textOf(values, name)]));
    const { data, error } = lines.safeParse(typed);
    for (const { path, message } of error?.issues ?? []) ctx.addIssue({ code: 'custom', path: [path[0]!], message });
    const groups = {
      mailingAddress: group(values, 'mailing', address, ctx),
      physicalAddress: group(values, 'physical', address, ctx),
      primaryContact: group(values, 'primary', contact('primary'), ctx),
      deputyContact: group(values, 'deputy', contact('deputy'), ctx),
      signatory: group(values, 'signatory', signatory, ctx),
    };
    if (!data) return z.NEVER;
    const directoryConsent = textOf(values, 'directoryConsent') === 'yes';
    const named = Object.fromEntries(Object.entries(groups).map(([name, part]) => [name, lowerKeys(part)]));
    return { ...data, ...named, directoryConsent } as ProviderData;
  });

/** Returns a form filled with a provider's data. */
export function filledProviderForm(data: ProviderData): FormValues {
  const { mailingAddress: mailing, physicalAddress: physical, primaryContact: primary } = data;
  const { deputyContact: deputy, signatory: signs } = data;
  return {
    name: data.name,
    knownAs: data.knownAs.join('\n'),
    phone: data.phone,
    website: data.website ?? '',
    ...addressValues('mailing', mailing),
    ...addressValues('physical', physical),
    ...contactValues('primary', primary),
    ...contactValues('deputy', deputy),
    signatoryName: signs?.name ?? '',
    signatoryTitle: signs?.title ?? '',
    directoryConsent: data.directoryConsent ? 'yes' : '',
  };
}

function addressValues(prefix: string, place: ProviderData['mailingAddress']): FormValues {
  return {
    [`${prefix}Street`]: place?.street ?? '',
    [`${prefix}City`]: place?.city ?? '',
    [`${prefix}State`]: place?.state ?? DEFAULT_STATE,
    [`${prefix}Zip`]: place?.zip ?? '',
  };
}

function contactValues(prefix: string, person: ProviderData['primaryContact']): FormValues {
  return {
    [`${prefix}Name`]: person?.name ?? '',
    [`${prefix}Email`]: person?.email ?? '',
    [`${prefix}Phone`]: person?.phone ?? '',
  };
}
