import type { Metadata } from 'next';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { CodeSample } from '@/components/code-sample';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import {
  CORRECTION_SAMPLE,
  LEARNER_SAMPLE,
  LINK_SAMPLES,
  REQUEST_SAMPLE,
  SAMPLE_ADDRESS,
} from '@/lib/learning-systems/link-samples';
import { MAX_DAYS } from '@/lib/learning-systems/signed-link';
import { env } from '@/lib/platform/env';
import { MESSAGE_SAMPLE, WEBHOOK_SAMPLES } from '@/lib/webhooks/samples';

export const metadata: Metadata = { title: 'How to connect a learning system' };

const FIELDS = [
  { term: 'eventId', value: 'The event’s number, as shown in its page address.' },
  {
    term: 'learnerId',
    value: 'Your permanent ID for the learner, never a Social Security number. Optional in a request.',
  },
  { term: 'name', value: 'As it should appear on the certificate, in any script.' },
  { term: 'units', value: 'Units earned, in quarter steps, up to the event’s units: 6.25 or "6.25".' },
  {
    term: 'completedOn',
    value:
      'A time with its offset from UTC, such as 2026-05-03T21:30:00-06:00, or a date as YYYY-MM-DD; no earlier than the event’s start and not in the future. Today’s date anywhere on earth counts as today in Montana.',
  },
  {
    term: 'email, school, educatorNumber',
    value: 'If known. School and educator number are printed. Never send a Social Security number.',
  },
  {
    term: 'expires',
    value: `In a link: when it expires, in seconds since 1970. At most ${MAX_DAYS} days; one hour is recommended.`,
  },
  {
    term: 'montanaEducator',
    value: 'In a request: true, after the learner confirms. With a link, the learner confirms here.',
  },
];

/** Shows help for people who manage a course's system; docs/learning-systems.md has more detail. */
export default function LearningSystemsHelp() {
  const here = (code: string) => code.replaceAll(SAMPLE_ADDRESS, env().APP_URL);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Help', href: '/help' }, { label: 'How to connect a learning system' }]} />
      <PageHeader
        title="How to connect a learning system"
        lead="An online course can issue certificates automatically to learners who completed it and state that they are Montana educators."
      />
      <div className="prose">
        <h2>First, a key</h2>
        <p>
          A manager at the provider creates a key under <a href="/learning-systems">Learning systems</a>. It has an ID
          and a secret. The secret is shown once; keep it on your server, never in a page or an app. Then choose one of
          the two ways below.
        </p>
        <p>
          A key gets only certificates of events that are signed digitally, unless its manager chooses otherwise. Sign
          the event first. For an event that is not signed, a request gets <code>409</code> and a link says that the
          certificate is not ready yet. <code>signed</code> in each response says which certificate it is.
        </p>
        <h2>Learner fields</h2>
      </div>
      <div className="field-names">
        <SummaryList rows={FIELDS} />
      </div>
      <div className="prose">
        <p>
          The same learner gets the same certificate for an event, no matter how many times you ask. To replace a
          revoked certificate, use the event’s pages.
        </p>
        <h2 id="links">A signed link</h2>
        <p>
          Show it to the learner at the end of the course. The learner sees the event and the name, checks “I completed
          this event” and “I am a Montana educator”, and gets the certificate. Create the link when your page is shown,
          so that it has the current name and can expire soon.
        </p>
      </div>
      {LINK_SAMPLES.map(({ language, code }) => (
        <CodeSample key={language} title={language} code={here(code)} />
      ))}
      <CodeSample title="The call, in JavaScript" code={LEARNER_SAMPLE} />
      <div className="prose">
        <h2 id="requests">A request from your server</h2>
        <p>
          For a system that shows or emails the certificate itself. Ask the learner first. Send the same Idempotency-Key
          when you retry a request, and it is carried out only once.
        </p>
      </div>
      <CodeSample title="The request" code={here(REQUEST_SAMPLE)} />
      <div className="prose">
        <p>The response contains the serial number, where to check the certificate and where to get the file.</p>
        <h2 id="corrections">Correct or revoke a certificate</h2>
        <p>
          Send what is wrong, with its right value, and the reason. The response has the serial number of the new
          certificate; people who check the old one see that it was replaced. To revoke one permanently, send only the
          reason to …/revoke.
        </p>
      </div>
      <CodeSample title="The correction" code={here(CORRECTION_SAMPLE)} />
      <div className="prose">
        <h2 id="webhooks">Webhooks</h2>
        <p>
          PDUPS notifies your system when a certificate is issued, corrected or revoked, or when an event’s certificate
          count is due. A manager adds the address under <a href="/learning-systems/webhooks">Webhooks</a> and gives you
          the secret. Messages follow Standard Webhooks, for which there are packages in most languages.
        </p>
      </div>
      <CodeSample title="A message" code={MESSAGE_SAMPLE} />
      <div className="prose">
        <p>
          Check the signature before you read a message, and answer with 2xx within 10 seconds. A message that fails is
          sent again for about a day. The same message can come twice; its webhook-id is then the same.
        </p>
      </div>
      {WEBHOOK_SAMPLES.map(({ language, code }) => (
        <CodeSample key={language} title={`Check a signature, in ${language}`} code={code} />
      ))}
      <div className="prose">
        <p>
          Everything else is in <a href="/api/v1/openapi.json">the API description (OpenAPI 3.1)</a>, from which most
          tools can generate a client.
        </p>
      </div>
    </>
  );
}
