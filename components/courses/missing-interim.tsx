import type { MissingInterim as Missing } from '@/lib/courses/list-missing-interim';
import { formatDay } from '@/lib/platform/days';

/** Leads to the forms for the counts up to June 30 that the annual report still needs; nothing when it has them all. */
export function MissingInterim({ missing: { asOf, courses, more } }: { missing: Missing }) {
  if (courses.length === 0) return null;
  return (
    <>
      <h3>Courses without a count up to {formatDay(asOf)}</h3>
      <p>They were open on that day and go on, so the annual report needs a count of their certificates until then.</p>
      <ul className="mb-4 list-disc pl-6">
        {courses.map(({ id, title }) => (
          <li key={id}>
            <a href={`/events/${id}/interim-count`}>
              <bdi>{title}</bdi>
            </a>
          </li>
        ))}
        {more && <li>And others that are always open</li>}
      </ul>
    </>
  );
}
