import type { Metadata } from 'next';
import { ContentsList } from '@/components/contents-list';
import { PageHeader } from '@/components/page-header';
import { supportAddress } from '@/lib/platform/env';
import { AccountTopics } from './account-topics';
import { EventTopics } from './event-topics';
import { SpecialTopics } from './special-topics';

export const metadata: Metadata = { title: 'Help' };

const TOPICS = [
  { id: 'in-short', title: 'PDUPS at a glance' },
  { id: 'reporting-events', title: 'Reporting events' },
  { id: 'certificate-count', title: 'Recording the certificate count' },
  { id: 'attendees', title: 'Keeping the roster of attendees' },
  { id: 'share-links', title: 'Letting attendees get their own certificates' },
  { id: 'issuing-certificates', title: 'Issuing certificates' },
  { id: 'revising-events', title: 'Revising events' },
  { id: 'cancelled-events', title: 'Canceled events' },
  { id: 'asynchronous-courses', title: 'Courses that are always open' },
  { id: 'conferences', title: 'Conferences' },
  { id: 'signing-in', title: 'Signing in' },
  { id: 'more-users', title: 'Adding users, changing details' },
  { id: 'yearly', title: 'Yearly agreement and annual report' },
  { id: 'reminders', title: 'Reminders' },
  { id: 'words', title: 'Words' },
  { id: 'contact', title: 'Still need help?' },
] as const;

export default function HelpPage() {
  const address = supportAddress();
  return (
    <>
      <PageHeader title="Help" lead="How to report professional development events and issue official certificates." />
      <div className="help-layout">
        <ContentsList label="On this page" entries={TOPICS} />
        <div className="prose">
          <EventTopics />
          <SpecialTopics />
          <AccountTopics supportAddress={address} />
        </div>
      </div>
    </>
  );
}
