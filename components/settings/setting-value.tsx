import { formatDay } from '@/lib/platform/days';
import { fieldsOf, type SettingName, type SettingValue } from '@/lib/settings/definitions';
import { SummaryList } from '../summary-list';

type Props = { name: SettingName; value: SettingValue };

/** Shows what a setting says, field by field. */
export function SettingValueList({ name, value }: Props) {
  const texts: Record<string, string> = value;
  return (
    <SummaryList
      rows={fieldsOf(name).map(([field, { label, kind, choices }]) => ({
        term: label,
        value: <Shown kind={kind} text={choices?.[texts[field]!] ?? texts[field]!} />,
      }))}
    />
  );
}

function Shown({ kind, text }: { kind: string; text: string }) {
  if (text === '') return <>None</>;
  if (kind === 'address') {
    return (
      <a href={text} rel="noopener" className="wrap-anywhere">
        {text}
      </a>
    );
  }
  if (kind === 'days') return <span className="prose-lines">{text.split('\n').map(formatDay).join('\n')}</span>;
  return <span className="prose-lines wrap-anywhere">{text}</span>;
}
