import type { Metadata } from 'next';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { CodeSample } from '@/components/code-sample';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { LEARNER_SAMPLE, LINK_SAMPLES, REQUEST_SAMPLE, SAMPLE_ADDRESS } from '@/lib/learning-systems/link-samples';
import { MOST_DAYS } from '@/lib/learning-systems/signed-link';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'How to connect a learning system' };

const FIELDS = [
  { term: 'eventId', value: 'The event’s number, as in the address of its page.' },
  { term: 'learnerId', value: 'Your own lasting id of the learner. A request can do without it.' },
  { term: 'name', value: 'As the certificate prints it, in any script.' },
  { term: 'units', value: 'What the learner earned: a number in quarter steps, at most the event’s.' },
  {
    term: 'completedOn',
    value: 'The day in Montana as YYYY-MM-DD: not before the event began, and not a day to come.',
  },
  {
    term: 'email, school, educatorNumber',
    value: 'If you know them. School and educator number are printed. Never send a Social Security number.',
  },
  {
    term: 'expires',
    value: `In a link: when it ends, in seconds since 1970. At most ${MOST_DAYS} days; an hour is good.`,
  },
  {
    term: 'montanaEducator',
    value: 'In a request: true, once the learner has said so. With a link, the learner says so here.',
  },
];

/** For those who look after a course's system. docs/learning-systems.md says the same at more length. */
export default function LearningSystemsHelp() {
  const here = (code: string) => code.replaceAll(SAMPLE_ADDRESS, env().APP_URL);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Help', href: '/help' }, { label: 'How to connect a learning system' }]} />
      <PageHeader
        title="How to connect a learning system"
        lead="An online course can hand out its certificates by itself, to learners who completed it and say that they are Montana educators."
      />
      <div className="prose">
        <h2>First, a key</h2>
        <p>
          A manager of the provider makes a key under <a href="/learning-systems">Learning systems</a>. It has an id and
          a secret. The secret is shown once; keep it on your server, never in a page or an app. Then choose one of two
          ways.
        </p>
        <h2>What you tell of a learner</h2>
      </div>
      <div className="field-names">
        <SummaryList rows={FIELDS} />
      </div>
      <div className="prose">
        <p>
          The same learner of the same event gets the same certificate, however often you ask. To correct a name, or to
          issue again what was revoked, use the event’s pages.
        </p>
        <h2 id="links">A signed link</h2>
        <p>
          Show it to the learner at the end of the course. The learner sees the event and the name, ticks “I completed
          this event” and “I am a Montana educator”, and gets the certificate. Make the link when your page is shown: it
          then carries the name as it is, and can expire soon.
        </p>
      </div>
      {LINK_SAMPLES.map(({ language, code }) => (
        <CodeSample key={language} title={language} code={here(code)} />
      ))}
      <CodeSample title="The call, in JavaScript" code={LEARNER_SAMPLE} />
      <div className="prose">
        <h2 id="requests">A request from your server</h2>
        <p>
          For a system that shows or mails the certificate itself. Ask the learner first. Send the same Idempotency-Key
          when you send a request again, and it is carried out once.
        </p>
      </div>
      <CodeSample title="The request" code={here(REQUEST_SAMPLE)} />
      <div className="prose">
        <p>
          The answer holds the serial, where to check the certificate, and where to fetch the file. Everything else is
          in <a href="/api/v1/openapi.json">the description of the endpoint (OpenAPI 3.1)</a>, from which most tools
          make a client by themselves.
        </p>
      </div>
    </>
  );
}
