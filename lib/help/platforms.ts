/** How to get a report out of another system. Menus there can change; the words are those of late 2026. */
export type PlatformHelp = { id: string; name: string; steps: string[]; note?: string };

/** The systems whose reports people ask about most, for the page "Import from Zoom, Teams, Meet and other systems". */
export const PLATFORM_HELP: PlatformHelp[] = [
  {
    id: 'zoom',
    name: 'Zoom',
    steps: [
      'In the Zoom web portal, choose Reports, then Usage (for a meeting) or Webinar.',
      'Find your meeting and choose the number of participants; for a webinar, choose Attendee Report.',
      'Check “Export with meeting data”. Do not check “Show unique users”: the separate visits are needed to count time.',
      'Choose Export and save the CSV file.',
    ],
    note: 'A meeting that was restarted has one report for each part. Upload all of them at once.',
  },
  {
    id: 'teams',
    name: 'Microsoft Teams',
    steps: [
      'In the Teams calendar, open the meeting and choose the Attendance tab.',
      'Choose the session if there are several, then Download.',
      'Use the CSV file as it is, with its summary on top.',
    ],
    note: 'The organizer is in the report, too, and is not checked in the preview. Presenters are checked, because Teams can make everyone in the organization a presenter.',
  },
  {
    id: 'meet',
    name: 'Google Meet',
    steps: [
      'Open the attendance report that Google emailed to the organizer after the meeting.',
      'In Google Sheets, choose File, Download, Comma Separated Values (.csv) or Microsoft Excel (.xlsx).',
    ],
    note: 'Google Meet writes one line for each person, with the minutes in total. People who left and came back get those minutes, at most the time of the sessions without the breaks.',
  },
  {
    id: 'webex',
    name: 'Webex',
    steps: ['On your Webex site, choose Webex Reports, then Meeting attendees.', 'Export the report as CSV.'],
  },
  {
    id: 'eventbrite',
    name: 'Eventbrite and other ticket systems',
    steps: [
      'Export the attendee list (in Eventbrite: Reports, Attendees, Export) as CSV or Excel.',
      'In the preview, check that “Checked in” means completed and that “Refunded” does not.',
    ],
    note: 'Attendees are imported, not the people who bought the tickets.',
  },
  {
    id: 'canvas',
    name: 'Canvas and Moodle',
    steps: [
      'In Canvas, open Grades and choose Export. In Moodle, open Reports, Activity completion, and download it.',
      'In the preview, choose which column says that people completed the course.',
    ],
    note: '“Points Possible” and “Student, Test” are not people, and are left out. For certificates without a list, connect the course instead: see How to connect a learning system.',
  },
  {
    id: 'forms',
    name: 'Google Forms and Microsoft Forms',
    steps: [
      'In Google Forms, open Responses and choose View in Sheets, then download it. In Microsoft Forms, choose Open results in Excel.',
      'When a person answered twice, the preview proposes the later answer.',
    ],
  },
];
