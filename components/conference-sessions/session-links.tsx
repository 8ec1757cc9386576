type Props = { path: string; open: boolean; hasSessions: boolean };

/** The ways to add and change the sessions of a conference, and to copy it to new dates. */
export function SessionLinks({ path, open, hasSessions }: Props) {
  const links = [
    open && { href: `${path}/sessions/import`, label: 'Import sessions' },
    open && hasSessions && { href: `${path}/sessions/edit`, label: 'Edit all sessions' },
    hasSessions && { href: `${path}/clone`, label: 'Copy to new dates' },
  ].filter((link) => link !== false);
  if (links.length === 0) return null;
  return (
    <ul className="mb-6 flex flex-wrap gap-x-6 gap-y-2">
      {links.map(({ href, label }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
