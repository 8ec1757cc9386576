import { z } from 'zod';
import { documentsMissingByYear } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import { missingParam } from '@/lib/providers/list-query';
import { YEARLY_DEFAULTS } from '@/lib/settings/yearly-defaults';
import { DOCUMENT_KINDS } from '@/lib/yearly-documents/rules';
import { documentTitle } from './due-words';
import type { NoticeKind } from './kind';
import { counted } from './words';

const extraSchema = z.object({ kind: z.enum(DOCUMENT_KINDS), year: z.number() });

/** Agreements or reports of a reporting year are still missing at the last reminder of their providers. */
export const yearlyMissing: NoticeKind = {
  name: 'yearly_missing',
  side: 'agency',
  urgent: false,
  steps: 'yearlyAfter',
  counted: 'after',
  escalates: true,
  waitsFrom: 'last step',
  cause: ({ today }) =>
    documentsMissingByYear(DOCUMENT_KINDS.map((kind) => ({ kind, today, defaults: YEARLY_DEFAULTS }))),
  // Staff have the list of providers for it.
  todoCause: null,
  canWait: false,
  canBeOff: true,
  title: 'Yearly agreements and annual reports that are missing',
  about: 'The providers got their last reminder, and the document is still missing.',
  heading: () => 'Missing agreements and reports',
  list: { label: 'All providers', path: '/admin/providers' },
  line: ({ number, extra, since }) => {
    const { kind, year } = extraSchema.parse(extra);
    return {
      title: documentTitle(kind, year),
      text: `${counted(number!, 'provider has', 'providers have')} not sent it. It was due on ${formatDay(since)}.`,
      label: 'See who it is missing from',
      path: `/admin/providers?missing=${missingParam({ kind, year })}`,
    };
  },
};
