import type { WaitsFor } from '@/lib/claims/rules';
import { formatDay } from '@/lib/platform/days';
import type { ShareLink } from '@/lib/share-links/list-links';
import type { LinkState } from '@/lib/share-links/rules';

/** Each state has its own words and shape. */
export const LINK_STATES: Record<LinkState, { label: string; tag: string }> = {
  open: { label: 'Open', tag: 'running' },
  early: { label: 'Not open yet', tag: 'upcoming' },
  over: { label: 'Over', tag: 'ended' },
  revoked: { label: 'Revoked', tag: 'ended' },
};

export const CLAIM_STATES = {
  waiting: { label: 'Waiting for you', tag: 'count-due' },
  issued: { label: 'Issued', tag: 'reported' },
  refused: { label: 'Refused', tag: 'ended' },
  withdrawn: { label: 'Withdrawn', tag: 'ended' },
} as const;

/** Why a claim waits for the provider. */
export const WAITS_FOR: Record<WaitsFor, string> = {
  review: 'You review each claim of this link.',
  not_completed:
    'The roster says that this person did not complete the event. If you accept, they are marked as completed.',
  has_certificate:
    'Someone on the roster with this name already has a certificate. If it is the same person, they get that one again.',
  other_year:
    'Someone with this name already has a certificate of the course’s year before or after this one. Accept the claim only if they completed the course again.',
  overlap:
    'This person already has a certificate of another session of the conference at the same time. Accept the claim only if they attended this session.',
  same_name: 'The roster has someone with this name, or a name like it, with other details. Choose who this is.',
};

const ACCESS = {
  open: 'Open to anyone who has the link',
  code_word: 'With a code word',
  roster: 'For people on the roster, who confirm their email address',
} as const;

/** Returns phrases for what a link requires and how long it is valid. */
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
