import type { UploadAbout, UploadedLine } from '@/db/schema';
import { type JsonBatch, jsonBatches } from '@/lib/platform/json-batches';
import { saysTimeOfPeople } from '../attendance/read-report';
import { whyNotTheseColumns } from './columns';
import { beyondAscii, describeList, type ListDescription } from './describe-list';
import type { Matching } from './matching';
import { CLEANINGS, type Cleaning } from './names';
import { planImport, planUnderstood } from './plan';
import type { PlannedLine, Rostered } from './planned';
import { readMatching } from './read-matching';
import { LOOKED_AT } from './read-upload';
import {
  choiceOf,
  findRemembered,
  isOwnChoice,
  type Remembered,
  type RememberedChoice,
  topLinesOf,
  withChoice,
} from './remembered';
import type { MarkedWord } from './status-column';
import { understand } from './understand';

type SearchParams = Parameters<typeof readMatching>[0];

/** What planning needs, with lines and roster as JSON, as the database writes them. */
type Order = { lines: string; about: UploadAbout; roster: string; event: { hours: string } };

export type PreviewOrder = Order & { hasFile: boolean; params: SearchParams; remembered: Remembered };

/** What importing a list would do, as far as a page shows it. */
export type ImportPreview = ListDescription & {
  matching: Matching;
  /** Whether the columns are matched as the provider matched its last list with these headings. */
  remembered: boolean;
  /** Why nothing can be imported with these columns; null when something can. */
  why: string | null;
  heading: UploadedLine | null;
  firstRows: string[][];
  topLines: UploadedLine[];
  marks: MarkedWord[];
  /** The cleanings that change a name, or that are turned off. */
  cleanings: Cleaning[];
  /** How many rows there are of each kind. */
  counts: Record<PlannedLine['kind'], number>;
  /** How many rows are imported when nobody chooses among them. */
  ready: number;
  /** Whether any row can be imported. */
  isImportable: boolean;
  /** Whether all rows are in `plan`, so that each can be checked. */
  isWhole: boolean;
  /** The rows that the page shows, by kind: all of them, or the first ones of a long list. */
  plan: PlannedLine[];
  saysTime: boolean;
  /** Some words that show whether the encoding is right. */
  sample: string;
};

/** A longer list is imported as a whole: of its rows only these many of a kind are shown, and none can be left out. */
const CHECKABLE = 500;
const SHOWN_OF_LONG = 100;

/** Complaints come first: they are what somebody has to look at. */
const ORDER: PlannedLine['kind'][] = ['wrong', 'changed', 'new', 'added', 'repeated', 'same'];

/**
 * Plans the import of an uploaded list for its preview. Runs in a worker thread, because 20,000 rows take long, and
 * returns only what the page shows.
 */
export function previewUpload({ about, hasFile, params, remembered, event, ...order }: PreviewOrder): ImportPreview {
  const lines: UploadedLine[] = JSON.parse(order.lines);
  const roster: Rostered[] = JSON.parse(order.roster);
  const found = matchingFor(lines, params, remembered);
  const { matching } = found;
  const understanding = understand(lines, matching, about.hidden);
  const why = whyNotTheseColumns(matching.columns);
  const plan = why ? [] : planUnderstood(understanding, matching, { roster, event });
  const counts = { new: 0, changed: 0, same: 0, added: 0, repeated: 0, wrong: 0 };
  for (const { kind } of plan) counts[kind]++;
  const isWhole = plan.length <= CHECKABLE;
  const { heading, rows, marks } = understanding;
  return {
    ...describeList(understanding, plan, about),
    ...found,
    why,
    heading,
    firstRows: rows.slice(0, 3).map(([, cells]) => cells),
    topLines: topLinesOf(lines, heading?.[0]),
    marks,
    cleanings: CLEANINGS.filter(
      (cleaning) => matching.off?.includes(cleaning) || plan.some(({ cleaned }) => cleaned.includes(cleaning)),
    ),
    counts,
    ready: plan.filter(({ kind, doubt }) => (kind === 'new' || kind === 'changed') && doubt === null).length,
    isImportable: plan.some((each) => 'person' in each || each.takenFor !== null),
    isWhole,
    plan: ORDER.flatMap((kind) => {
      const some = plan.filter((each) => each.kind === kind);
      return isWhole ? some : some.slice(0, SHOWN_OF_LONG);
    }),
    saysTime: hasFile && saysTimeOfPeople(lines.slice(0, LOOKED_AT), about),
    sample: about.encoding ? beyondAscii(lines) : '',
  };
}

