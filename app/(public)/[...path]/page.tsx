import type { Metadata } from 'next';
import { Refusal } from '@/app/_edges/refusal';
import { AppError } from '@/lib/platform/errors';

export const metadata: Metadata = { title: 'Page not found' };

// A page of its own, and not the framework's `not-found.tsx`: that would be sent along with every page there is.
const NOTHING_HERE = new AppError(
  'not_found',
  'There is nothing at this address. Check it if you typed it, or start again from the menu.',
);

/** Any address that no other page answers. */
export default function NothingHerePage() {
  return <Refusal error={NOTHING_HERE} />;
}
