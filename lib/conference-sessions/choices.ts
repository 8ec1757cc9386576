import { z } from 'zod';
import type { UploadedLine } from '@/db/schema';
import { ATTESTATION } from '@/lib/events/attestation';
import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { COLUMN_KINDS, type ColumnKind, type Columns } from './column-kinds';
import { readColumns } from './columns';
import { columnsBelow, headingLineOf } from './find-rows';
import type { Defaults } from './plan';

/** How a list is read, and what its new sessions get; all of it is in the address of its preview. */
export type Choices = { headingLine: number | null; columns: Columns; defaults: Defaults };

type SearchParams = Record<string, string | string[] | undefined>;

const DEFAULT_FIELDS = ['description', 'locationKind', 'city', 'state', 'zip'] as const;

const one = (value: string | string[] | undefined) => [value ?? ''].flat()[0] ?? '';

/** Returns what the person chose on the preview, or what the list itself and the conference's last session suggest. */
export function readChoices(
  params: SearchParams,
  lines: readonly UploadedLine[],
  suggested: { defaults: Defaults; columns?: Columns },
): Choices {
  if (params.matched !== 'yes') {
    const headingLine = suggested.columns ? null : headingLineOf(lines);
    return {
      headingLine,
      columns: suggested.columns ?? columnsBelow(lines, headingLine),
      defaults: suggested.defaults,
    };
  }
  const defaults: Defaults = {
    categoryIds: [params.categoryIds ?? []].flat(),
    ...(Object.fromEntries(DEFAULT_FIELDS.map((name) => [name, one(params[name])])) as Omit<Defaults, 'categoryIds'>),
  };
  if (suggested.columns) return { headingLine: null, columns: suggested.columns, defaults };
  const headingLine = lineIn(params.heading);
  const guess = columnsBelow(lines, headingLine);
  // Other headings mean other columns; what was chosen for the old ones is gone.
  if (lineIn(params.headingBefore) !== headingLine) return { headingLine, columns: guess, defaults };
  const columns = guess.map(
    (_, index): ColumnKind | null => COLUMN_KINDS.find((kind) => kind === params[`c${index}`]) ?? null,
  );
  return { headingLine, columns, defaults };
}

function lineIn(value: string | string[] | undefined): number | null {
  const number = /^\d{1,7}$/.test(one(value)) ? Number(one(value)) : 0;
  return number > 0 ? number : null;
}

const OUT_OF_DATE = 'This preview can’t be saved. Open the page again.';

/** The form below the preview: how the list was read there, and what it showed. */
export const saveSchema = z
  .custom<FormValues>()
  .transform((values) => ({
    headingLine: textOf(values, 'headingLine'),
    columns: textOf(values, 'columns'),
    defaults: {
      categoryIds: listOf(values, 'categoryIds'),
      ...(Object.fromEntries(DEFAULT_FIELDS.map((name) => [name, textOf(values, name)])) as Omit<
        Defaults,
        'categoryIds'
      >),
    },
    stamp: textOf(values, 'stamp'),
    attested: textOf(values, 'attested'),
    past: textOf(values, 'past'),
  }))
  .pipe(
    z.object({
      headingLine: z.string().transform((text) => lineIn(text)),
      columns: z.string().transform((text, ctx) => {
        const columns = readColumns(text);
        if (columns) return columns;
        ctx.addIssue({ code: 'custom', message: OUT_OF_DATE });
        return z.NEVER;
      }),
      defaults: z.custom<Defaults>(),
      stamp: z.string().regex(/^[0-9a-f]{64}$/, OUT_OF_DATE),
      attested: z.string().refine((checked) => checked === 'yes', ATTESTATION.missing),
      past: z.string(),
    }),
  );
