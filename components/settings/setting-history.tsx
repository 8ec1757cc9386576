import type { Day } from '@/lib/platform/clock';
import { formatDay, formatMoment } from '@/lib/platform/days';
import type { ShownSetting } from '@/lib/settings/list-settings';
import { SettingValueList } from './setting-value';

type Props = { setting: ShownSetting; today: Day };

/** Lists the changes of a setting, each with the whole value as it was set. */
export function SettingHistory({ setting: { name, versions }, today }: Props) {
  if (versions.length === 0) return <p>It was never changed.</p>;
  return (
    <ol className="history">
      {versions.map(({ id, value, effectiveOn, reason, by, setAt }) => (
        <li key={id}>
          <p>
            {effectiveOn > today ? 'Applies from' : 'Applied from'} {formatDay(effectiveOn)}, set by {by}
          </p>
          <SettingValueList name={name} value={value} />
          <span className="hint prose-lines">{reason}</span>
          <span className="hint">{formatMoment(setAt)}</span>
        </li>
      ))}
    </ol>
  );
}
