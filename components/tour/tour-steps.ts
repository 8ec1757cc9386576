export type TourStep = { title: string; paragraphs: string[]; figure: TourFigureKind };

export type TourFigureKind = 'event' | 'form' | 'certificate' | 'completers' | 'count';

/** The life of an event, in the manual's order: "Reporting Events", then "Issuing Certificates" (M27). */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    title: 'An event is one activity',
    paragraphs: [
      'A workshop, a course or one conference session: anything that earns professional development units (PDUs) on its own is one event.',
      'One hour of instruction is one PDU. Meals and breaks do not count.',
    ],
    figure: 'event',
  },
  {
    title: 'Add it',
    paragraphs: [
      'Choose “Event List”, then “Add Event”. You enter title, instructor, description and categories, dates, location, and hours.',
      'You can edit an event until the end of its last day. After that, agency staff make the change for you.',
    ],
    figure: 'form',
  },
  {
    title: 'Print the certificate',
    paragraphs: [
      '“Print to PDF” opens the official certificate. Section II is filled in from your event.',
      'You sign and date Section IV, by hand or digitally. Only this certificate counts toward a license, so don’t use one of your own.',
    ],
    figure: 'certificate',
  },
  {
    title: 'Give it to people who completed the event',
    paragraphs: [
      'On paper or electronically, but only to attendees who completed the event.',
      'Keep your records of events and attendees for five years.',
    ],
    figure: 'completers',
  },
  {
    title: 'Come back and record the count',
    paragraphs: [
      'When the event is over, record how many certificates you gave out. If there were none, enter 0.',
      'Without the count, an educator’s renewal may be denied. Counts due are shown at the top of every page.',
    ],
    figure: 'count',
  },
];

/** Returns the step that a URL names; any other value is the first. */
export function tourStepNumber(text: string | string[] | undefined): number {
  const number = typeof text === 'string' && /^[1-9]$/.test(text) ? Number(text) : 1;
  return number <= TOUR_STEPS.length ? number : 1;
}
