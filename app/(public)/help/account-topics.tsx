/** Follows the manual's "Usernames and Account Access". */
export function AccountTopics({ supportAddress }: { supportAddress: string }) {
  const support = <a href={`mailto:${supportAddress}`}>{supportAddress}</a>;
  return (
    <>
      <h2 id="signing-in">Signing in</h2>
      <p>
        Sign in with your own username and password. You do not need <code>OPI\</code> in front of the username, but it
        works if you do. If you can’t sign in, email {support}.
      </p>
      <p>
        Don’t share your username, even within your organization; some of the programs you can open contain confidential
        information.
      </p>

      <h2 id="more-users">Adding users, changing details</h2>
      <p>
        A colleague who helps you needs their own username. A manager at your provider invites them under{' '}
        <a href="/users">Users</a>. When your organization’s name, phone or other details change, a manager asks for it
        under <a href="/our-information">Our information</a>; name and phone are printed on every certificate.
      </p>

      <h2 id="yearly">Yearly agreement and annual report</h2>
      <p>
        Each reporting year, from July 1 to June 30, your organization agrees to the rules, and reports its events and
        attendees to the agency after the year. <a href="/our-information#yearly">Our information</a> says what is due
        and by when. A manager signs both there.
      </p>
      <p>
        PDUPS fills in the report from your events, with their dates, locations, schedules and number of participants.
        Its page has five parts: the agreement, events that ended, courses that are always open, the summary, and your
        contacts. Each says whether it is done, and links to the form for what is missing. From July 1 on, a manager
        checks it and signs once. If a count can’t be found, say why in a sentence; the report goes in with it. Example:
        the report of 2026–27 covers the events that ended by June 30, 2027; sign it by September 30, 2027, unless the
        agency set another day. Then the reminders stop. The names of the participants stay on your rosters.
      </p>

      <h2 id="reminders">Reminders</h2>
      <p>
        What waits for you is on the to-do list of the Secure Portal: events without a certificate count, claims to
        decide, questions about your requests, courses that end soon or need a count up to June 30, and for managers the
        yearly agreement and the annual report. You also get one email a day at most, on business days at 8 a.m.
        Example: an event ends on Tuesday; if its count is not recorded by Wednesday morning, the person who entered it
        gets an email with a button that opens the form. Once you record the count, the reminders stop. Choose what you
        get by email under <a href="/account/notices">My account, Reminders</a>.
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

      <h2 id="contact">Still need help?</h2>
      <p>
        Email {support}. Tell us which event it is about and what you tried. Never send a password. The{' '}
        <a href="/rules">rules for providers</a> are on their own page.
      </p>
    </>
  );
}

const WORDS = [
  ['PDU', 'Professional development unit, formerly called renewal unit. PDUPS is formerly RUPS.'],
  ['Provider or host', 'An organization approved to offer events. Both words mean the same thing.'],
  ['Event', 'One professional development activity that you report.'],
  ['Attendee', 'A person who took part.'],
  ['Certificate count', 'How many certificates you gave out for an event.'],
] as const;
