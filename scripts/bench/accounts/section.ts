import type { Notes } from './strangers';

/** Builds the section of the report that says whether a stranger can tell which usernames exist. */
export function notesSection(rows: Notes[]): string[] {
  return [
    '',
    '## Whether a username exists',
    '',
    `A stranger walks from the sign-in to a wrong code, without JavaScript, with ${rows[0]?.names} usernames that exist and ${rows[0]?.names} that do not, in rounds of one of each kind in an order of chance, each as a new visitor.`,
    'The address typed fits the mask; in the rows “the address on file” it is the right one, which a stranger would have to know. The first page comes before any name is typed and shows what noise is.',
    'Other answers: how many of both kinds differ in status, location or body from what most got (nonces, request ids, tickets and what the visitor typed aside).',
    'Times are medians. Halves: how far the two halves of one kind lie apart. Chance: what the difference stays within, in 95 of 100 cases, when the two of a round are exchanged at random.',
    '',
    '| step | known | unknown | apart | halves of known | halves of unknown | chance | other answers |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(({ step, who, otherAnswers, times }) => {
      const apart = times.one - times.other;
      const cells = [
        who === 'known' ? step : `${step}, the address on file`,
        ms(times.one),
        ms(times.other),
        `${signed(apart, 2)} ms, ${signed((100 * apart) / times.other, 1)} %`,
        ms(times.halvesOfOne),
        ms(times.halvesOfOther),
        ms(times.chance),
        String(otherAnswers),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function ms(time: number): string {
  return `${time.toFixed(2)} ms`;
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return value < 0 ? text.replace('-', '−') : `+${text}`;
}
