type Props = { conferenceId: number; open: boolean; hasSessions: boolean };

/** The ways to add and change the sessions of a conference, and to copy it to new dates. */
export function SessionLinks({ conferenceId, open, hasSessions }: Props) {
  const path = `/conferences/${conferenceId}`;
  const links = [
    open && { href: `${path}/sessions/import`, label: 'Import sessions' },
    open && { href: `/events/new?conference=${conferenceId}`, label: 'Add one session' },
    open && hasSessions && { href: `${path}/sessions/edit`, label: 'Edit all sessions' },
    hasSessions && { href: `${path}/clone`, label: 'Copy to new dates' },
  ].filter((link) => link !== false);
  if (links.length === 0) return null;
  return (
    <ul className="mb-6 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
      {links.map(({ href, label }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
