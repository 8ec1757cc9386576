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

const HEADINGS = ['Came', 'Left', 'Stayed', 'Known from', 'Saved', 'Actions'];

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
      {/* biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away. */}
      <DataTable
        columns="several"
        caption="When this person was there, in Montana’s time"
        head={HEADINGS.map((heading) => (
          <th key={heading} scope="col" role="columnheader">
            {heading === 'Actions' ? <span className="sr-only">Actions</span> : heading}
          </th>
        ))}
      >
        {facts.map((fact) => (
          <tr role="row" key={fact.id}>
            <th scope="row" role="rowheader">
              {fact.startedAt ? formatMoment(fact.startedAt) : fact.day ? formatDay(fact.day) : '–'}
              {fact.withdrawnAt && <span className="sub">Withdrawn on {formatMoment(fact.withdrawnAt)}</span>}
            </th>
            <td role="cell" data-label="Left">
              {fact.endedAt ? formatMoment(fact.endedAt) : '–'}
            </td>
            <td role="cell" data-label="Stayed">
              {fact.lastedSeconds === null ? '–' : `${Math.floor(fact.lastedSeconds / 60)} min`}
            </td>
            <td role="cell" data-label="Known from">
              <span className="wrap-anywhere">{sourceOf(fact, filesHref)}</span>
            </td>
            <td role="cell" data-label="Saved">
              <span>
                {formatMoment(fact.recordedAt)}
                {fact.recordedByName && (
                  <span className="sub">
                    by <bdi>{fact.recordedByName}</bdi>
                  </span>
                )}
              </span>
            </td>
            <td role="cell" className="actions">
              {!fact.withdrawnAt && (
                <ButtonForm
                  action={withdraw(fact.id)}
                  label="Withdraw"
                  about={aboutFact(fact)}
                  pendingLabel="Withdrawing…"
                  variant="quiet"
                />
              )}
            </td>
          </tr>
        ))}
      </DataTable>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away. */}
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
