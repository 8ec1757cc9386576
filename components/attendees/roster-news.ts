type Params = Record<string, string | string[] | undefined>;

/** What was just done with the roster, in words; the address says it after a redirect. */
export function rosterNews(params: Params): string | null {
  const number = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 0;
  };
  switch (params.saved) {
    case 'added':
      return 'The attendee was added to the roster.';
    case 'edited':
      return 'Your changes are saved.';
    case 'removed':
      return 'The attendee was removed from the roster.';
    case 'marked': {
      const [n, kept, none] = [number('n'), number('kept'), number('none')];
      return [
        n === 0 ? 'No marks needed to change.' : `${people(n, 'was', 'were')} marked.`,
        kept > 0 && `${people(kept, 'has', 'have')} a certificate and stayed marked as completed.`,
        none > 0 && `${people(none, 'has', 'have')} 0 PDUs and stayed not completed. Enter their PDUs first.`,
      ]
        .filter(Boolean)
        .join(' ');
    }
    case 'undone':
      return `Undone: ${people(number('n'), 'is', 'are')} marked as not completed again.`;
    case 'imported': {
      const [added, changed] = [number('added'), number('changed')];
      if (added + changed === 0) return 'Everyone on the list was already on the roster. Nothing changed.';
      return [
        added > 0 && `${people(added, 'was', 'were')} added.`,
        changed > 0 && `${people(changed, 'was', 'were')} changed.`,
      ]
        .filter(Boolean)
        .join(' ');
    }
    case 'attendance': {
      const [n, added, changed] = [number('n'), number('added'), number('changed')];
      return [
        `The attendance of ${n === 1 ? '1 person' : `${n.toLocaleString('en-US')} people`} is saved.`,
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
