import { nextDates } from '@/lib/events/asynchronous';
import type { Day } from '@/lib/platform/clock';
import { addDays, addYears } from '@/lib/platform/days';

/** An event of the demo data; its dates are relative to today, so that every state is always present. */
export type DemoEvent = {
  title: string;
  instructor: string;
  description: string;
  startsOn: Day;
  endsOn: Day;
  hours: string;
  categories: string[];
  place: { city: string; state: string; zip: string } | null;
  asynchronous?: boolean;
  /** Whether it is the next year of the course that comes before it in the list. */
  continues?: true;
  /** The first day of the conference that it is a session of. */
  conference?: Day;
  ownNumber?: string;
  room?: string;
  track?: string;
  startsAt?: string;
  endsAt?: string;
  /** The counts in the order they were recorded; none: not reported. */
  counts?: number[];
};

const HELENA = { city: 'Helena', state: 'MT', zip: '59601' };
const BOZEMAN = { city: 'Bozeman', state: 'MT', zip: '59715' };
const BIG_SKY = { city: 'Big Sky', state: 'MT', zip: '59716' };
const MISSOULA = { city: 'Missoula', state: 'MT', zip: '59801' };
const BILLINGS = { city: 'Billings', state: 'MT', zip: '59101' };
const PABLO = { city: 'Pablo', state: 'MT', zip: '59855' };
const GREAT_FALLS = { city: 'Great Falls', state: 'MT', zip: '59401' };

type Row = [
  title: string,
  instructor: string,
  startsIn: number,
  days: number,
  hours: string,
  category: string,
  place: DemoEvent['place'],
  counts?: number[],
];

const DISTRICT: Row[] = [
  [
    'Writing across the curriculum, grades 6–12',
    'Dana Whitehorse',
    45,
    1,
    '6',
    'English language arts and literacy',
    BIG_SKY,
  ],
  ['Number sense routines for K–3', 'Maribel Núñez', 31, 1, '3', 'Mathematics', BIG_SKY],
  [
    'Indian Education for All: using primary sources',
    'Joseph Littlebear',
    24,
    2,
    '12',
    'Indian Education for All',
    HELENA,
  ],
  [
    'Reading fluency: small groups that work',
    'Kari O’Leary',
    17,
    1,
    '4.5',
    'English language arts and literacy',
    BOZEMAN,
  ],
  ['Restorative circles in the middle school', 'Thomas Rask', 10, 1, '6.25', 'School climate and safety', BIG_SKY],
  // Canceled: lib/demo/demo-requests.ts.
  ['Winter writing retreat', 'Dana Whitehorse', 38, 2, '12', 'English language arts and literacy', BIG_SKY],
  [
    'Fall book study: culturally responsive teaching',
    'Dana Whitehorse',
    -20,
    60,
    '15',
    'Leadership and administration',
    null,
  ],
  ['Instructional coaching cycle, cohort 4', 'Priya Raman', -35, 80, '24', 'Leadership and administration', BIG_SKY],
  ['Classroom assessment lab', 'Kari O’Leary', 0, 1, '5.75', 'Assessment and data', BIG_SKY],
  ['Science notebooks in the elementary grades', 'Zoë Ñandú', -6, 1, '3.5', 'Science', BOZEMAN],
  ['Paraeducator academy, day 3', 'Luke Vandersloot', -13, 1, '7', 'Special education', BIG_SKY],
  ['Co-teaching: roles and routines', 'Luke Vandersloot', -41, 2, '10.5', 'Special education', BIG_SKY],
  ['Trauma-informed classroom practice', 'Elena Markham', -75, 1, '6', 'School counseling and mental health', HELENA],
  ['Early numeracy screening', 'Maribel Núñez', -28, 1, '2.25', 'Mathematics', BIG_SKY, [18]],
  ['Emergency operations for building teams', 'Thomas Rask', -52, 1, '4', 'School climate and safety', BIG_SKY, [41]],
  [
    'Montana writing project: summer institute',
    'Dana Whitehorse',
    -140,
    5,
    '32.5',
    'English language arts and literacy',
    MISSOULA,
    [22, 23],
  ],
  ['Structured literacy, module 1', 'Kari O’Leary', -160, 1, '6', 'English language arts and literacy', BIG_SKY, [34]],
  ['Structured literacy, module 2', 'Kari O’Leary', -153, 1, '6', 'English language arts and literacy', BIG_SKY, [33]],
  ['Structured literacy, module 3', 'Kari O’Leary', -146, 1, '6', 'English language arts and literacy', BIG_SKY, [31]],
  ['Outdoor science school: planning day', 'Zoë Ñandú', -190, 1, '5', 'Science', BIG_SKY, [0]],
  ['Band and orchestra directors’ exchange', 'Henry Aasheim', -210, 1, '4', 'Arts', BOZEMAN, [9]],
  [
    'CPR for coaches and classroom staff: teaching the unit',
    'Rosa Delgado',
    -225,
    1,
    '3',
    'Health and physical education',
    BIG_SKY,
    [27],
  ],
  ['New teacher induction', 'Priya Raman', -95, 3, '18', 'Classroom management', BIG_SKY, [12]],
  ['Standards-based grading, year two', 'Priya Raman', -260, 1, '6', 'Assessment and data', BIG_SKY, [46]],
  ['Library makerspaces', 'Ingrid Solberg', -280, 1, '2.5', 'Library and media', BOZEMAN, [0]],
];

