import type { Metadata } from 'next';
import { Refusal } from '@/app/_edges/refusal';
import { AppError } from '@/lib/platform/errors';

export const metadata: Metadata = { title: 'Page not found' };

// A separate page instead of the framework's `not-found.tsx`, which would be sent along with every page.
const NOTHING_HERE = new AppError(
  'not_found',
  'There is nothing at this address. If you typed it, check it, or choose a page from the menu.',
);

/** Answers any URL that no other page handles. */
export default function NothingHerePage() {
  return <Refusal error={NOTHING_HERE} />;
}
