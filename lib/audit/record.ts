import type { Queryable } from '@/db/client';
import { insertAuditEntries, type NewAuditEntry } from '@/db/queries/audit';
import { type Actor, personOf, userIdOf, VISITOR, type Visitor } from '@/lib/access/actor';
import type { Visit } from '@/lib/platform/visit';
import type { AuditEntry } from './entries';

/** What an entry takes from the context of the use case that writes it. */
export type Recorder = Pick<Visit, 'clock' | 'requestId' | 'address'> & { actor: Actor | Visitor };

/** Marks the visit as not signed in, for logging what visitors do, such as typing a wrong password. */
export function asVisitor<V extends Visit>(visit: V): V & { actor: Visitor } {
  return { ...visit, actor: VISITOR };
}

/**
 * Writes what happened to the append-only log, in the transaction that made it happen. Locks nothing: the entry is chained
 * to the others when the transaction commits.
 */
export async function record(tx: Queryable, ctx: Recorder, entry: AuditEntry): Promise<void> {
  await recordAll(tx, ctx, [entry]);
}

/** Writes several things that happened at once, in their order. */
export async function recordAll(tx: Queryable, ctx: Recorder, entries: readonly AuditEntry[]): Promise<void> {
  const at = ctx.clock.now();
  const who = columnsOf(ctx.actor);
  await insertAuditEntries(
    tx,
    entries.map(({ action, subject, details = {} }) => {
      const [subjectType, id] = subject.split(':') as [NewAuditEntry['subjectType'], string];
      return {
        at,
        ...who,
        action,
        subjectType,
        subjectId: id === 'unknown' ? null : Number(id),
        // A change in somebody's membership at a provider concerns the provider, too.
        providerOfUser: 'providerId' in details && typeof details.providerId === 'number' ? details.providerId : null,
        requestId: ctx.requestId,
        address: ctx.address === '' ? null : ctx.address,
        details: details as Record<string, unknown>,
      };
    }),
  );
}

function columnsOf(actor: Actor | Visitor) {
  const person = personOf(actor);
  return {
    actorKind: actor.kind,
    actorId: actorIdOf(actor),
    actorThrough: actor.kind === 'attendee' ? throughOf(actor.through) : null,
    userId: userIdOf(actor),
    onBehalfOf: (person?.kind === 'staff' && person.onBehalfOf?.providerId) || null,
  };
}

function actorIdOf(actor: Actor | Visitor): string | null {
  switch (actor.kind) {
    case 'provider':
    case 'staff':
      return String(actor.userId);
    case 'attendee':
      return actor.attendeeId === null ? null : String(actor.attendeeId);
    case 'learning_system':
      return actor.publicId;
    case 'job':
      return actor.name;
    case 'command_line':
      return actor.command;
    case 'visitor':
      return null;
  }
}

function throughOf(through: Extract<Actor, { kind: 'attendee' }>['through']): string {
  switch (through.kind) {
    case 'course_link':
      return `${through.kind}:${through.publicId}`;
    case 'check_in_code':
      return `${through.kind}:${through.codeId}`;
    default:
      return `${through.kind}:${through.linkId}`;
  }
}