/** A conference of the demo data; a closed one has all its counts. */
export type DemoConference = {
  name: string;
  startsOn: Day;
  endsOn: Day;
  place: string;
  program: string;
  contact: string;
  closed: boolean;
};

const CONFERENCE_SESSIONS = [
  ['Opening session: teaching with the land', 'Joseph Littlebear', '1.5', 'Indian Education for All'],
  ['Robotics on a shoestring', 'Ana Fuentes', '1.25', 'Computer science'],
  ['Reading images in social studies', 'Marcus Bell', '1.25', 'Social studies'],
  ['Math talk that includes every learner', 'Nguyễn Thị Ánh', '1.25', 'Mathematics'],
  ['Phonics for older readers', 'Grace Odegaard', '1.25', 'English language arts and literacy'],
  ['Quiet corners: regulation in the classroom', 'Elena Markham', '1.25', 'School counseling and mental health'],
  ['Welding safety as a literacy lesson', 'Pete Harlow', '1.25', 'Career and technical education'],
  ['Family nights that families enjoy', 'Rosa Delgado', '1.25', 'Leadership and administration'],
  ['Data walls without tears', 'Kwame Asante', '1.25', 'Assessment and data'],
  ['Teaching Salish place names: Séliš u Ql̓ispé', 'Aspen Decker', '1.25', 'World languages'],
  ['Artificial intelligence and honest homework', 'Ana Fuentes', '1.25', 'Technology and digital learning'],
  ['Closing session: what we take home', 'Joseph Littlebear', '1.5', 'Leadership and administration'],
] as const;

const LAST_YEARS_SESSIONS = [
  ['Opening session: small schools, strong communities', 'Priya Raman', '1.5', 'School climate and safety'],
  ['Estimation jars and number stories', 'Maribel Núñez', '1.25', 'Mathematics'],
  ['Winter counts as primary sources', 'Joseph Littlebear', '1.25', 'Indian Education for All'],
  ['Rivers in the science notebook', 'Zoë Ñandú', '1.25', 'Science'],
  ['One-act plays for every class', 'Marcus Bell', '1.25', 'Arts'],
  ['Advisory that students look forward to', 'Elena Markham', '1.25', 'School counseling and mental health'],
  ['Choosing a graphing calculator app', 'Ana Fuentes', '1.25', 'Technology and digital learning'],
  ['Grant writing for classroom teachers', 'Rosa Delgado', '1.25', 'Leadership and administration'],
  ['Reading the exit ticket', 'Kwame Asante', '1.25', 'Assessment and data'],
  ['Cooking in the world language class', 'Aspen Decker', '1.25', 'World languages'],
  ['Tools and measurement in the shop', 'Pete Harlow', '1.25', 'Career and technical education'],
  ['Closing session: letters to next year', 'Priya Raman', '1.5', 'Leadership and administration'],
] as const;

const CONFERENCE = 'Big Sky Educators’ Conference';

