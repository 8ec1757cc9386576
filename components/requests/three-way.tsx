import type { ThreeWay as Field } from '@/lib/requests/kind';
import { DataTable } from '../data-table';
import { DiffView } from '../diff-view';
import { SummaryList } from '../summary-list';

type Props = {
  fields: Field[];
  moved: boolean;
  decided: boolean;
  side: 'provider' | 'staff';
  /** The request is for something new, which has nothing to be compared with. */
  isNew: boolean;
};

const BLANK = <span className="hint">(blank)</span>;

/**
 * Shows what the provider asked to change: before and after, and a third version when the record was changed in the
 * meantime.
 */
export function ThreeWay({ fields, moved, decided, side, isNew }: Props) {
  const asker = side === 'staff' ? 'the provider' : 'your provider';
  if (fields.length === 0) return null;
  if (isNew) {
    return (
      <section>
        <h2>What {asker} asked for</h2>
        <SummaryList rows={fields.map(({ field, asked }) => ({ term: field, value: <bdi>{asked}</bdi> }))} />
      </section>
    );
  }
  if (!moved || decided) {
    const changes = fields.map(({ field, was, asked }) => ({ field, before: was, after: asked }));
    return (
      <DiffView
        caption={`What ${asker} asked to change`}
        changes={changes}
        beforeLabel="Before"
        afterLabel="As asked"
      />
    );
  }
  return (
    <DataTable
      caption={`What ${asker} asked to change, and what it says now`}
      className="diff-table"
      rows={fields}
      rowKey={({ field }) => field}
      columns={[
        { heading: 'Field', cell: ({ field }) => field },
        { heading: 'When it was asked', cell: ({ was }) => was ?? BLANK },
        { heading: 'Now', cell: ({ now }) => (now ? <del>{now}</del> : BLANK) },
        { heading: 'As asked', cell: ({ asked }) => (asked ? <ins>{asked}</ins> : BLANK) },
      ]}
    />
  );
}
