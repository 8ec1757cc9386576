type EventListMenuProps = { listHref?: string; addHref?: string };

/**
 * manual, "Reporting Events": hover over "Event List", choose "List Events" or "Add Event".
 * It is a <details> so that it opens by click, touch and key before any script runs; hover is the stylesheet's,
 * and MenuKeys adds Escape, arrows and closing on leaving.
 */
export function EventListMenu({ listHref = '/events', addHref = '/events/new' }: EventListMenuProps) {
  return (
    <div className="menu" data-menu>
      <details>
        <summary className="chevron">Event List</summary>
      </details>
      <p className="menu-label" id="event-list-label">
        Event List
      </p>
      <ul className="menu-list" aria-labelledby="event-list-label">
        <li>
          <a href={listHref}>List Events</a>
        </li>
        <li>
          <a href={addHref}>Add Event</a>
        </li>
      </ul>
    </div>
  );
}
