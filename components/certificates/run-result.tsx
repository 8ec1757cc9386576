import { RUN_RESULTS } from '@/lib/certificates/runs/words';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { Notice } from '../notice';

type Props = {
  run: { kind: keyof typeof RUN_RESULTS; total: number; problems: number };
  eventId: number;
  /** The event has ended, so its certificates can be counted. */
  isOver: boolean;
};

/** Says what a finished run did, and what comes next. */
export function RunResult({ run: { kind, total, problems }, eventId, isOver }: Props) {
  const served = total - problems;
  const path = `/events/${eventId}/certificates`;
  return (
    <>
      <Notice kind={problems > 0 ? 'warning' : 'success'} title="Done">
        <p>{RUN_RESULTS[kind](served === 1 ? '1 person' : `${served.toLocaleString('en-US')} people`)}</p>
      </Notice>
      <ButtonRow>
        {kind === 'issue' || kind === 'reissue' ? (
          <>
            <ButtonLink href={`${path}/mail`}>Email to everyone</ButtonLink>
            <ButtonLink href={`${path}/zip`} variant="secondary">
              Download all (ZIP)
            </ButtonLink>
          </>
        ) : (
          <ButtonLink href={path}>Back to the certificates</ButtonLink>
        )}
        {isOver && (
          <ButtonLink href={`/events/${eventId}/report`} variant="secondary">
            Record count
          </ButtonLink>
        )}
      </ButtonRow>
    </>
  );
}
