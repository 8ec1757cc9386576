import { connect } from '@/db/client';
import { systemClock } from '@/lib/platform/clock';
import { approveRequest } from '@/lib/requests/decide-request';

// A server that approves a request, to be killed by a test in the middle of it.
const { actor, requestId, saw, ...choices } = JSON.parse(process.env.APPROVAL!);
const db = connect(process.env.APPROVAL_DATABASE!, { max: 1 });
void approveRequest(
  { db, clock: systemClock, requestId: 'doomed', address: '', actor },
  { note: null, unsigned: false, ...choices, requestId, saw },
);
