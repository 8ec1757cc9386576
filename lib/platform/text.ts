import { z } from 'zod';
import { hasSocialSecurityNumber, refusedSsn } from './social-security-number';

// Control characters, bidirectional overrides and isolates, zero-width characters other than the joiners U+200C and U+200D,
// which Persian and the Indic scripts need; soft hyphen, byte-order mark, and tags, which spell out a second, invisible
// text.
const FORBIDDEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e007f}]/u;
const FORBIDDEN_BUT_NEWLINE = new RegExp(FORBIDDEN.source.replace('\\p{Cc}', '\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f'), 'u');

// Joiners, fillers and spaces alone count as nothing, because they would make an empty line on a certificate.
const SEEN = /[^\s\u2800\p{Default_Ignorable_Code_Point}]/u;

// Half-width katakana, and full-width Latin letters, digits and signs. Not the brackets and stops that Chinese and
// Japanese are written with, which are as wide as their letters.
const WIDTH_FORMS = /[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d\uff61-\uff9f]+/gu;
/** A voicing mark that belongs to no kana. */
const LONE_MARK = /(^|[^\p{Script=Hiragana}\p{Script=Katakana}])([\u3099\u309a])/gu;

/** Returns the text with letters of half and of full width as the ordinary ones: ﾀﾞ is ダ, and Ａ is A. */
function ordinaryWidths(text: string): string {
  if (!/[\uff02-\uff9f]/.test(text)) return text;
  return text
    .replaceAll(WIDTH_FORMS, (forms) => forms.normalize('NFKC'))
    .replaceAll(LONE_MARK, (_, before: string, mark: string) => before + (mark === '\u3099' ? '\u309b' : '\u309c'));
}

/** NFC, letters of ordinary width, outer blanks removed, inner runs of blanks made one. */
export function tidyLine(text: string): string {
  return ordinaryWidths(text).normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}

type Limits = { label: string; max: number };

/**
 * Validates a required line of text as people type it: any script, no characters that hide or reorder others, and no
 * Social Security number.
 */
export function lineOfText({ label, max }: Limits) {
  return z
    .string()
    .refine((text) => text.isWellFormed(), `${label} contains a damaged character. Type it again.`)
    .transform(tidyLine)
    .refine((text) => SEEN.test(text), `Enter ${label.toLowerCase()}.`)
    .refine((text) => !FORBIDDEN.test(text), `${label} contains an invisible character. Type it again without it.`)
    .refine((text) => !hasSocialSecurityNumber(text), { error: refusedSsn(label), abort: true })
    .refine((text) => [...text].length <= max, `${label} can have at most ${max.toLocaleString('en-US')} characters.`);
}

/** Validates the same for an optional line; blank becomes null. */
export function optionalLineOfText(limits: Limits) {
  return blankOr(lineOfText(limits));
}

/** Makes a text optional; blank becomes null. */
function blankOr(text: z.ZodType<string, string>) {
  return z.string().transform((typed, ctx): string | null => {
    if (typed.trim() === '') return null;
    const { data, error } = text.safeParse(typed);
    for (const { message } of error?.issues ?? []) ctx.addIssue({ code: 'custom', message });
    return data ?? z.NEVER;
  });
}

/** Validates the same for required text of several lines. */
export function paragraphsOfText({ label, max }: Limits) {
  return z
    .string()
    .refine((text) => text.isWellFormed(), `${label} contains a damaged character. Type it again.`)
    .transform((text) => text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').normalize('NFC').trim())
    .refine((text) => SEEN.test(text), `Enter ${label.toLowerCase()}.`)
    .refine(
      (text) => !FORBIDDEN_BUT_NEWLINE.test(text),
      `${label} contains an invisible character. Type it again without it.`,
    )
    .refine((text) => !hasSocialSecurityNumber(text), { error: refusedSsn(label), abort: true })
    .refine((text) => [...text].length <= max, `${label} can have at most ${max.toLocaleString('en-US')} characters.`);
}

/** Validates the same for optional text; blank becomes null. */
export function optionalParagraphsOfText(limits: Limits) {
  return blankOr(paragraphsOfText(limits));
}

/**
 * Returns the form in which text is compared and searched: no case, no accents, only single spaces. "Séliš" and "selis" are
 * the same word to somebody who searches for it.
 */
export function searchable(text: string): string {
  return tidyLine(
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/['’ʼ`]/g, ''),
  );
}
