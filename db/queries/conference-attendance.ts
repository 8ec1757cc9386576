import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { agendaItems, attendanceFacts, attendanceFiles, attendanceRules, events } from '../schema';

// The caller has checked access to the conference.

/** Lists the current rule of each session whose attendance was counted. */
export async function listRulesOfSessions(db: Queryable, conferenceId: number) {
  return db
    .selectDistinctOn([attendanceRules.eventId], {
      eventId: attendanceRules.eventId,
      sessions: attendanceRules.sessions,
      breaks: attendanceRules.breaks,
      leastPercent: attendanceRules.leastPercent,
    })
    .from(attendanceRules)
    .innerJoin(events, eq(events.id, attendanceRules.eventId))
    .where(eq(events.conferenceId, conferenceId))
    .orderBy(asc(attendanceRules.eventId), desc(attendanceRules.id));
}

/** Lists the items of the agendas of a conference's sessions. */
export async function listAgendasOfSessions(db: Queryable, conferenceId: number) {
  return db
    .select({
      eventId: agendaItems.eventId,
      heldOn: agendaItems.heldOn,
      startsAt: sql<string>`to_char(${agendaItems.startsAt}, 'HH24:MI')`,
      endsAt: sql<string>`to_char(${agendaItems.endsAt}, 'HH24:MI')`,
      counts: agendaItems.counts,
    })
    .from(agendaItems)
    .innerJoin(events, eq(events.id, agendaItems.eventId))
    .where(eq(events.conferenceId, conferenceId))
    .orderBy(asc(agendaItems.eventId), asc(agendaItems.position));
}

const isWithdrawn = sql`exists (select from attendance_facts w where w.withdraws = ${attendanceFacts.id})`;

/** Lists the reports that count for people at a conference's sessions. */
export async function listReportsOfSessions(db: Queryable, conferenceId: number) {
  return db
    .selectDistinct({ eventId: attendanceFiles.eventId, sha256: attendanceFiles.sha256 })
    .from(attendanceFiles)
    .innerJoin(events, eq(events.id, attendanceFiles.eventId))
    .innerJoin(attendanceFacts, eq(attendanceFacts.fileId, attendanceFiles.id))
    .where(
      and(eq(events.conferenceId, conferenceId), sql`${attendanceFacts.kind} <> 'withdrawn'`, sql`not ${isWithdrawn}`),
    );
}

/** Lists the sessions where people checked in. */
export async function listSessionsWithCheckIns(db: Queryable, conferenceId: number): Promise<number[]> {
  const rows = await db
    .selectDistinct({ eventId: attendanceFacts.eventId })
    .from(attendanceFacts)
    .innerJoin(events, eq(events.id, attendanceFacts.eventId))
    .where(
      and(
        eq(events.conferenceId, conferenceId),
        sql`${attendanceFacts.kind} in ('in', 'out')`,
        sql`not ${isWithdrawn}`,
      ),
    );
  return rows.map(({ eventId }) => eventId);
}
