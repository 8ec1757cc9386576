import type { ColumnKind } from './headings';
import type { Mark } from './marks';

/**
 * How a platform writes its lists. A new platform is one entry here and one sample in tests/cases/rosters. What several
 * platforms have in common needs no entry (headings.ts, marks.ts, not-people.ts).
 */
export type Platform = {
  /** The platform's name in the preview: "Read as a …". */
  name: string;
  /** Groups of headings, as `plain` returns them; one whole group in the line of headings identifies the platform. */
  knownBy: readonly (readonly string[])[];
  /** What some of its headings mean on this platform; null when they are not imported. */
  columns?: Readonly<Record<string, ColumnKind | null>>;
  /** What its status words mean, if different from other platforms. */
  marks?: Readonly<Record<string, Mark>>;
  /** Whose spelling the names have: people's own in the meeting, or a directory's, where a comma means "Last, First". */
  names?: 'shown' | 'directory';
  /** Titles of sections with other people, or with the same people again. */
  otherSections?: RegExp;
  /** Roles of people who ran the course, other than those of `isHostRole`. */
  hostRoles?: RegExp;
  /** First cells of rows that are not people. */
  notPeople?: RegExp;
};

export const PLATFORMS: readonly Platform[] = [
  {
    name: 'Zoom webinar report',
    knownBy: [
      ['attended', 'timeinsessionminutes'],
      ['attended', 'approvalstatus'],
    ],
    otherSections: /^(host|panelist|other attended|interpreter|report|webinar)/i,
  },
  {
    name: 'Zoom meeting report',
    names: 'shown',
    knownBy: [
      ['nameoriginalname', 'durationminutes'],
      ['nombrenombreoriginal'],
      ['nomnomdorigine'],
      ['nomnomoriginal'],
      ['名前元の名前'],
      ['名称原始名称'],
      ['nameoriginalname', 'totaldurationminutes'],
      ['nameoriginalname', 'useremail'],
      ['useremail', 'jointime', 'leavetime'],
      ['useremail', 'totaldurationminutes'],
    ],
  },
  {
    name: 'Zoom registration report',
    knownBy: [['firstname', 'lastname', 'registrationtime', 'approvalstatus']],
    columns: { approvalstatus: null },
  },
  {
    name: 'Teams attendance report',
    names: 'directory',
    hostRoles: /^(co-?)?organi[sz]er/i,
    knownBy: [
      ['name', 'firstjoin', 'lastleave'],
      ['name', 'inmeetingduration'],
      ['fullname', 'useraction'],
      ['fullname', 'jointime', 'leavetime'],
      ['name', 'attendanceduration', 'role'],
      ['fullname', 'role'],
      ['nombre', 'primeraunion'],
      ['nombre', 'duracionenlareunion'],
      ['nombrecompleto', 'acciondeusuario'],
      ['nom', 'premiereparticipation'],
      ['nom', 'premiereconnexion'],
      ['nom', 'dureedelareunion'],
      ['name', 'ersterbeitritt'],
      ['name', 'dauerderbesprechung'],
    ],
    otherSections:
      /^(\d+\.\s*)?(summary|in-meeting activities|meeting summary|resumen|zusammenfassung|r[eé]sum[eé]|actividades|aktivit|attivit)|^\d+\.\s+(?!participant|attendee|asistente|teilnehm)/i,
  },
  {
    name: 'Google Meet report',
    knownBy: [
      ['firstname', 'lastname', 'timejoined'],
      ['firstname', 'lastname', 'email', 'duration', 'timejoined'],
      ['name', 'joinedat', 'leftat'],
      ['meetingcode', 'participantidentifier'],
    ],
  },
  {
    name: 'Webex report',
    knownBy: [
      ['meetingname', 'attendeeemail'],
      ['name', 'attendeeemail', 'jointime'],
      ['displayname', 'role', 'attendeeemail'],
      ['participant', 'audiotype', 'name'],
    ],
    columns: { participant: null, displayname: 'name' },
  },
  {
    name: 'ON24 report',
    knownBy: [
      ['liveminutes', 'archiveminutes'],
      ['attendedlive', 'attendedarchive'],
    ],
    columns: { attendedlive: 'completed' },
  },
  { name: 'BigBlueButton report', knownBy: [['name', 'moderator', 'activityscore']] },
  {
    name: 'Eventbrite attendee list',
    knownBy: [
      ['order', 'attendee'],
      ['ordernumber', 'attendeenumber'],
      ['orderid', 'attendeestatus'],
      ['order', 'attendeestatus'],
    ],
    marks: { attending: 'none', 'not attending': 'no' },
  },
  {
    name: 'Luma guest list',
    knownBy: [
      ['apiid', 'name', 'email'],
      ['name', 'email', 'approvalstatus', 'checkedinat'],
    ],
  },
  {
    name: 'ti.to ticket list',
    knownBy: [
      ['ticketfullname', 'ticketemail'],
      ['ticketfirstname', 'ticketlastname', 'ticketemail'],
    ],
    columns: { number: null, ticket: null, ticketreference: null },
  },
  { name: 'Whova attendee list', knownBy: [['whovaid'], ['attendeeid', 'firstname', 'lastname', 'checkin']] },
  {
    name: 'Sched attendee list',
    knownBy: [['name', 'email', 'username', 'lastlogin'], ['schedid'], ['username', 'name', 'email', 'company']],
    columns: { username: null },
  },
  {
    name: 'Canvas gradebook',
    knownBy: [
      ['student', 'sisuserid'],
      ['student', 'sisloginid'],
      ['student', 'id', 'section'],
      ['estudiante', 'iddeusuariodelsis'],
    ],
    columns: {
      id: null,
      sisuserid: null,
      section: null,
      sisloginid: 'otherEmail',
      iddeiniciodesesiondelsis: 'otherEmail',
    },
    notPeople: /^\s*(points possible|student,\s*test|test student|puntos posibles|estudiante,\s*prueba)\s*$/i,
  },
  {
    name: 'Canvas roll call',
    knownBy: [['studentname', 'classdate', 'attendance']],
    columns: { teachername: null, teacherid: null, studentid: null, sisstudentid: null },
  },
  {
    name: 'Canvas people list',
    knownBy: [
      ['name', 'loginid', 'sisid', 'section', 'role'],
      ['name', 'loginid', 'section', 'role', 'lastactivity'],
    ],
    columns: { section: null },
    hostRoles: /^(teacher|ta|designer|observer)$/i,
  },
  {
    name: 'Moodle attendance report',
    knownBy: [
      ['takensessions', 'percentage'],
      ['sesionestomadas', 'porcentaje'],
      ['sesionesrealizadas', 'porcentaje'],
      ['anwesend', 'abwesend', 'prozentsatz'],
      ['sessionsprises', 'pourcentage'],
      ['sessionseffectuees', 'pourcentage'],
    ],
    // The share of the sessions that a person attended.
    columns: {
      percentage: 'completed',
      porcentaje: 'completed',
      pourcentage: 'completed',
      prozentsatz: 'completed',
      anwesend: null,
      points: null,
      idnumber: null,
    },
  },
  {
    name: 'Moodle list',
    knownBy: [
      ['firstname', 'lastname', 'emailaddress', 'lastdownloadedfromthiscourse'],
      ['firstname', 'lastname', 'emailaddress', 'completed'],
      ['firstname', 'surname', 'emailaddress'],
      ['firstname', 'lastname', 'idnumber'],
      ['firstname', 'surname', 'idnumber'],
      ['firstnamelastname', 'emailaddress'],
      ['fullname', 'idnumber', 'emailaddress'],
    ],
    columns: { username: null, idnumber: null, status: null },
    hostRoles: /\b(teacher|manager|course creator|profesor|gestor|enseignant|trainer)\b/i,
    notPeople: /^(overall average|average|mean)$/i,
  },
  {
    name: 'Microsoft Forms answers',
    knownBy: [
      ['id', 'starttime', 'completiontime'],
      ['id', 'horadeinicio', 'horadefinalizacion'],
      ['id', 'heurededebut', 'heuredefin'],
      ['id', 'startzeit', 'fertigstellungszeit'],
    ],
    // The name of the account; people write their own in an answer.
    columns: { id: null, completiontime: null, starttime: null, name: 'name' },
  },
  {
    name: 'Qualtrics answers',
    knownBy: [
      ['responseid', 'recordeddate'],
      ['responseid', 'startdate', 'enddate'],
      ['recipientlastname', 'recipientfirstname', 'recipientemail'],
    ],
    // Finishing the form is not attending the event.
    columns: { finished: null, status: null, progress: null, responsetype: null },
    notPeople: /^\{"ImportId"/,
  },
  {
    name: 'SurveyMonkey answers',
    knownBy: [['respondentid', 'collectorid']],
    notPeople: /^(open-ended response|response)$/i,
  },
  {
    // Written by chat.ts.
    name: 'Chat of a meeting',
    names: 'shown',
    knownBy: [['participantname', 'chatmessage']],
  },
  {
    name: 'Google Forms answers',
    knownBy: [
      ['timestamp', 'emailaddress'],
      ['timestamp', 'username'],
      ['timestamp', 'score'],
    ],
    columns: { username: 'email' },
  },
];

/** Returns the platform that writes such a line of headings, if it is known. */
export function platformOf(headings: readonly string[]): Platform | null {
  const there = new Set(headings);
  return PLATFORMS.find(({ knownBy }) => knownBy.some((group) => group.every((heading) => there.has(heading)))) ?? null;
}
