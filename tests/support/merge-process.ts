import { connect } from '@/db/client';
import { mergeAttendees } from '@/lib/certificates/duplicates/decide-duplicates';
import { systemClock } from '@/lib/platform/clock';

// A server that merges two attendees, to be killed by a test in the middle of it.
const { actor, eventId, attendees } = JSON.parse(process.env.MERGE!);
const db = connect(process.env.MERGE_DATABASE!, { max: 1 });
void mergeAttendees({ db, clock: systemClock, requestId: 'doomed', address: '', actor }, { eventId, attendees });
