type Link = { href: string; title: string; about: string };

/** Lists other useful links beside the programs. */
export function PortalLinks({ links }: { links: Link[] }) {
  return (
    <section>
      <h2>More</h2>
      <ul className="portal-links">
        {links.map(({ href, title, about }) => (
          <li key={href}>
            <a href={href}>{title}</a>
            <span className="hint">{about}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
