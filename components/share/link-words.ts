import type { ShareLink } from '@/lib/certificates/share-links/list-links';
import type { LinkState } from '@/lib/certificates/share-links/rules';
import { formatDay } from '@/lib/platform/days';

/** Each state has words and a shape of its own. */
export const LINK_STATES: Record<LinkState, { label: string; tag: string }> = {
  open: { label: 'Open', tag: 'running' },
  early: { label: 'Not open yet', tag: 'upcoming' },
  over: { label: 'Over', tag: 'ended' },
  revoked: { label: 'Revoked', tag: 'ended' },
};

export const CLAIM_STATES = {
  waiting: { label: 'Waits for you', tag: 'count-due' },
  issued: { label: 'Issued', tag: 'reported' },
  refused: { label: 'Refused', tag: 'ended' },
  withdrawn: { label: 'Withdrawn', tag: 'ended' },
} as const;

const ACCESS = {
  open: 'Open to everybody who has the link',
  code_word: 'With a code word',
  roster: 'For people on the roster, who prove their e-mail address',
} as const;

/** What a link asks for and how long it holds, in phrases. */
export function termsOf(link: ShareLink): string[] {
  return [
    link.codeWord ? `With the code word “${link.codeWord}”` : ACCESS[link.access],
    ...(link.afterEvaluation ? ['After the evaluation'] : []),
    ...(link.reviewed ? ['You review each claim'] : []),
    ...(link.firstDay ? [`From ${formatDay(link.firstDay)}`] : []),
    ...(link.lastDay ? [`Until ${formatDay(link.lastDay)}`] : []),
    ...(link.most === null ? [] : [`At most ${link.most.toLocaleString('en-US')} certificates`]),
  ];
}
