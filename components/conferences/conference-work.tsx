import type { ConferenceTotals } from '@/lib/whole-conference/view-conference';
import { ButtonLink } from '../button-link';

type Props = {
  conferenceId: number;
  totals: ConferenceTotals;
  maySign: boolean;
  mayIssue: boolean;
};

/** Leads to what can be done for all sessions at once; the button of what is not needed now is left out. */
export function ConferenceWork({ conferenceId, totals, maySign, mayIssue }: Props) {
  const path = `/conferences/${conferenceId}`;
  const number = (count: number) => count.toLocaleString('en-US');
  const unsigned = totals.sessions - totals.signed;
  return (
    <div className="button-row">
      {totals.countsToRecord > 0 && (
        <ButtonLink href={`${path}/counts`}>
          {totals.countsToRecord === 1 ? 'Record 1 count' : `Record ${number(totals.countsToRecord)} counts`}
        </ButtonLink>
      )}
      {maySign && unsigned > 0 && (
        <ButtonLink href={`/events/sign?conference=${conferenceId}`} variant="secondary">
          {unsigned === 1 ? 'Sign 1 session' : `Sign ${number(unsigned)} sessions`}
        </ButtonLink>
      )}
      {mayIssue && totals.toIssue > 0 && (
        <ButtonLink href={`${path}/issue`} variant="secondary">
          {totals.toIssue === 1 ? 'Issue 1 certificate' : `Issue ${number(totals.toIssue)} certificates`}
        </ButtonLink>
      )}
      {totals.issued > 0 && (
        <ButtonLink href={`${path}/mail`} variant="secondary">
          Email the certificates
        </ButtonLink>
      )}
    </div>
  );
}
