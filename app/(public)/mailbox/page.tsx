import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Refusal } from '@/app/_edges/refusal';
import NothingHerePage from '@/app/(public)/[...path]/page';
import { SavedEmailView } from '@/components/saved-email';
import { SavedEmailsTable } from '@/components/saved-emails-table';
import { listSavedEmails, mayOpenMailbox, openSavedEmail } from '@/lib/platform/mail/mailbox';

type Props = { searchParams: Promise<{ email?: string | string[] }> };

const askedHost = async () => (await headers()).get('host');

export async function generateMetadata(): Promise<Metadata> {
  return { title: mayOpenMailbox(await askedHost()) ? 'Mailbox' : 'Page not found' };
}

/** Shows emails that would have been sent if a mail server were configured. The page only exists on this machine. */
export default async function MailboxPage({ searchParams }: Props) {
  const host = await askedHost();
  if (!mayOpenMailbox(host)) return <NothingHerePage />;
  const { email } = await searchParams;
  try {
    if (typeof email === 'string') return <SavedEmailView email={await openSavedEmail(host, email)} />;
    return <SavedEmailsTable emails={await listSavedEmails(host)} />;
  } catch (error) {
    return <Refusal error={error} />;
  }
}