/** The first day of this year's conference, and of last year's on the same weekday, in days from today. */
const THIS_YEAR = -34;
const LAST_YEAR = THIS_YEAR - 364;

/** Returns a district's conferences: last year's, which is closed, and this year's, where three counts are missing. */
export function districtConferences(today: Day): DemoConference[] {
  const on = (days: number, closed: boolean): DemoConference => ({
    name: CONFERENCE,
    startsOn: addDays(today, days),
    endsOn: addDays(today, days),
    place: 'Billings, MT',
    program: 'An opening session, ten workshops, and a closing session, all on one day.',
    contact: 'Priya Raman, priya@bigsky.example',
    closed,
  });
  return [on(LAST_YEAR, true), on(THIS_YEAR, false)];
}

const WORKSHOP_TIMES = [
  ['09:00', '10:15'],
  ['10:30', '11:45'],
  ['13:00', '14:15'],
  ['14:30', '15:45'],
  ['15:50', '17:05'],
] as const;

/** Where and when a session of a conference takes place: one opening, ten workshops in two rooms, and one closing. */
function programOf(index: number, letter: string): Partial<DemoEvent> {
  const ownNumber = `${letter}-${101 + index}`;
  if (index === 0) return { ownNumber, room: 'Ballroom', startsAt: '07:15', endsAt: '08:45' };
  if (index === 11) return { ownNumber, room: 'Ballroom', startsAt: '17:15', endsAt: '18:45' };
  const [startsAt, endsAt] = WORKSHOP_TIMES[Math.floor((index - 1) / 2)]!;
  const room = index % 2 === 1 ? 'Room 204' : 'Room 210';
  return { ownNumber, room, track: index % 2 === 1 ? 'Classroom' : 'School', startsAt, endsAt };
}

const VENDOR: Row[] = [
  [
    'Live webinar: explicit vocabulary instruction',
    'Dr. Simone Archer',
    21,
    1,
    '1.5',
    'English language arts and literacy',
    null,
  ],
  ['Live webinar: fractions with meaning', 'Owen Castellanos', 14, 1, '1.5', 'Mathematics', null],
  ['Gifted learners in rural schools', 'Dr. Simone Archer', 38, 14, '10', 'Special education', null],
  ['English learners: language objectives', 'Mei-Ling Zhou 周美玲', -10, 30, '15', 'English learners', null],
  ['Live webinar: decodable texts', 'Dr. Simone Archer', -4, 1, '1.5', 'English language arts and literacy', null],
  ['Live webinar: behavior plans in general education', 'Farah al-Amin', -18, 1, '2', 'Classroom management', null],
  ['Understanding dyslexia: autumn cohort', 'Dr. Simone Archer', -62, 42, '20', 'Special education', null, [112]],
  [
    'Teaching argument writing',
    'Owen Castellanos',
    -120,
    28,
    '12',
    'English language arts and literacy',
    null,
    [87, 88],
  ],
  ['Number talks, online cohort', 'Owen Castellanos', -150, 28, '12', 'Mathematics', null, [64]],
  [
    'Science of reading overview',
    'Dr. Simone Archer',
    -200,
    30,
    '15',
    'English language arts and literacy',
    null,
    [203],
  ],
  ['School leaders: instructional rounds', 'Farah al-Amin', -240, 21, '8', 'Leadership and administration', null, [19]],
  ['Pilot: virtual field trips', 'Owen Castellanos', -270, 10, '3', 'Social studies', null, [0]],
];

