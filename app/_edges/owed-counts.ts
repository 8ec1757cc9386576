import { cache } from 'react';
import { listOwedCounts } from '@/lib/events/list-owed-counts';
import { requireContext } from '@/lib/users/context';

/** What waits for the person, asked once a request: the header tells how many, the list below it which. */
export const owedCountsOfRequest = cache(async () => listOwedCounts(await requireContext()));
