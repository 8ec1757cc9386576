type Props = { eventId: number; problems: { attendeeId: number; name: string; problem: string }[]; total: number };

/** Lists the people a bulk run could not serve, and what to do for each. */
export function RunProblems({ eventId, problems, total }: Props) {
  if (problems.length === 0) return null;
  return (
    <section>
      <h2>{total === 1 ? '1 person did not get one' : `${total.toLocaleString('en-US')} people did not get one`}</h2>
      <dl className="summary-list">
        {problems.map(({ attendeeId, name, problem }) => (
          <div key={attendeeId}>
            <dt dir="auto">{name}</dt>
            <dd>{problem}</dd>
          </div>
        ))}
      </dl>
      {total > problems.length && <p className="hint">Only the first {problems.length} are shown.</p>}
      <p>
        <a href={`/events/${eventId}/attendees`}>Correct the roster</a>
      </p>
    </section>
  );
}
