import { formatDay, formatMoment } from '@/lib/platform/days';
import { ButtonForm, type StateAction } from '../account/button-form';
import { DataTable } from '../data-table';
import { VisitForm } from './visit-form';

export type KnownFact = {
  id: number;
  kind: 'visit' | 'in' | 'out' | 'withdrawn';
  startedAt: Date | null;
  endedAt: Date | null;
  lastedSeconds: number | null;
  /** The day of a visit whose times are unknown. */
  day: string | null;
  source: 'report' | 'event_code' | 'scanner' | 'hand';
  line: number | null;
  fileId: number | null;
  fileName: string | null;
  recordedByName: string | null;
  recordedAt: Date;
  withdrawnAt: Date | null;
};

type Props = {
  /** The result, such as "2 h 52 min of 3 h → 2.75". */
  reason: string | null;
  /** Whether the roster has different PDUs than the result. */
  isChangedByHand: boolean;
  facts: readonly KnownFact[];
  filesHref: string;
  withdraw: (factId: number) => StateAction;
  add: StateAction;
  address: string;
  /** The first day of the event. */
  day: string;
};

/** Shows what is on record about one person's attendance, and the result. */
export function AttendanceOfPerson(props: Props) {
  const { reason, isChangedByHand, facts, filesHref, withdraw, add, address, day } = props;
  return (
    <section className="form-aside attendance-record">
      <h2>Attendance</h2>
      {reason && (
        <p>
          <strong>{reason}</strong>
          {isChangedByHand && '. The PDUs on the roster are different: someone changed them.'}
        </p>
      )}
      <DataTable
        size="several"
        caption="When this person was there, in Montana’s time"
        rows={facts}
        rowKey={({ id }) => id}
        columns={[
          {
            heading: 'Came',
            cell: ({ startedAt, day, withdrawnAt }) => (
              <>
                {startedAt ? formatMoment(startedAt) : day ? formatDay(day) : '–'}
                {withdrawnAt && <span className="sub">Withdrawn on {formatMoment(withdrawnAt)}</span>}
              </>
            ),
          },
          { heading: 'Left', cell: ({ endedAt }) => (endedAt ? formatMoment(endedAt) : '–') },
          {
            heading: 'Stayed',
            cell: ({ lastedSeconds }) => (lastedSeconds === null ? '–' : `${Math.floor(lastedSeconds / 60)} min`),
          },
          {
            heading: 'Known from',
            cell: (fact) => <span className="wrap-anywhere">{sourceOf(fact, filesHref)}</span>,
          },
          {
            heading: 'Saved',
            cell: ({ recordedAt, recordedByName }) => (
              <span>
                {formatMoment(recordedAt)}
                {recordedByName && (
                  <span className="sub">
                    by <bdi>{recordedByName}</bdi>
                  </span>
                )}
              </span>
            ),
          },
        ]}
        actions={(fact) =>
          !fact.withdrawnAt && (
            <ButtonForm
              action={withdraw(fact.id)}
              label="Withdraw"
              about={aboutFact(fact)}
              pendingLabel="Withdrawing…"
              variant="quiet"
            />
          )
        }
      />
      <VisitForm action={add} address={address} day={day} />
    </section>
  );
}

/** Labels a button for screen readers with the fact that it is about. */
const aboutFact = ({ startedAt, endedAt }: KnownFact) =>
  startedAt ? `coming on ${formatMoment(startedAt)}` : endedAt ? `leaving on ${formatMoment(endedAt)}` : 'this visit';

function sourceOf({ source, fileId, fileName, line }: KnownFact, filesHref: string) {
  if (source === 'event_code') return 'Check-in with the event’s code';
  if (source === 'scanner') return 'Check-in at the scanner';
  if (source === 'hand') return 'Added here';
  return (
    <>
      <a href={`${filesHref}/${fileId}`} download>
        <bdi>{fileName}</bdi>
      </a>
      , row {line}
    </>
  );
}
