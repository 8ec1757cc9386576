import { holidaysOf, type OtherHolidays } from '@/lib/platform/business-days';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';

type Props = { today: Day; others: OtherHolidays };

/** Lists the days of this year and the next on which offices are closed, as the setting has them now. */
export function HolidayList({ today, others: { added, removed } }: Props) {
  const year = Number(today.slice(0, 4));
  const ofYears = [year, year + 1];
  const legal = [...ofYears, year + 2].flatMap(holidaysOf).filter((day) => !removed.includes(day));
  return (
    <section className="mb-8">
      <h2>Days off now</h2>
      <p>
        Legal holidays of Montana (MCA 1-1-216) and the days that are added below. Saturdays and Sundays are off, too.
      </p>
      <div className="mt-4 flex flex-wrap gap-x-16 gap-y-4">
        {ofYears.map((each) => (
          <div key={each}>
            <h3>{each}</h3>
            <ul>
              {[...new Set([...legal, ...added])]
                .filter((day) => day.startsWith(`${each}-`))
                .sort()
                .map((day) => (
                  <li key={day}>
                    {formatDay(day)}
                    {added.includes(day) && ' (added)'}
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
