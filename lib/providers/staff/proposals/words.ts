import type { NamedProposal, ProposalRow } from '@/db/queries/proposals';
import { formatDay } from '@/lib/platform/days';
import { STANDING_WORDS } from '../../standing-words';
import { askedMerge, askedStanding } from './asked';

/** Returns what a proposal would do, as a title. */
export function titleOfProposal({ kind, asked }: Pick<ProposalRow, 'kind' | 'asked'>): string {
  switch (kind) {
    case 'standing':
      return `Change the standing to “${STANDING_WORDS[askedStanding.parse(asked).standing].label.toLowerCase()}”`;
    case 'close':
      return 'Close the provider';
    case 'merge':
      return 'Merge the provider into another one';
  }
}

/** Returns what a proposal says, besides who proposed it and why. */
export function factsOfProposal({ proposal }: NamedProposal): { term: string; value: string }[] {
  if (proposal.kind === 'close') return [];
  if (proposal.kind === 'merge') {
    const { into } = askedMerge.parse(proposal.asked);
    return [{ term: 'Provider that stays', value: `Provider ${into}` }];
  }
  const { standing, from, reviewOn } = askedStanding.parse(proposal.asked);
  return [
    { term: 'Standing', value: STANDING_WORDS[standing].public },
    { term: 'From', value: `${formatDay(from)}, or the day it is confirmed if that is later` },
    { term: 'Review on', value: reviewOn ? formatDay(reviewOn) : 'No day' },
  ];
}
