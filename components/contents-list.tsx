type ContentsListProps = { label: string; entries: readonly { id: string; title: string }[] };

/** Lists the headings of a long page, each with a URL that people can send to someone. */
export function ContentsList({ label, entries }: ContentsListProps) {
  return (
    <nav aria-label={label} className="help-contents">
      <h2 className="field-label">{label}</h2>
      <ol>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
