type Props = {
  names: readonly { id: number; name: string; about?: string }[];
  /** How many there are; more than are listed. */
  total: number;
  title: string;
};

/** Lists people by name, folded up, before something is done for all of them. */
export function NamesList({ names, total, title }: Props) {
  if (names.length === 0) return null;
  return (
    <details className="mt-6">
      <summary>{title}</summary>
      <ul>
        {names.map(({ id, name, about }) => (
          <li key={id}>
            <bdi>{name}</bdi>
            {about && <span className="hint">{about}</span>}
          </li>
        ))}
      </ul>
      {total > names.length && <p className="hint">And {(total - names.length).toLocaleString('en-US')} more.</p>}
    </details>
  );
}
