import { findConference, parseConferenceId } from '@/lib/conferences/find-conference';
import { titledByRecord } from './record-title';

/** Returns the title of a page about one conference. */
export function titledByConference(page?: string) {
  return titledByRecord<{ conferenceId: string }>({
    nameOf: async (ctx, { conferenceId }) => (await findConference(ctx, parseConferenceId(conferenceId)))?.name ?? null,
    kind: 'Conference',
    page,
  });
}