/**
 * Returns how to read the list: as the person chose on the page, or else as their provider chose for its last list with
 * these headings, or else as the list itself suggests (also on request: `guess=yes`).
 */
function matchingFor(
  lines: readonly UploadedLine[],
  params: SearchParams,
  remembered: Remembered,
): { matching: Matching; remembered: boolean } {
  const matching = readMatching(params, lines);
  if (remembered.size === 0 || params.matched === 'yes' || params.guess === 'yes')
    return { matching, remembered: false };
  const { heading } = understand(lines, matching);
  const found = findRemembered(remembered, { lines, heading, use: 'roster' });
  const chosen = found && withChoice(matchingBelow(lines, found.heading, matching), found.choice);
  return { matching: chosen ?? matching, remembered: chosen !== null };
}

/** Returns what the list suggests below these headings. */
function matchingBelow(lines: readonly UploadedLine[], [headingLine]: UploadedLine, guess: Matching): Matching {
  if (guess.headingLine === headingLine) return guess;
  const below = { headings: true, headingLine };
  return { ...guess, ...below, columns: understand(lines, below).columns };
}

export type PlanOrder = Order & {
  matching: Matching;
  /** The rows that somebody checked; null for all rows without a doubt. */
  checked: number[] | null;
  apart: { rows: number[]; by: number };
};

/** The changes of an import, as the database reads them. */
export type ImportPlan = {
  added: JsonBatch[];
  changed: JsonBatch[];
  /** The people whom the list marks as completed, as the roster does. */
  confirmed: number[];
  /** Identities of new people who are not the people on the roster with the same names. */
  apart: [savedId: number, identity: string][];
  heading: UploadedLine | null;
  /** What the person chose other than what the list suggests; null when it is the same. */
  choice: RememberedChoice | null;
};

/** Plans the import of the chosen rows of an uploaded list. Runs in a worker thread. */
export function planUpload({ about, matching, checked, apart, event, ...order }: PlanOrder): ImportPlan {
  const lines: UploadedLine[] = JSON.parse(order.lines);
  const ticked = checked ? new Set(checked) : undefined;
  const plan = planImport(lines, matching, {
    roster: JSON.parse(order.roster),
    event,
    hidden: about.hidden,
    checked: ticked,
    apart: { rows: new Set(apart.rows), by: apart.by },
  }).filter(({ line, doubt }) => (ticked ? ticked.has(line) : doubt === null));
  const added = plan.flatMap((each) => (each.kind === 'new' ? [each] : []));
  const changed = plan.flatMap((each) => (each.kind === 'changed' ? [each] : []));
  return {
    added: jsonBatches(added.map(({ person }) => person)),
    changed: jsonBatches(changed.map(({ saved: { id, version }, person }) => ({ id, version, ...person }))),
    confirmed: plan.flatMap((each) => (each.kind === 'same' && each.marks ? [each.saved.id] : [])),
    apart: added.flatMap(({ takenFor, person }) => (takenFor ? [[takenFor.id, person.identity]] : [])),
    ...ownChoice(lines, matching),
  };
}

function ownChoice(lines: readonly UploadedLine[], matching: Matching): Pick<ImportPlan, 'heading' | 'choice'> {
  const guess = understand(lines).heading;
  const { heading, columns } = understand(lines, { headings: matching.headings, headingLine: matching.headingLine });
  const isMoved = heading?.[0] !== guess?.[0];
  const isOwn = isMoved || isOwnChoice(matching, { ...matching, columns, marks: {}, off: [] });
  return { heading, choice: isOwn ? choiceOf(matching) : null };
}
