type EventListMenuProps = { mayAdd: boolean };

/**
 * Shows the menu of the manual, "Reporting Events": hover over "Event List", choose "List Events" or "Add Event". It is
 * a <details>, so that it opens by click, touch and key before any script runs; the stylesheet handles hover, and
 * MenuKeys adds Escape, arrows and closing on leaving.
 */
export function EventListMenu({ mayAdd }: EventListMenuProps) {
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
          <a href="/events">List Events</a>
        </li>
        {mayAdd && (
          <li>
            <a href="/events/new">Add Event</a>
          </li>
        )}
      </ul>
    </div>
  );
}
