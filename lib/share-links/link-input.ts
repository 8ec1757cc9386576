import { z } from 'zod';
import { unsigned } from '@/lib/certificates/unsigned';
import { dayInput } from '@/lib/events/event-input';
import { lineOfText, searchable } from '@/lib/platform/text';

export const MAX_LABEL = 80;
export const MAX_CODE_WORD = 40;
/** The most people that a link can serve (choice). */
export const MAX_LIMIT = 10_000;

const ticked = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');

/** Reads an optional day; blank means no limit. */
const boundDay = (label: string) =>
  z
    .string()
    .default('')
    .transform((text, ctx) => {
      if (text.trim() === '') return null;
      const read = dayInput(label).safeParse(text);
      if (read.success) return read.data;
      ctx.addIssue({ code: 'custom', message: read.error.issues[0]!.message });
      return z.NEVER;
    });

const limit = z
  .string()
  .default('')
  .transform((text) => text.replaceAll(/[\s,]/g, ''))
  .refine(
    (text) => text === '' || (/^[1-9]\d{0,5}$/.test(text) && Number(text) <= MAX_LIMIT),
    `Enter a whole number from 1 to ${MAX_LIMIT.toLocaleString('en-US')}, or leave it blank.`,
  )
  .transform((text) => (text === '' ? null : Number(text)));

/** The form of a share link. */
export const shareLinkSchema = z
  .object({
    label: lineOfText({ label: 'A label', max: MAX_LABEL }),
    access: z.enum(['open', 'code_word', 'roster'], { error: 'Choose who can use the link.' }),
    codeWord: z.string().default(''),
    afterEvaluation: ticked,
    reviewed: ticked,
    firstDay: boundDay('The first day'),
    lastDay: boundDay('The last day'),
    most: limit,
    unsigned,
  })
  .transform((input, ctx) => {
    if (input.access !== 'code_word') return { ...input, codeWord: null };
    const read = lineOfText({ label: 'The code word', max: MAX_CODE_WORD }).safeParse(input.codeWord);
    // A word of nothing but accents and blanks would match a blank entry.
    if (read.success && searchable(read.data).length >= 3) return { ...input, codeWord: read.data };
    const message = read.success ? 'The code word needs at least 3 letters or digits.' : read.error.issues[0]!.message;
    ctx.addIssue({ code: 'custom', path: ['codeWord'], message });
    return z.NEVER;
  });

export type ShareLinkInput = z.output<typeof shareLinkSchema>;
