/** After the manual's "Usernames and Account Access". */
export function AccountTopics({ supportAddress }: { supportAddress: string }) {
  const support = <a href={`mailto:${supportAddress}`}>{supportAddress}</a>;
  return (
    <>
      <h2 id="signing-in">Signing in</h2>
      <p>
        Sign in with your own username and password. You do not need <code>OPI\</code> in front of the username; if you
        type it, it works too. If you cannot get in, write to {support}.
      </p>
      <p>
        Please keep your username to yourself, also within your organization: some programs you can reach hold
        confidential information.
      </p>

      <h2 id="more-users">More users, changed details</h2>
      <p>
        A colleague who helps with recording gets a username of their own: ask for it at {support}. Write to the same
        address when your organization’s name, phone or other details change; the phone stands on every certificate.
      </p>

      <h2 id="words">Words</h2>
      <dl className="summary-list">
        {WORDS.map(([term, meaning]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>

      <h2 id="contact">Still stuck</h2>
      <p>
        Write to {support}. Say which event you mean and what you tried; never send a password. The{' '}
        <a href="/rules">rules for providers</a> have a page of their own.
      </p>
    </>
  );
}

const WORDS = [
  ['PDU', 'Professional development unit, formerly called renewal unit. PDUPS was RUPS then.'],
  ['Provider or host', 'An organization that is approved to offer events. Both words mean the same.'],
  ['Event', 'One professional development activity that you report.'],
  ['Attendee', 'A person who took part.'],
  ['Certificate count', 'How many certificates you gave out for an event.'],
] as const;
