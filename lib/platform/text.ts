import { z } from 'zod';

// Control characters, bidirectional overrides and isolates, zero-width characters other than the joiners
// U+200C and U+200D, which Persian and the Indic scripts need; soft hyphen, byte-order mark, and tags, which spell a
// second text that nobody sees.
const FORBIDDEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e007f}]/u;
const FORBIDDEN_BUT_NEWLINE = new RegExp(FORBIDDEN.source.replace('\\p{Cc}', '\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f'), 'u');

// Joiners, fillers and blanks alone are as good as nothing: on a certificate they would be an empty line.
const SEEN = /[^\s\u2800\p{Default_Ignorable_Code_Point}]/u;

/** NFC, outer blanks removed, inner runs of blanks made one. */
export function tidyLine(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}

type Limits = { label: string; max: number };

/** A required line of text as people type it: any script, no characters that hide or reorder others. */
export function lineOfText({ label, max }: Limits) {
  return z
    .string()
    .refine((text) => text.isWellFormed(), `${label} has a broken character. Type it again.`)
    .transform(tidyLine)
    .refine((text) => SEEN.test(text), `Enter ${label.toLowerCase()}.`)
    .refine((text) => !FORBIDDEN.test(text), `${label} has a character that cannot be seen. Type it again without it.`)
    .refine((text) => [...text].length <= max, `${label} can have at most ${max.toLocaleString('en-US')} characters.`);
}

/** The same for a line that may be left blank, which is null. */
export function optionalLineOfText(limits: Limits) {
  const line = lineOfText(limits);
  return z.string().transform((typed, ctx): string | null => {
    if (typed.trim() === '') return null;
    const { data, error } = line.safeParse(typed);
    for (const { message } of error?.issues ?? []) ctx.addIssue({ code: 'custom', message });
    return data ?? z.NEVER;
  });
}

/** Required text of several lines. */
export function paragraphsOfText({ label, max }: Limits) {
  return z
    .string()
    .refine((text) => text.isWellFormed(), `${label} has a broken character. Type it again.`)
    .transform((text) => text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').normalize('NFC').trim())
    .refine((text) => SEEN.test(text), `Enter ${label.toLowerCase()}.`)
    .refine(
      (text) => !FORBIDDEN_BUT_NEWLINE.test(text),
      `${label} has a character that cannot be seen. Type it again without it.`,
    )
    .refine((text) => [...text].length <= max, `${label} can have at most ${max.toLocaleString('en-US')} characters.`);
}

/**
 * Text as it is compared and searched: no case, no accents, only single blanks.
 * "Séliš" and "selis" are the same word to somebody who is looking for it.
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
