import { APPLICATION_LISTS, type ApplicationList } from '@/lib/applications/list-query';

type Props = { current: ApplicationList; hrefOf: (list: ApplicationList) => string };

/** Links to the lists of applications. */
export function ApplicationLists({ current, hrefOf }: Props) {
  return (
    <nav aria-label="Lists of applications" className="event-nav">
      <ul>
        {Object.entries(APPLICATION_LISTS).map(([list, label]) => (
          <li key={list}>
            {list === current ? (
              <span aria-current="page">{label}</span>
            ) : (
              <a href={hrefOf(list as ApplicationList)}>{label}</a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
