import { cache } from 'react';
import { countWaiting } from '@/lib/notices/list-todo';
import { listWaiting } from '@/lib/requests/list-waiting';
import { requireContext } from '@/lib/users/context';

/** Returns what waits for the person, cached per request: the header shows how much, pages show which. */
export const waitingOfRequest = cache(async () => listWaiting(await requireContext()));

/** Returns how much is on the person's to-do list. */
export const todoCountOfRequest = cache(async () => countWaiting(await requireContext()));

/** Returns the counts that the person owes. */
export async function owedCountsOfRequest() {
  return (await waitingOfRequest()).owed;
}
