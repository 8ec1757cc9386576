type Params = Record<string, string | string[] | undefined>;

/** What was just done with the roster, in words; the address says it after a redirect. */
export function rosterNews(params: Params): string | null {
  const number = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 0;
  };
  switch (params.saved) {
    case 'added':
      return 'The attendee is on the roster.';
    case 'edited':
      return 'Your change is saved.';
    case 'removed':
      return 'The attendee was removed from the roster.';
    case 'marked': {
      const [n, kept] = [number('n'), number('kept')];
      const done = n === 0 ? 'Nobody’s mark had to be changed.' : `${people(n, 'was', 'were')} marked.`;
      return kept === 0 ? done : `${done} ${people(kept, 'has', 'have')} a certificate and stayed completed.`;
    }
    case 'imported': {
      const [added, changed] = [number('added'), number('changed')];
      if (added + changed === 0)
        return 'Everybody in the list was on the roster already, just like that. Nothing changed.';
      return [
        added > 0 && `${people(added, 'was', 'were')} added.`,
        changed > 0 && `${people(changed, 'was', 'were')} changed.`,
      ]
        .filter(Boolean)
        .join(' ');
    }
    default:
      return null;
  }
}

function people(count: number, one: string, several: string): string {
  return count === 1 ? `1 attendee ${one}` : `${count.toLocaleString('en-US')} attendees ${several}`;
}
