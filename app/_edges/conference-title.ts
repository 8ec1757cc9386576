import type { Metadata } from 'next';
import { findConference, parseConferenceId } from '@/lib/conferences/find-conference';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ conferenceId: string }> };

/**
 * Returns the title of a page about one conference, with the conference's name first: it tells two tabs apart
 * (WCAG 2.4.2). A page about a conference that the person may not see has only its own name.
 */
export function titledByConference(name?: string) {
  return async ({ params }: Props): Promise<Metadata> => {
    const { conferenceId } = await params;
    const title = await nameOf(conferenceId).catch(() => null);
    return { title: [title, name].filter(Boolean).join(': ') || 'Conference' };
  };
}

async function nameOf(conferenceId: string): Promise<string | null> {
  const conference = await findConference(await requireContext(), parseConferenceId(conferenceId));
  return conference?.name ?? null;
}
