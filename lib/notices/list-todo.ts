import { countTodo, listTodo as listRows, type Side, type TodoOf, waitsFor } from '@/db/queries/notices';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import type { SettingValue } from '@/lib/settings/definitions';
import { settingNow } from '@/lib/settings/read-setting';
import { recentReminders } from '@/lib/settings/recent-reminders';
import type { NoticeKind, NoticeLine } from './kind';
import { NOTICE_KINDS } from './kinds';
import { waitsFrom } from './rules';
import { counted } from './words';

/** Of each kind, so that hundreds of one kind do not hide the others. */
const SHOWN = 5;
const COUNTED = 100;

/** Something that waits for a person. */
export type TodoItem = NoticeLine & {
  kind: string;
  subjectId: number;
  since: Day;
  canWait: boolean;
};

export type TodoList = {
  /** Longest waiting first. */
  items: TodoItem[];
  /** Kinds of which there are more. */
  more: { label: string; path: string }[];
};

/** What waits for people here: at the provider they work for, or at the agency. Null: nothing does, as for viewers. */
function whoseTodo({ actor, clock }: Context): { side: Side; of: TodoOf } | null {
  const { userId } = actor;
  const today = clock.today();
  const may = (capability: 'request.decide' | 'settings.change' | 'event.report' | 'user.manage') =>
    whyNotAllowed(actor, capability) === null;
  if (may('request.decide')) {
    return { side: 'agency', of: { userId, providerId: null, senior: may('settings.change'), today } };
  }
  const place = placeOf(actor);
  if (!place || !may('event.report')) return null;
  return { side: 'provider', of: { userId, providerId: place.providerId, senior: may('user.manage'), today } };
}

function todoKinds(ctx: Context, side: Side, setting: SettingValue<'reminders'>) {
  const kinds = NOTICE_KINDS.filter((kind) => kind.side === side && kind.todoCause !== null);
  return Promise.all(kinds.map((kind) => asked(ctx, kind, { today: ctx.clock.today(), setting })));
}

async function asked(
  { db }: Pick<Context, 'db'>,
  kind: NoticeKind,
  { today, setting }: { today: Day; setting: SettingValue<'reminders'> },
) {
  const cause = await (kind.todoCause ?? kind.cause)({ db, today });
  return { kind: kind.name, cause, from: waitsFrom(kind, setting), canBeOff: kind.canBeOff };
}

/** Returns what waits for the person, longest waiting first, without what they put off. */
export async function listTodo(ctx: Context): Promise<TodoList> {
  const whose = whoseTodo(ctx);
  if (!whose) return { items: [], more: [] };
  const kinds = await todoKinds(ctx, whose.side, await settingNow(ctx, 'reminders'));
  const rows = await listRows(ctx.db, kinds, whose.of, COUNTED + 1);
  const list: TodoList = { items: [], more: [] };
  for (const kind of NOTICE_KINDS) {
    const ofKind = rows.filter((row) => row.kind === kind.name).map(({ cause }) => cause);
    for (const facts of ofKind.slice(0, SHOWN)) {
      const { subjectId, since } = facts;
      const line = kind.line({ ...facts, today: whose.of.today });
      list.items.push({ ...line, kind: kind.name, subjectId, since, canWait: kind.canWait });
    }
    const rest = ofKind.length - SHOWN;
    if (rest > 0) {
      const number = ofKind.length > COUNTED ? `More than ${COUNTED - SHOWN} others` : counted(rest, 'other');
      list.more.push({ label: `${number}: ${kind.list.label}`, path: kind.list.path });
    }
  }
  list.items.sort((a, b) => a.since.localeCompare(b.since) || a.subjectId - b.subjectId);
  return list;
}

/** Counts the same for the header of every page, of each kind up to 100. A changed setting may take half a minute. */
export async function countWaiting(ctx: Context): Promise<number> {
  const whose = whoseTodo(ctx);
  if (!whose) return 0;
  return countTodo(ctx.db, await todoKinds(ctx, whose.side, await recentReminders(ctx)), whose.of, COUNTED);
}

/** Returns whether this waits for the person and may wait longer. */
export async function canBePutOff(ctx: Context, kindName: string, subjectId: number): Promise<boolean> {
  const whose = whoseTodo(ctx);
  const kind = NOTICE_KINDS.find(({ name, side, canWait }) => name === kindName && side === whose?.side && canWait);
  if (!whose || !kind || kind.todoCause === null) return false;
  const setting = await settingNow(ctx, 'reminders');
  return waitsFor(ctx.db, await asked(ctx, kind, { today: whose.of.today, setting }), whose.of, subjectId);
}
