import { connect } from '@/db/client';
import { systemClock } from '@/lib/platform/clock';
import { confirmProposal } from '@/lib/providers/staff/proposals/decide-proposal';

// A server on which staff confirm the merge of two providers, to be killed by a test in the middle of it.
const { actor, session, ...which } = JSON.parse(process.env.MERGE!);
const db = connect(process.env.MERGE_DATABASE!, { max: 1 });
const ctx = { db, clock: systemClock, requestId: 'doomed', address: '', actor, session };
void confirmProposal(ctx, { ...which, note: '' });
