import type { Transaction } from '@/db/client';
import { attendees } from '@/db/schema';
import { identityOf } from '@/lib/attendees/identity';

/** The rosters of the demo: the event's title, how many people are on it, and how many of them completed it. */
const ROSTERS: Record<string, [people: number, completed: number]> = {
  'Instructional coaching cycle, cohort 4': [18, 0],
  'Fall book study: culturally responsive teaching': [12, 3],
  'Science notebooks in the elementary grades': [24, 24],
  'Paraeducator academy, day 3': [9, 7],
  'Co-teaching: roles and routines': [31, 30],
  'Restorative circles in the middle school': [6, 0],
  'English learners: language objectives': [62, 10],
  'Live webinar: behavior plans in general education': [27, 26],
  'Early childhood language nests': [14, 2],
  'Beadwork as geometry': [11, 11],
};

const NAMES = [
  'Zoë Ñandú',
  'Dana Whitehorse',
  '李小龙',
  'Maribel Núñez',
  'محمد علي',
  'Nguyễn Thị Ánh',
  'Kari O’Leary',
  'नरेंद्र शर्मा',
  'Thomas Rask',
  'Aspen Decker',
  'Séliš Ql̓ispé Old Bull',
  '김민준',
  'Henry Aasheim',
  'Jean-Luc O’Connor-Łukasiewicz',
  'Rosa Delgado',
  'さくら 田中',
  'Priya Raman',
  'Inés Peña-Quiñones',
  'Kwame Asante',
  'Vóóhéhéve Littlebear',
  'Ingrid Solberg',
  'Grace Odegaard',
  'Olena Шевченко',
  'Anna Maria Alexandrina von Hohenstein-Montgomery-Featherstonehaugh of Deer Lodge',
];
const FIRST = ['Emma', 'Liam', 'Ava', 'Noah', 'Mia', 'Lucas', 'Ella', 'Owen', 'Ruth', 'Caleb', 'June', 'Wyatt'];
const LAST = ['Anderson', 'Brekke', 'Chavez', 'Dahl', 'Erickson', 'Fisher', 'Grant', 'Hoyt', 'Iverson'];
const SCHOOLS = [
  'Ophir Elementary, Big Sky',
  'Lone Peak High School',
  'Helena Public Schools',
  'Ronan District 30',
  '',
];

/** Adds people to the roster of a demo event, always the same ones; adds nobody if the event has no roster. */
export async function addDemoRoster(
  tx: Transaction,
  { eventId, title, hours }: { eventId: number; title: string; hours: string },
  { by, at }: { by: number; at: Date },
): Promise<void> {
  const [people, completed] = ROSTERS[title] ?? [0, 0];
  if (people === 0) return;
  await tx.insert(attendees).values(
    Array.from({ length: people }, (_, index) => {
      const person = personAt(index);
      return {
        ...person,
        eventId,
        // Some people came for the first hour only.
        units: index % 9 === 8 && Number(hours) > 1 ? '1' : hours,
        completed: index < completed,
        source: 'roster' as const,
        identity: identityOf(person),
        createdBy: by,
        createdAt: at,
        updatedAt: at,
      };
    }),
  );
}

function personAt(index: number) {
  const name = NAMES[index] ?? `${FIRST[index % FIRST.length]} ${LAST[index % LAST.length]}`;
  return {
    name,
    email: index % 7 === 6 ? null : `attendee${index + 1}@schools.example`,
    school: SCHOOLS[index % SCHOOLS.length]!,
    educatorNumber: index % 3 === 0 ? String(40_100 + 37 * index) : '',
  };
}
