import type { Metadata } from 'next';
import { ContentsList } from '@/components/contents-list';
import { PageHeader } from '@/components/page-header';
import { supportAddress } from '@/lib/platform/env';
import { AccountTopics } from './account-topics';
import { EventTopics } from './event-topics';
import { SpecialTopics } from './special-topics';

export const metadata: Metadata = { title: 'Help' };

const TOPICS = [
  { id: 'in-short', title: 'PDUPS in short' },
  { id: 'reporting-events', title: 'Reporting events' },
  { id: 'certificate-count', title: 'Recording the certificate count' },
  { id: 'attendees', title: 'Keeping the roster of attendees' },
  { id: 'share-links', title: 'Letting attendees get their certificates themselves' },
  { id: 'issuing-certificates', title: 'Issuing certificates' },
  { id: 'revising-events', title: 'Revising events' },
  { id: 'cancelled-events', title: 'Cancelled events' },
  { id: 'asynchronous-courses', title: 'Asynchronous online courses' },
  { id: 'conferences', title: 'Conferences' },
  { id: 'signing-in', title: 'Signing in' },
  { id: 'more-users', title: 'More users, changed details' },
  { id: 'words', title: 'Words' },
  { id: 'contact', title: 'Still stuck' },
] as const;

export default function HelpPage() {
  const address = supportAddress();
  return (
    <>
      <PageHeader
        title="Help"
        lead="How to report professional development events and issue official certificates, in short."
      />
      <div className="help-layout">
        <ContentsList label="On this page" entries={TOPICS} />
        <div className="prose">
          <EventTopics supportAddress={address} />
          <SpecialTopics />
          <AccountTopics supportAddress={address} />
        </div>
      </div>
    </>
  );
}
