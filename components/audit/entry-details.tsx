import { DiffView } from '../diff-view';
import { SummaryList } from '../summary-list';

type Details = Record<string, unknown>;

/** Shows what an entry says besides who, what and when: changes as before and after, the rest as a list. */
export function EntryDetails({ details }: { details: Details | null }) {
  if (details === null) return <p>The details were erased by an approved disposal run.</p>;
  const { before, after, changes, ...rest } = details;
  const differences = [
    ...('after' in details && 'before' in details ? [differenceOf('Value', { before, after })] : []),
    ...(isObject(changes)
      ? Object.entries(changes).map(([field, change]) => differenceOf(labelOf(field), change))
      : []),
  ];
  const others = Object.entries(
    'after' in details && !('before' in details) && isObject(after) ? { ...rest, ...after } : rest,
  );
  return (
    <>
      {differences.length > 0 && <DiffView caption="What changed" captionHidden changes={differences} />}
      {others.length > 0 && (
        <SummaryList
          rows={others.map(([field, value]) => ({
            term: labelOf(field),
            value: <span className="prose-lines wrap-anywhere">{inWords(value)}</span>,
          }))}
        />
      )}
    </>
  );
}

/** Returns whether an entry has details to show. */
export function hasDetails(details: Details | null): boolean {
  return details === null || Object.keys(details).length > 0;
}

function differenceOf(field: string, change: unknown) {
  const { before, after } = isObject(change) ? change : {};
  return { field, before: inWords(before), after: inWords(after) };
}

function isObject(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Turns a field's name in code into words: “firstDay” into “First day”. */
function labelOf(field: string): string {
  const words = field
    .replaceAll(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (isObject(value)) {
    return Object.entries(value)
      .map(([field, each]) => `${labelOf(field)}: ${inWords(each)}`)
      .join('\n');
  }
  return String(value);
}
