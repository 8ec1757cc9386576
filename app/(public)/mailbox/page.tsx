import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Refusal } from '@/app/_edges/refusal';
import NothingHerePage from '@/app/(public)/[...path]/page';
import { LandedLetterView } from '@/components/landed-letter';
import { LandedLettersTable } from '@/components/landed-letters-table';
import { listLandedLetters, mayOpenMailbox, openLandedLetter } from '@/lib/platform/mail/mailbox';

type Props = { searchParams: Promise<{ letter?: string | string[] }> };

const askedHost = async () => (await headers()).get('host');

export async function generateMetadata(): Promise<Metadata> {
  return { title: mayOpenMailbox(await askedHost()) ? 'Mailbox' : 'Page not found' };
}

/** Letters that would have been sent, had a mail server been named. Anywhere but on this machine there is no such page. */
export default async function MailboxPage({ searchParams }: Props) {
  const host = await askedHost();
  if (!mayOpenMailbox(host)) return <NothingHerePage />;
  const { letter } = await searchParams;
  try {
    if (typeof letter === 'string') return <LandedLetterView letter={await openLandedLetter(host, letter)} />;
    return <LandedLettersTable letters={await listLandedLetters(host)} />;
  } catch (error) {
    return <Refusal error={error} />;
  }
}