const COLLEGE: Row[] = [
  ['Salish language immersion for teachers', 'Aspen Decker', 28, 4, '24', 'World languages', PABLO],
  ['Native science: plants of the Mission Valley', 'Stephen Pierre', 52, 2, '12', 'Science', PABLO],
  ['Early childhood language nests', 'Salisha Old Bull', -9, 30, '16.5', 'Early childhood', PABLO],
  ['Beadwork as geometry', 'Salisha Old Bull', -26, 1, '4', 'Mathematics', PABLO],
  ['Treaty literacy for classroom teachers', 'Stephen Pierre', -88, 1, '6', 'Indian Education for All', PABLO, [38]],
  [
    'Storytelling season: oral literature',
    'Aspen Decker',
    -180,
    2,
    '9.75',
    'English language arts and literacy',
    PABLO,
    [15],
  ],
  ['Hand games and probability', 'Stephen Pierre', -110, 1, '3', 'Mathematics', PABLO, [20]],
  [
    'Río Grande to Flathead: rivers in poetry',
    'Inés Peña-Quiñones',
    -132,
    1,
    '2.75',
    'English language arts and literacy',
    null,
    [11],
  ],
  ['Powwow arts across the year', 'Salisha Old Bull', 66, 1, '6', 'Arts', PABLO],
  ['Grant writing for school leaders', 'Marcus Bell', -230, 1, '5', 'Leadership and administration', GREAT_FALLS, [0]],
];

function describe(title: string, category: string): string {
  return `${title}. Participants study current practice in ${category.toLowerCase()}, plan how to use it with their own students, and leave with materials and a follow-up task.`;
}

function fromRow([title, instructor, startsIn, days, hours, category, place, counts]: Row, today: Day): DemoEvent {
  const startsOn = addDays(today, startsIn);
  return {
    title,
    instructor,
    description: describe(title, category),
    startsOn,
    endsOn: addDays(startsOn, days - 1),
    hours,
    categories: [category],
    place,
    counts,
  };
}

/**
 * Returns the events of a district: many small ones, and the twelve sessions of a conference of each year (manual,
 * "Special Considerations"; M24).
 */
export function districtEvents(today: Day): DemoEvent[] {
  const sessions = CONFERENCE_SESSIONS.map(([title, instructor, hours, category], index) => {
    const counts = index < 9 ? [21 + ((index * 17) % 38)] : undefined;
    const row: Row = [`${CONFERENCE}: ${title}`, instructor, THIS_YEAR, 1, hours, category, BILLINGS, counts];
    return { ...fromRow(row, today), conference: addDays(today, THIS_YEAR), ...programOf(index, 'S') };
  });
  const lastYears = LAST_YEARS_SESSIONS.map(([title, instructor, hours, category], index) => {
    const row: Row = [title, instructor, LAST_YEAR, 1, hours, category, BILLINGS, [17 + ((index * 13) % 41)]];
    return { ...fromRow(row, today), conference: addDays(today, LAST_YEAR), ...programOf(index, 'L') };
  });
  return [...DISTRICT.map((row) => fromRow(row, today)), ...sessions, ...lastYears];
}

/** Returns the events of a national online vendor: cohorts, webinars and courses that are always open (M10). */
export function vendorEvents(today: Day): DemoEvent[] {
  const open = (
    title: string,
    instructor: string,
    hours: string,
    category: string,
    startsIn: number,
    counts?: number[],
  ) => {
    const startsOn = addDays(today, startsIn);
    return {
      title,
      instructor,
      description: `${describe(title, category)} The course can be taken at any time.`,
      startsOn,
      endsOn: addYears(startsOn, 1),
      hours,
      categories: [...new Set([category, 'Technology and digital learning'])],
      place: null,
      asynchronous: true,
      counts,
    };
  };
  return [
    ...VENDOR.map((row) => fromRow(row, today)),
    open('Classroom management essentials (self-paced)', 'Farah al-Amin', '15', 'Classroom management', -320),
    open('Teaching with technology (self-paced)', 'Owen Castellanos', '20', 'Technology and digital learning', -120),
    open('Inclusive classrooms (self-paced)', 'Dr. Simone Archer', '30', 'Special education', -371),
    open('Mathematics anxiety (self-paced)', 'Owen Castellanos', '10', 'Mathematics', -420, [341]),
    nextYearOf(open('Mathematics anxiety (self-paced)', 'Owen Castellanos', '10', 'Mathematics', -420)),
  ];
}

/** Returns the entry that continues a course, which comes before it in the list. */
function nextYearOf(course: DemoEvent): DemoEvent {
  return { ...course, ...nextDates(course), continues: true };
}

/** Returns the events of a tribal college, so that one provider's list is never the list of all. */
export function collegeEvents(today: Day): DemoEvent[] {
  return COLLEGE.map((row) => fromRow(row, today));
}
