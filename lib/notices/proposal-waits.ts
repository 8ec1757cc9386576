import { z } from 'zod';
import { PROPOSALS } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import { titleOfProposal } from '@/lib/providers/staff/proposals/words';
import type { NoticeKind } from './kind';
import { counted } from './words';

const extraSchema = z.object({
  kind: z.enum(['standing', 'close', 'merge']),
  asked: z.record(z.string(), z.unknown()),
  providerId: z.number(),
});

/** A colleague proposed something about a provider that takes a second person. */
export const proposalWaits: NoticeKind = {
  name: 'proposal_waits',
  side: 'agency',
  urgent: false,
  steps: 'proposals',
  counted: 'after',
  escalates: false,
  waitsFrom: 0,
  cause: () => PROPOSALS,
  canWait: true,
  canBeOff: false,
  title: 'Proposals that wait for a second person',
  about: 'A colleague proposed something about a provider, and someone else has to confirm it.',
  heading: (count) => `${counted(count, 'proposal')} to confirm or decline`,
  list: { label: 'Counts due and proposals', path: '/admin' },
  line: ({ subjectId, name, extra, since }) => {
    const { providerId, ...proposal } = extraSchema.parse(extra);
    return {
      title: `${name}: ${titleOfProposal(proposal)}`,
      text: `Proposed on ${formatDay(since)}. It takes effect when a second person confirms it.`,
      label: 'Open the proposal',
      path: `/admin/providers/${providerId}/proposals/${subjectId}`,
    };
  },
};
