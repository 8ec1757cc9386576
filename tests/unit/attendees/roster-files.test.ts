import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { UploadedLine } from '@/db/schema';
import { stacked } from '@/lib/attendees/import/side-by-side';
import { imported, planOf, rosterFile } from '../../support/roster-files';

/**
 * The people whom each file puts on a roster when nothing is changed, as "name | email | completed | PDUs | school |
 * educator number" without the event's own 6.25 PDUs and blank ends; or the sentence that refuses the file.
 */
const FILES: Record<string, string[] | string> = {
  'absent-beside.xlsx': ['Lena Ostrowski |  | no |  | Polson', 'Hal Brockway |  | no |  | Polson'],
  'absent-column.xlsx': [
    'Kim Spotted Bear |  | no | 6 | GFH',
    "Tara O'Malley |  | no | 0 | CMR",
    'Sam Lee |  | no | 3.5 | CMR',
  ],
  'absent-section.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'activity-transcript.csv': ['Ana Redfern |  | yes | 2', 'Bo Light |  | no | 2'],
  'addresses-among-names.csv': ['Bo Light | bo@example.org | no'],
  'addresses-as-names.csv': [],
  'adobe-connect.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light |  | no'],
  'airtable.csv': [
    'Ana Redfern | ana@example.org | yes | 6 | Lincoln',
    'Bo Light | bo@example.org | no | 3 | Hellgate',
  ],
  'anwesenheit.csv': ['Jürgen Weiß | j@example.org | yes | 3 | GS Nord', 'Zoë Groß | z@example.org | no |  | RS Mitte'],
  'approved-by.csv': ['Ana Redfern |  | no | 2 | Lincoln', 'Bo Light |  | no | 2 | Hellgate'],
  'around-addresses.txt': [
    'Ned Nash | nnash@x.example.org | no |  | Simms',
    'Ola Orr | oorr@x.example.org | no |  | Vaughn',
  ],
  'attendance-fractions.xlsx': [
    'Lena Ostrowski | lena@example.org | yes',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | no',
  ],
  'attendance-percent.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'attendance-status-words.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | yes',
    'Cy Oke | cy@example.org | no',
    'Dee Amber | dee@example.org | yes',
    'Eve Stone | eve@example.org | no',
  ],
  'attendance-text.txt': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
    'Cy Oke | cy@example.org | no |  | Hellgate',
  ],
  'attended-all.xlsx': ['Ana Redfern | ana@example.org | yes | 6', 'Bo Light | bo@example.org | no | 4'],
  'attended-and-no-show.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'attended-counts.csv': [
    'Lena Ostrowski | lena@example.org | no',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | no',
  ],
  'attended-in-full.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | yes',
    'Dee Amber | dee@example.org | no',
    'Eve Stone | eve@example.org | no',
  ],
  'attended-in-part.csv': [
    'Lena Ostrowski | lena@example.org | yes',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | no',
    'Sam Stone | sam@example.org | no',
  ],
  'attended-on.csv': [
    'Xan Abel | xabel@x.example.org | yes |  | Cut Bank',
    'Yul Bain | ybain@x.example.org | no |  | Browning',
  ],
  'attendee-numbers.csv': ['Ana Redfern | ana@example.org | no'],
  'attendee-or-participant.csv': [
    'Ana Redfern | ana@example.org | yes | 2 | Lincoln',
    'Bo Light | bo@example.org | no | 1 | Hellgate',
  ],
  'badges-scanned.csv': [
    'Ana Redfern | ana@example.org | yes |  | Big Sky SD',
    'Robert Light Jr. | bo@example.org | no |  | Helena',
  ],
  'big5.csv': ['王小明 | w@example.org | no', '陳大文 | c@example.org | no'],
  'bigbluebutton.csv': ['Ana Redfern |  | no'],
  'binary.xlsb':
    'This is a binary Excel workbook (.xlsb), which can’t be read. Save it as an Excel workbook (.xlsx) or CSV file, then choose that file.',
  'blackboard-complete.xls': ['Ana Redfern |  | yes', 'Bo Light |  | no'],
  'blackboard.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'bold-markdown.txt': ['Lena Ostrowski |  | no', 'Hal Brockway |  | no', 'June Tallbear |  | no'],
  'booleans.xlsx': ['Ana Redfern | ana@example.org | yes | 6', 'Bo Light | bo@example.org | no | 0'],
  'both-days.csv': ['Kris Lamb |  | yes |  | Sula', 'Lori Mink |  | no |  | Darby', 'Matt Nord |  | yes |  | Darby'],
  'boxes-yes-no.csv': [
    'Lena Ostrowski |  | yes |  | Polson Middle',
    'Hal Brockway |  | no |  | Polson High',
    'June Tallbear |  | yes |  | Linderman',
  ],
  'brightspace.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'building-names.csv': [
    'Ana Redfern | ana@example.org | yes | 2 | Lincoln',
    'Bo Light | bo@example.org | no | 1.5 | Hellgate',
  ],
  'bullets-below-schools.txt': ['Gwen Frost |  | no', 'Hal Gage |  | no', 'Ida Hale |  | no'],
  'bullets-below-title.txt': [
    'Ana Redfern |  | no |  | Lincoln Elementary',
    'Bo Light |  | no |  | Hellgate High',
    'Cy Oke |  | no |  | Big Sky High',
    'Dee Amber |  | no |  | Lincoln Elementary',
  ],
  'bullets-with-hours.txt': ['Lena Ostrowski |  | no | 6', 'Hal Brockway |  | no | 3.5', 'June Tallbear |  | no | 6'],
  'bullets-with-remarks.txt': [
    'Nora Bird In Ground |  | no |  | Lodge Grass',
    'Sam LaPier |  | no |  | Arlee',
    'June Stands |  | no',
    'Ted Vance Jr. |  | no |  | Ronan',
  ],
  'buyers-and-attendees.csv': ['Ana Redfern | ana@example.org | no |  | Lincoln', 'Bo Light |  | no |  | Lincoln'],
  'calendar-attendees.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'calendar-guests.txt': ['Ray Sangrey |  | no', 'Birdie Plenty Hoops |  | no', 'Kent Aldrich |  | no'],
  'campaign-members.csv': [
    'Cal Dahl | cdahl@x.example.org | yes |  | Helena PS',
    'Dee Eads | deads@x.example.org | no |  | Helena PS',
    'Ed Fine | efine@x.example.org | no |  | Helena PS',
  ],
  'canceled-beside-names.csv': ['Fay Fir |  | no | 6 | Ronan'],
  'canceled-column.csv': ['Sue Zell | szell@x.example.org | no'],
  'canvas-gradebook.csv': ['Ana Redfern | ana.redfern@example.org | no', 'Bo Light | bo@example.org | no'],
  'canvas-logins.csv': ['Ana Redfern |  | no', "Mary Ann O'Brien-Smith | mary@example.org | no"],
  'canvas-modules.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'canvas-people-roles.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'canvas-people.csv': ['Ana Redfern | ana@example.org | no'],
  'canvas-quiz.csv': ['Ana Redfern |  | yes', 'Bo Light |  | no'],
  'canvas-roll-call.csv': ['Ana Redfern |  | yes', 'Bo Light |  | no'],
  'canvas-semicolons.csv': ['Ana Redfern | ana@example.org | no'],
  'canvas-spanish.csv': ['José Núñez | jose@example.org | no'],
  'capitals-in-columns.csv': [
    'Ana M Redfern | ana@example.org | no | 1.75 |  | 012345',
    "Mary O'Brien III | m@example.org | no | 2",
  ],
  'capitals-with-particles.csv': ['Tom J Underhill III |  | no | 2 | AUGUSTA', 'Sue Van Horn |  | no | 2 | AUGUSTA'],
  'cells-below-each-other.txt': [
    'Lena Ostrowski |  | no | 6 | Polson Middle',
    'Hal Brockway |  | no | 3.5 | Polson High',
    'June Tallbear |  | no | 6 | Linderman',
  ],
  'certificate-name-blank.csv': [
    'Deborah L. Weatherly | dw@example.org | yes',
    'Charis Old Bull | cob@example.org | no',
    'James Ereaux | je@example.org | yes',
  ],
  'certificate-status.csv': ['Xan Yale | xyale@x.example.org | yes | 5', 'Yara Zinn | yzinn@x.example.org | no | 2'],
  'chat-slack.txt': ['Deb Weatherly |  | no', 'Charis Old Bull |  | no', 'Ross Not Afraid |  | no'],
  'chat-zoom.txt': ['Deb Weatherly |  | no', 'Charis Old Bull |  | no', 'Ross Not Afraid |  | no'],
  'check-boxes-crossed.txt': [
    'Ana Redfern |  | yes |  | Lincoln',
    'Ben Stone |  | no |  | Hellgate',
    'Cy Oke |  | yes |  | Hellgate',
  ],
  'check-column.txt': ['Ana Redfern |  | yes |  | Lincoln', 'Ben Stone |  | no |  | Hellgate'],
  'check-in-times.csv': [
    'Lena Ostrowski | lena@example.org | yes',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | yes',
  ],
  'check-ins-of-sessions.csv': ['Lena Ostrowski | lena@example.org | no', 'Hal Brockway | hal@example.org | no'],
  'check-lines.txt': ['Ana Redfern |  | yes', 'Ben Stone |  | no', 'Cy Oke |  | yes'],
  'check-list-markdown.txt': ['Ana Redfern |  | yes', 'Ben Stone |  | no', 'Cy Oke |  | yes'],
  'check-list.txt': ['Ana Redfern |  | yes', 'Ben Stone |  | no', 'Ed Pretty On Top |  | yes'],
  'check-marks-behind.txt': ['Ana Redfern |  | yes', 'Ben Stone |  | no', 'Cy Oke |  | yes'],
  'check-marks-of-a-font.csv': [
    'Lena Ostrowski |  | yes |  | Polson Middle',
    'Hal Brockway |  | no |  | Polson High',
    'June Tallbear |  | yes |  | Linderman',
  ],
  'check-marks.txt': ['Ana Redfern |  | yes', 'Ben Stone |  | yes', 'Cy Oke |  | no'],
  'chinese-attendance.csv': ['王小明 | w@example.org | yes |  | 第一中学', '李伟 | l@example.org | no |  | 第二中学'],
  'colleague-beside.csv': [
    'Uma Unger | uunger@x.example.org | no |  | Lennep',
    'Wes Wolf | wwolf@x.example.org | no |  | Martinsdale',
  ],
  'columns-with-a-gap.txt': [
    'Lori Bird Rattler |  | no | 6 | Browning HS',
    'Mike St. Goddard |  | no | 3.5',
    'Sam Lee |  | no | 6 | Napi Elementary',
  ],
  'completed-all-hours.txt': [
    'Ken Lodge |  | yes |  | Froid',
    'Liv Moss |  | yes |  | Medicine Lake',
    'Mo Nied |  | no |  | Froid',
  ],
  'completed-but-failed.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
  ],
  'completed-in-part.csv': [
    'Lena Ostrowski | lena@example.org | yes',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | no',
    'Sam Stone | sam@example.org | yes',
  ],
  'completed-later.csv': ['Ana Redfern | ana@example.org | yes'],
  'completion-1904.xlsx': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'completion-credit.csv': [
    'Ana Redfern | ana@example.org | yes | 1',
    'Bo Light | bo@example.org | no | 0',
    'Cy Oke | cy@example.org | yes | 1',
  ],
  'completion-day-zero.xlsx': [
    'Lena Ostrowski | lena@example.org | yes',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | yes',
  ],
  'completion-first-day.csv': [
    'Lena Ostrowski | lena@example.org | yes',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | no',
  ],
  'completion-status.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
  ],
  'contacts.csv': ['Ana Redfern | ana@example.org | no |  | Lincoln'],
  'continuing-education-units.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'copied-pages.txt': [
    'Ana Redfern |  | yes | 2 | Lincoln',
    'Bo Light |  | no | 1.5 | Hellgate',
    'Cy Old Person |  | yes | 2 | Big Sky High',
    'Dee Amber |  | yes | 2 | Lincoln',
  ],
  'counts-below.csv': ['Lena Ostrowski |  | no | 6 | Polson Middle', 'Hal Brockway |  | no | 3.5 | Polson High'],
  'couples-in-a-cell.csv': ['Earl Frost |  | yes |  | Malta'],
  'credentials-in-capitals.csv': [
    'Dr. Ana Redfern | ana@example.org | no',
    'Bo Light, M.Ed. | bo@example.org | no',
    'Cy Oke, NBCT | cy@example.org | no',
  ],
  'credit-in-full.csv': ['Dan Dahl |  | yes |  | WHS', 'Eve Eck |  | no |  | WHS', 'Fin Foy |  | no |  | WMS'],
  'csv-in-one-column.xlsx': ['Ana Redfern | ana@example.org | no | 2', 'Bo Light | bo@example.org | no | 1.5'],
  'customers-and-attendees.csv': ['Quil Ward |  | yes |  | Arlee', 'Rex Yost |  | no |  | Arlee'],
  'cvent-session.csv': [
    'Ray Sangrey | rsangrey@example.org | yes | 1.5 | Rocky Boy Schools',
    'Birdie Plenty Hoops | bph@example.org | no | 0 | Lodge Grass',
    'Kent Aldrich | kaldrich@example.org | no | 0 | Malta',
  ],
  'cvent.csv': ['Ana Redfern | ana@example.org | yes |  | Lincoln', 'Bo Light | bo@example.org | no |  | Hellgate'],
  'czech-windows.csv': [
    'Jiří Dvořák | jiri@example.org | no |  | Základní škola Žižkov',
    'Łukasz Żółć | lukasz@example.org | no |  | Szkoła',
  ],
  'dashes.txt': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
    'Cy Oke | cy@example.org | no |  | Hellgate',
  ],
  'database-abbreviations.csv': [
    'Kristi L Amundson |  | yes | 2 | BITTERROOT VALLEY',
    'J Peter Birdinground |  | no | 2 | PLENTY COUPS',
    'Mary Jo van Dyke |  | yes | 2 | SHIELDS VALLEY',
  ],
  'database-table.txt': ['Deb Weatherly |  | yes | 6 | Kalispell MS', 'Charis Old Bull |  | no | 3 | Wolf Point'],
  'date-last-first-no-headings.csv': [
    'Lena Ostrowski |  | no | 6 | Polson Middle',
    'Harold Brockway |  | no | 3.5 | Polson High',
    'June Tallbear |  | no | 6 | Linderman',
  ],
  'dates-from-1904.xlsx': ['Ana Redfern |  | yes', 'Bo Light |  | no'],
  'dates-with-hours.csv': ['Ora Orr |  | no | 6 | Noxon', 'Pip Pye |  | no | 3.5 | Heron'],
  'days-and-total.xlsx': ['Deb Weatherly |  | no | 6 | Kalispell MS', 'Charis Old Bull |  | no | 3 | Wolf Point'],
  'days-as-numbers.csv': [
    'Lena Ostrowski | lena@example.org | yes',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | yes',
  ],
  'days-below-each-other.csv': [
    'Lena Ostrowski |  | no | 3 | Polson Middle',
    'Hal Brockway |  | no | 3 | Polson High',
    'Lena Ostrowski |  | no | 5.5 | Polson Middle',
    'June Tallbear |  | no | 3 | Linderman',
  ],
  'decorated-names.csv': [
    'Ana Redfern | a1@example.org | no',
    'Bo Light | a2@example.org | no',
    'Cy Oke | a3@example.org | no',
    'Dee Amber | a4@example.org | no',
    'Eve Stone | a5@example.org | no',
    'Fay Wolf | a6@example.org | no',
    'Ida Frost | a9@example.org | no',
    'Jo Pine | a10@example.org | no',
  ],
  'departments-and-locations.csv': [
    'Lars Nygaard | lnygaard@x.example.org | yes',
    'Pam Ochs | pochs@x.example.org | no',
  ],
  'departments-of-levels.csv': ['Hope Ide | hide@x.example.org | yes | 2', 'Ian Joy | ijoy@x.example.org | no | 0'],
  'devices.csv': ['Ana Redfern | ana@example.org | no'],
  'district-and-campus.csv': [
    'Zoe Kane | zkane@x.example.org | yes | 6 | Newman',
    'Abe Lamb | alamb@x.example.org | no | 0 | Orchard',
  ],
  'doodle.txt': ['Marla Whitford |  | no', 'Tim Ruud |  | no', 'Jo Big Hair |  | no'],
  'dots-to-hours.txt': ['Lena Ostrowski |  | no | 6', 'Hal Brockway |  | no | 3.5', 'June Tallbear |  | no | 6'],
  'duplicate-later-better.csv': ['Bo Light | bo@example.org | no | 2', 'Ana Redfern | ana@example.org | no | 2'],
  'earned-credit.csv': ['Kip Kay |  | yes', 'Lee Lux |  | no'],
  'educator-types.csv': ['Deb Weatherly |  | yes', 'Charis Old Bull |  | no'],
  'ej-filter.xlsx': ['In Filter |  | yes'],
  'ej-mergedname.xlsx': ['Zoë Ñandú | z@example.org | no'],
  'ej-sheets.xlsx': ['Room One |  | no'],
  'ej-table.xlsx': ['A One |  | no | 3', 'B Two |  | no | 4'],
  'ej-types.xlsx': [
    'Num Units | a@example.org | yes |  | S | 12345',
    'Text Units | b@example.org | no |  | S | 0012345',
    'Date School | c@example.org | no | 3 | 5/3/2026',
    'Formula | d@example.org | yes | 2.5 | ab | 2',
    'Float | g@example.org | yes |  | 0 | 150000000000000000000',
    'Fmt | h@example.org | yes | 3 | 50% | 0000123',
  ],
  'eligible-for-pdus.xlsx': ['Ana Redfern |  | no |  | Helena', 'Bo Light |  | no |  | Butte'],
  'email-message.txt': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no'],
  'email-reply.txt': ['Deb Weatherly |  | no | 6', 'Charis Old Bull |  | no | 3', 'Ross Not Afraid |  | no | 6'],
  'employee-numbers.csv': ['Ana M Redfern |  | yes |  | LINC', 'Bo Light |  | no |  | HELL'],
  'employee-roster.xlsx': [
    'Ana M. Redfern |  | yes | 6 | Lincoln',
    'Bo Light Jr. |  | no | 6 | Hellgate',
    'Cy Van Oke |  | no | 0 | Hellgate',
  ],
  'enrollment-words.csv': [
    'Ben Buck | bbuck@x.example.org | no | 0 | Kinsey',
    'Cia Cole | ccole@x.example.org | no |  | Cottonwood',
  ],
  'entities.csv': [
    "José O'Rourke | jose@example.org | yes |  | St. Mary’s & Holy Cross",
    'Ana Núñez | ana@example.org | no |  | Polson',
  ],
  'equals-and-hours.txt': ['Lena Ostrowski |  | no | 6', 'Hal Brockway |  | no | 3.5', 'June Tallbear |  | no | 6'],
  'error-cells.xlsx': ['Ana Redfern | ana@example.org | yes | 2'],
  'euckr.csv': ['김철수 | k@example.org | no', '이영희 | l@example.org | no'],
  'eventbrite-2024.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
  ],
  'eventbrite-attendees.csv': [
    'Ana Redfern | office@lincoln.example.org | yes |  | Lincoln School',
    'Bo Light | office@lincoln.example.org | yes |  | Lincoln School',
    'Cy Oke | office@lincoln.example.org | no |  | Lincoln School',
    'Dee Amber | dee@example.org | no',
  ],
  'eventbrite-buyers-first.csv': ['Ana Redfern | ana@example.org | yes'],
  'eventbrite-buyers.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'eventbrite-check-in.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'eventbrite-district.csv': [
    'Inés Prado | iprado@x.example.org | no |  | Hardin',
    'Luis Rey | lrey@x.example.org | no |  | Hardin',
  ],
  'eventbrite-educator-numbers.csv': [
    'Dana Foss | dfoss@hav.example.org | yes |  | Havre | 100231',
    'Ruth Azure | razure@hav.example.org | yes |  | Havre',
    'Milo Grant | mgrant@rb.example.org | no |  | Rocky Boy | 100784',
    'Lily Ortega | lortega@ch.example.org | no |  | Chinook',
  ],
  'eventbrite-espanol.csv': [
    'Zoë Ñandú | zoe@example.org | no',
    'José Núñez García | jose@example.org | no',
    'Eva Peña | eva@example.org | no',
  ],
  'eventbrite-french.csv': ['Hélène Côté | helene@example.org | no', 'René Léger | rene@example.org | no'],
  'eventbrite-german.csv': ['Jürgen Weiß | j@example.org | yes', 'Björn Groß | b@example.org | no'],
  'eventbrite-italian.csv': ["Lucia D'Angelo | lucia@example.org | yes", 'Giò Rossi | gio@example.org | no'],
  'eventbrite-one-name.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | yes'],
  'eventbrite-spanish-check-in.csv': [
    'Lucía Peña Ortiz | lucia@example.org | yes',
    'José Núñez | jose@example.org | no',
  ],
  'eventmobi.csv': [
    'Ray Sangrey | rsangrey@example.org | yes |  | Rocky Boy',
    'Birdie Plenty Hoops | bph@example.org | no |  | Lodge Grass',
  ],
  'excel-mac.csv': ['José Núñez | jose@example.org | no', 'Zoë Ångström | zoe@example.org | no'],
  'export.xls': ['Ana Redfern | ana.redfern@example.org | no', 'Bo Light | bo@example.org | no'],
  'feuille-emargement.csv': [
    'Hélène Côté | helene@example.org | yes | 2.5 | École du Lac',
    'René Léger | rene@example.org | yes | 1.25 | École du Lac',
    'Jean-Luc Dupont-Morel |  | no | 0 | Collège Nord',
  ],
  'fixed-width.txt': ['Deborah L Weatherly |  | yes | 6 | KMS', 'Charis Old Bull |  | no | 3 | WPHS'],
  'form-responses.xlsx': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'forms-teachers-anonymised.csv': [
    'Tess Marsh-Elm | t1@example.org | no |  | School 36',
    'Lee Gale | t2@example.org | no |  | School 36',
    'Wes Elm | t3@example.org | no |  | School 23',
    'Uma Upton | t4@example.org | no |  | School 23',
    'Ana Snow | t5@example.org | no |  | School 23',
    'Yan Lake | t6@example.org | no |  | School 36',
    'Uma Light | t7@example.org | no |  | School 36',
    'Fay Amber | t8@example.org | no |  | School 36',
    'Lee Thorn | t9@example.org | no |  | School 36',
    'Hal Quill | t10@example.org | no |  | School 23',
    'Rae Amber | t11@example.org | no |  | School 23',
    'Sam Lake | t12@example.org | no |  | School 36',
    'Ana Elm | t13@example.org | no |  | School 23',
    'Gus Reed | t14@example.org | no |  | School 36',
    'Ida Wolf | t15@example.org | no |  | School 23',
    'Yan Quill | t16@example.org | no |  | School 36',
    'Fay Frost | t17@example.org | no |  | School 36',
    'Zoe Oke | t18@example.org | no |  | School 11',
    'Eve York | t19@example.org | no |  | School 36',
    'Tess Snow | t20@example.org | no |  | School 36',
    'Eve Stone | t21@example.org | no |  | School 36',
    'Ana Redfern | t22@example.org | no |  | School 36',
    'Gus Frost | t23@example.org | no |  | School 36',
    'Gus Wolf | t24@example.org | no |  | School 36',
    'Fay North | t25@example.org | no |  | School 36',
    'Kit Hill | t26@example.org | no |  | School 36',
    'Rae Cedar | t27@example.org | no |  | School 36',
    'Uma Hill | t28@example.org | no |  | School 36',
    'Fay Drake | t29@example.org | no |  | School 36',
    'Gus Quill | t30@example.org | no |  | School 36',
    'Jo Redfern | t31@example.org | no |  | School 36',
    'Lee Reed | t32@example.org | no |  | School 36',
    'Fay Stone | t33@example.org | no |  | School 36',
    'Ida Oke | t34@example.org | no |  | School 36',
    'Kit North | t35@example.org | no |  | School 36',
    'Tess West | t36@example.org | no |  | School 36',
    'Ana York | t37@example.org | no |  | School 36',
    'Vic Drake | t38@example.org | no |  | School 36',
    'Kit Oke | t39@example.org | no |  | School 36',
    'Jo Pine | t40@example.org | no |  | School 36',
    'Jo Thorn | t41@example.org | no |  | School 36',
    'Wes Olsen | t42@example.org | no |  | School 36',
    'Fay Thorn | t43@example.org | no |  | School 36',
    'Pat Drake | t44@example.org | no |  | School 23',
    'Fay Light | t45@example.org | no |  | School 23',
    'Ida Redfern | t46@example.org | no |  | School 23',
    'Xan C Quill | t47@example.org | no |  | School 23',
    'Ana Vale | t48@example.org | no |  | School 36',
    'Zoe Reed | t49@example.org | no |  | School 23',
    'Lee Quill | t50@example.org | no |  | School 36',
    'Sam Redfern | t51@example.org | no |  | School 23',
    'Ora Light | t52@example.org | no |  | School 36',
    'Wes Wolf | t53@example.org | no |  | School 23',
    'Tess Hill | t54@example.org | no |  | School 36',
    'Dee Frost | t55@example.org | no |  | School 36',
    'Hal Snow | t56@example.org | no |  | School 23',
    'Lee Upton | t57@example.org | no |  | School 23',
    'Lee Upton | t58@example.org | no |  | School 23',
    'Ida Frost | t59@example.org | no |  | School 23',
  ],
  'forms-two-names.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln | 12345',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'french-attendance-in-part.csv': ['Tara Tô |  | no |  | École A', 'Ugo Un |  | yes |  | École B'],
  'french-capitals.csv': [
    'René Léger | rene@example.org | yes |  | École Sud',
    'Hélène Côté | helene@example.org | no |  | École Sud',
  ],
  'french-hours-and-minutes.csv': ['Éva Gagné |  | no | 2.5 | École A', 'Guy Huot |  | no | 4 | École B'],
  'french-hours-and-structure.csv': [
    'Hélène Lévesque |  | no | 6 | Collège Hugo',
    'Awa Diallo |  | no | 3.5 | Lycée Zola',
  ],
  'french-last-name-first.csv': ['René Léger | r@example.org | no | 2.5'],
  'french-mac.csv': ['René Léger | r@example.org | yes', 'Hélène Côté | h@example.org | no'],
  'french-sign-in-half-days.csv': ['Hélène Lévesque |  | no |  | Collège Hugo', 'Awa Diallo |  | no |  | Lycée Zola'],
  'french-sign-in-list.csv': [
    'Hélène Côté-Roy | helene@example.org | yes | 1.5 | École du Nord',
    'René De la Tour | rene@example.org | no | 0 | École du Sud',
  ],
  'french-validated.csv': [
    'Anne Weber |  | yes | 6 | Lycée Hugo',
    'Bruno Xavier |  | no | 4.5 | Lycée Hugo',
    'Chloé Yvon |  | yes | 6 | Collège Zola',
  ],
  'french-windows.csv': [
    'Zoë Ñandú | z@example.org | yes |  | Big Sky',
    'René Léger | r@example.org | no |  | Big Sky',
  ],
  'french-yes-letters.csv': [
    'Hélène Lévesque | helene@example.org | yes |  | CSS des Rives',
    'Awa Diallo | awa@example.org | no |  | CSS des Rives',
  ],
  'french.csv': ['Zoë Ñandú | z@example.org | no |  | Big Sky'],
  'frontline-transcript.csv': [
    'Kay Fisher |  | yes | 3 | Central Elementary',
    'Lee Goodluck |  | no | 0 | Central Elementary',
    'May Hart |  | no | 0 | Ridgeview School',
  ],
  'frontline.csv': [
    'Ana Redfern | ana@example.org | yes | 2 | Lincoln',
    'Bo Light | bo@example.org | no | 0 | Hellgate',
  ],
  'full-and-preferred-names.csv': [
    'Anastasia Redfern | ana@example.org | yes |  | Lincoln School',
    'Robert Light Jr. | bo@example.org | no |  | Hellgate HS',
  ],
  'gb18030.csv': ['王小明 | w@example.org | no', '李伟 | l@example.org | no'],
  'german-attendance-percent.csv': [
    'Käthe Schröder | kaethe@example.org | yes',
    'Ümit Öztürk | uemit@example.org | no',
  ],
  'german-complete-attendance.csv': ['Änne Übel |  | no | 4.5 | GS Süd'],
  'german-dos.csv': ['Jürgen Groß | j@example.org | no'],
  'german-learning-system.csv': ['Jürgen Groß | j@example.org | yes', 'Zoë Müller | z@example.org | no'],
  'german-lesson-units.csv': ['Käthe Schröder |  | yes |  | GS Süd', 'Ümit Öztürk |  | no |  | RS Mitte'],
  'german-short-headings.csv': ['Ruedi Aebischer |  | yes |  | Bern', 'Züsi Böhlen |  | no |  | Thun'],
  'german-total-hours.csv': ['Uwe Groß |  | no | 6 | RS Nord'],
  'german-windows.csv': [
    'Jürgen Groß | j@example.org | yes | 1.5 | Grundschule Süd',
    'Zoë Müller | z@example.org | no | 2 | Grundschule Süd',
  ],
  'google-classroom.csv': ['Ana Redfern | ana@example.org | no'],
  'google-form-affectation.csv': [
    'Hélène Lévesque | helene@example.org | yes | 6 | Collège Hugo',
    'Awa Diallo | awa@example.org | no | 3 | Lycée Zola',
  ],
  'google-form-agreement.csv': [
    'Ana Redfern | ana@example.org | yes | 2 | Lincoln | 012345',
    'Bo Light | bo@example.org | no | 1.5 | Hellgate',
  ],
  'google-form-certificate-email.csv': [
    'Ana Redfern | ana@example.org | no | 2 | Lincoln',
    'Bo Light | bo@example.org | no | 2 | Hellgate',
  ],
  'google-form-confirm.csv': [
    'Val Van | vvan@x.example.org | yes |  | Victor',
    'Wes Wu | wwu@x.example.org | no |  | Victor',
  ],
  'google-form-days.csv': [
    'Ana Marie Redfern | ana@example.org | yes |  | Helena | 104432',
    'Robert Light | bo@example.org | no |  | Helena',
    'Cy Oke | cy@example.org | yes |  | Butte',
  ],
  'google-form-francais.csv': [
    'Hélène Côté | helene@example.org | yes |  | École du Lac',
    'René Léger | rene@example.org | no |  | École du Lac',
  ],
  'google-form-french-order.csv': [
    'Chloé Lefèvre | c.lefevre@example.org | yes |  | Collège Jean-Moulin',
    'Marc Dubois | m.dubois@example.org | no |  | Lycée Curie',
  ],
  'google-form-french-parts.csv': ['René Léger | r@example.org | yes |  | Sud'],
  'google-form-french.csv': ['René Léger | r@example.org | yes |  | Sud'],
  'google-form-german.csv': ['Jürgen Groß | j@example.org | yes |  | Süd', 'Zoë Müller | z@example.org | no |  | Süd'],
  'google-form-hours-choice.csv': [
    'Ana Redfern | ana@example.org | yes | 3 | Lincoln',
    'Bo Light | bo@example.org | yes | 1.5 | Hellgate',
    'Cy De La Cruz | cy@example.org | yes | 3 | Hellgate',
  ],
  'google-form-hours-french.csv': [
    'Hélène Côté | helene@example.org | yes | 1.5 | Lincoln',
    'René Léger | rene@example.org | no | 1 | Hellgate',
  ],
  'google-form-hours-german.csv': [
    'Jürgen Weiß | j@example.org | yes | 2 | Grundschule',
    'Björn Groß | b@example.org | no | 1 | Gymnasium',
  ],
  'google-form-hours-spanish.csv': [
    'Ana Redfern | ana@example.org | yes | 1.5 | Lincoln',
    'José Núñez | jose@example.org | no | 2 | Hellgate',
  ],
  'google-form-hours.csv': [
    'Ana Redfern | ana@example.org | yes | 2 | Lincoln | 012345',
    'Bo Light | bo@example.org | no | 1.5 | Hellgate',
  ],
  'google-form-parts.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln / Helena SD',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'google-form-questions.csv': [
    'Ana Redfern | ana.redfern@example.org | no |  | Lincoln School | 123456',
    'Bo Light | bo@example.org | no |  | Hellgate Elementary',
  ],
  'google-form-sessions.csv': [
    'Ana Redfern | ana@example.org | no | 2 | Lincoln | 012345',
    'Bo Light | bo@example.org | no | 1 | Hellgate',
  ],
  'google-form-spanish.csv': [
    'Ana Ñandú | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Lincoln',
  ],
  'google-form-stayed.csv': [
    'Leah Old Horn | leah@example.org | yes |  | Lodge Grass',
    'Victor Ames | vames@example.org | no |  | Hardin',
  ],
  'google-form-verify.csv': [
    'Deb Weatherly | dw@example.org | yes | 6 | Kalispell Middle School, SD5',
    'Charis Old Bull | cob@example.org | yes | 4.5 | Wolf Point',
  ],
  'google-form-yes-and-more.csv': [
    'José Núñez | jose@example.org | yes | 2 | Lincoln',
    'María Peña | maria@example.org | no | 1 | Hellgate',
  ],
  'goto-webinar.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'grand-total.xlsx': ['Ana Redfern |  | no | 2'],
  'grouped-by-school.csv': [
    'Ana Redfern | ana@example.org | no | 2',
    'Bo Light | bo@example.org | no | 2',
    'Cy Oke | cy@example.org | no | 1.5',
  ],
  'guest-rsvp.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
  ],
  'guests-of-guests.csv': ['Deb Weatherly | dw@example.org | yes', 'Charis Old Bull | cob@example.org | no'],
  'guests.csv': [
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
    'Dee Amber | dee@example.org | no',
    'Mr. Ed Stone | ed@example.org | no',
  ],
  'hand-two-columns.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'heading-student.csv': ['Ana Redfern | ana@example.org | no'],
  'heading-with-a-comma.csv': [
    'Olive Ulrey | oulrey@x.example.org | yes | 6 | Loy Elementary',
    'Penn Voll | pvoll@x.example.org | no | 0 | Loy Elementary',
  ],
  'headings-in-capitals.csv': [
    'Ana Redfern | ANA@EXAMPLE.ORG | yes | 2 | LINCOLN',
    'Bo Light | BO@EXAMPLE.ORG | no | 1 | HELLGATE',
  ],
  'headings-on-each-page.csv': ['Ana Redfern |  | no |  | Lincoln', 'Bo Light |  | no |  | Hellgate'],
  'hebrew-names.csv': ['דוד לוי | d@example.org | yes', 'שרה כהן | s@example.org | no'],
  'hours-and-minutes.xlsx': [
    'Abby Stump |  | no | 4.5 | Geraldine',
    'Brett Doney |  | no | 4 | Highwood',
    'Chad Lund |  | no | 3.75 | Fort Benton',
  ],
  'hours-as-times.xlsx': ['Ana Redfern |  | no | 2', 'Bo Light |  | no | 1.5'],
  'hours-as-titles.txt': ['Lena Ostrowski |  | no | 6', 'June Tallbear |  | no | 6', 'Hal Brockway |  | no | 3.5'],
  'hours-as-written.csv': [
    'Ana Redfern | ana@example.org | no | 1.5',
    'Bo Light | bo@example.org | no | 1.5',
    'Cy Oke | cy@example.org | no | 2',
    'Dee Amber | dee@example.org | no | 1.25',
    'Eve Stone | eve@example.org | no | 0',
    'Fay Wolf | fay@example.org | no | 1.5',
    'Gus Hill | gus@example.org | no | 1.5',
    'Hal Lake | hal@example.org | no | 2',
  ],
  'hours-before-names.txt': ['Lena Ostrowski |  | no | 6', 'June Tallbear |  | no | 6', 'Hal Brockway |  | no | 3.5'],
  'hours-behind-names.txt': ['Lena Ostrowski |  | no | 6', 'Hal Brockway |  | no | 3.5', 'June Tallbear |  | no | 6'],
  'hours-each-day.csv': [
    'Ana Redfern | ana@example.org | no | 6 | Lincoln',
    'Bo Light | bo@example.org | no | 3 | Hellgate',
  ],
  'hours-in-headings-of-days.csv': ['Dot Dow |  | no | 4.5', 'Ed Ek |  | no | 3.5'],
  'hours-in-headings.xlsx': [
    'Amy Alden |  | no | 6 | Huntley',
    'Bob Brack |  | no | 4 | Worden',
    'Cat Coyle |  | no | 0 | Huntley',
  ],
  'hours-in-notes.csv': ['Ana Redfern |  | no |  | Lincoln'],
  'hours-in-parentheses.txt': ['Lena Ostrowski |  | no | 6', 'Hal Brockway |  | no | 3.5', 'June Tallbear |  | no | 6'],
  // Each row is refused with a sentence.
  'hours-in-words.csv': [],
  'hours-kinds.csv': [
    'Ana Redfern | a1@example.org | no | 3',
    'Bo Light | a2@example.org | no | 2.5',
    'Cy Oke | a3@example.org | no | 2.5',
    'Dee Amber | a4@example.org | no | 1.5',
    'Eve Stone | a5@example.org | no | 1.5',
    'Fay Wolf | a6@example.org | no | 1.25',
    'Gus Hill | a7@example.org | no | 1.25',
    'Hal Lake | a8@example.org | no | 0.75',
    'Ida Frost | a9@example.org | no | 6',
    'Jo Pine | a10@example.org | no | 2',
    'Kit Hale | a11@example.org | no | 1.75',
  ],
  'hours-missed.csv': ['Lena Ostrowski |  | yes', 'Hal Brockway |  | yes'],
  'hours-of-named-sessions.csv': ['Lena Ostrowski |  | no | 4', 'Hal Brockway |  | no | 2.5'],
  'hours-of-the-whole-in-words.csv': ['Ann Arms |  | no | 6 | Winifred', 'Bob Burr |  | no | 4.5 | Roy'],
  'hours-of-the-whole.csv': [
    'Ann Arms |  | no | 6 | Winifred',
    'Bob Burr |  | no | 4 | Roy',
    'Cy Cobb |  | no | 0 | Roy',
  ],
  'hours-under-unknown-heading.csv': [
    'Flo Fry |  | no | 6 | Ronan',
    'Gus Guy |  | no | 3 | Pablo',
    'Hal Hoy |  | no |  | Ronan',
  ],
  'how-much-attended.csv': [
    'Tia Ross | tross@x.example.org | yes |  | Noxon',
    'Uri Sand | usand@x.example.org | no |  | Trout Creek',
    'Val Tice | vtice@x.example.org | yes |  | Noxon',
  ],
  'html-row-spans.xls': ['Ana Redfern | ana@example.org | yes | 2', 'Bo Light | bo@example.org | no | 1'],
  'html-two-tables.xls': ['Zoë Ñandú | z@example.org | yes', 'Bo Light | bo@example.org | no'],
  'html-unclosed-cells.xls': [
    'Ana Redfern | ana@example.org | no | 2',
    "Mary Ann O'Brien | mary@example.org | no | 1.5",
  ],
  'html.xls': ['Zoë | z@example.org | no'],
  'hungarian-windows.csv': [
    'Őrs Nagy | o@example.org | no |  | Petőfi Iskola',
    'Jenő Tóth | j@example.org | no |  | Szűcs Iskola',
  ],
  'in-person-or-virtual.csv': [
    'Dee Dorn | ddorn@x.example.org | yes |  | Heart Butte',
    'Ed Eads | eeads@x.example.org | yes |  | Valier',
    'Fay Finn | ffinn@x.example.org | no |  | Valier',
  ],
  'infinite-campus.csv': [
    'Rosalie Jean Van Dyke | rvandyke@havre.example.org | no |  | Havre High School | 104221',
    'Norman Azure Jr. | nazure@havre.example.org | no |  | Lincoln-McKinley | 098833',
  ],
  'instructor-line.txt': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no', 'Dee Amber |  | no'],
  'invisible-characters.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'italian-last-first.csv': [
    'Giulia Bianchi |  | yes | 6 | IC Verdi',
    'Marco De Luca |  | no | 0 | IC Verdi',
    'Nicolò Rossi |  | yes | 4.5 | Liceo Volta',
  ],
  'japanese-attendance.csv': [
    '山田 花子 | hanako@example.org | yes |  | 東小学校',
    '佐藤 健 | ken@example.org | no |  | 西小学校',
  ],
  'jobs-between-dashes.txt': [
    'Lena Ostrowski |  | no |  | Polson Middle',
    'Hal Brockway |  | no |  | Polson High',
    'June Tallbear |  | no |  | Linderman',
  ],
  'jotform-2026.csv': [
    'Ana Redfern | ana@example.org | no | 6 | Lincoln',
    'Bo Light | bo@example.org | no | 3 | Hellgate',
  ],
  'jotform.csv': ['Ana Redfern | ana@example.org | yes |  | Lincoln', 'Bo Light | bo@example.org | no |  | Hellgate'],
  'json-inside.json': [
    'Ivy Marsh | ivy@x.example.org | yes |  | Culbertson',
    'Joe Nash | joe@x.example.org | no |  | Froid',
    'Kim Oaks |  | yes |  | Froid',
  ],
  'json-lines.txt': ['Xena York | xy@x.example.org | yes', 'Yuri Zahn | yz@x.example.org | no'],
  'json-minutes.json': ['Yul Yam | yyam@x.example.org | no | 2', 'Zoe Zip | zzip@x.example.org | no | 0.75'],
  'kickup.csv': [
    'Ana Redfern | ana@example.org | yes | 1.5',
    'Bo Light | bo@example.org | no | 0',
    'Cy Oke | cy@example.org | no',
  ],
  'labels-and-values.txt': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'last-first-initial.csv': ['Ana M Redfern |  | no | 2 | Helena', 'Bo Light |  | no | 1.5 | Missoula'],
  'last-first-lines.txt': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Vince De la Cruz |  | no'],
  'last-first-no-headings.csv': [
    'Zed A. Zorn |  | no |  | Jordan HS',
    'Ann Abel |  | no |  | Jordan HS',
    'Bo C. Bird |  | no |  | Jordan El',
  ],
  'last-first-unquoted.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'last-first-with-initials.csv': [
    'Harold J Brockway |  | no | 6 | PHS',
    'Lena M Ostrowski |  | no | 6 | PMS',
    'Michael Stone |  | no | 3 | PHS',
    'June A Tallbear |  | no | 6 | LES',
    'Susan K Walker |  | no | 2 | LES',
  ],
  'last-names-of-two-words.txt': [
    "Urban Bear Don't Walk |  | no",
    'Lana Takes Enemy |  | no',
    'Mark Real Bird |  | no',
    'Henry Old Coyote Jr. |  | no',
    'Ross Not Afraid |  | no',
  ],
  'lastfirst.csv': ['Zoë Ñandú | z@example.org | no', 'Bob Smith | b@example.org | no'],
  'learner-ids.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | yes',
  ],
  'learning-system.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'legal-first-names.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'legend.csv': [
    'Lena Marsh |  | yes | 6 | Superior',
    'Milt Nash |  | no | 3 | Alberton',
    'Nora Olds |  | no | 0 | St. Regis',
  ],
  'letters-of-attendance.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
  ],
  'letters-with-key.csv': ['Liz Mann |  | no |  | Conrad'],
  'list.slk':
    'This is a SYLK file (.slk), which can’t be read. Open it in a spreadsheet program. Save it as an Excel workbook (.xlsx) or CSV file, then choose that file.',
  'lista-excel.csv': [
    'José Núñez García | jose@example.org | no |  | I.E. Lincoln',
    'Zoë Ñandú | zoe@example.org | no |  | I.E. Sur',
  ],
  'liste-inscrits.csv': [
    'Hélène Côté | helene@example.org | yes | 2.5 | École du Lac',
    'René Léger | rene@example.org | no | 0 | École du Lac',
  ],
  'liste-presence.csv': [
    'Hélène Côté | helene@example.org | yes |  | CS du Lac',
    'René Léger | rene@example.org | no |  | CS du Lac',
    'Marie-Ève Tremblay | marie@example.org | no |  | CS du Nord',
  ],
  'litmos.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'long-last-names.txt': [
    'Ana Redfern |  | no',
    'Ed Pretty On Top |  | no',
    'Charis Old Bull |  | no',
    'Bo Light |  | no',
    'Jan Van der Berg |  | no',
  ],
  'luma-2025.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo | bo@example.org | no |  | Hellgate',
    'Cy Oke | cy@example.org | no |  | Lincoln',
  ],
  'luma-2026.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln | 12345',
    'Bo Light | bo@example.org | no |  | Hellgate',
    'Cy Oke | cy@example.org | no',
  ],
  'luma-certificate-name.csv': [
    'Ana Redfern | ana@example.org | yes |  | Big Sky',
    'Bo Light | bo@example.org | no |  | Helena',
  ],
  'luma-joined.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'luma.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'mail-copies.txt': [
    'Nora Bird In Ground | nbig@example.org | no',
    'Sam LaPier |  | no',
    'June Stands |  | no',
    'Ted Vance Jr. |  | no',
  ],
  'mail-group.txt': ['Ray Sangrey | rsangrey@example.org | no', 'Birdie Plenty Hoops | bph@example.org | no'],
  'mailto.csv': [
    'Ana Redfern | ana@example.org | no',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
    'Dee Amber | dee@example.org | no',
    'Eve Stone |  | no',
    'Fay Wolf |  | no',
    'Gus Hill | gus@example.org | no',
  ],
  'markdown.txt': ['Ana Redfern | ana@example.org | no |  | Lincoln', 'Bo Light | bo@example.org | no |  | Hellgate'],
  'marks-of-days.csv': ['Ana Redfern |  | no |  | Lincoln'],
  'meet-admin-log.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'meet-extension-marks.csv': ['Ana Redfern |  | yes', 'Bo Light |  | no', 'Cy Oke |  | no'],
  'meet-extension-numbered.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'meet-extension-time-in-call.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'meet-masked-addresses.csv': ['Ana Redfern |  | no', 'Bo Light | bo@example.org | no'],
  'meet-organizer.csv': ['Ana Redfern | ana@example.org | no'],
  'meet-tracking-extension.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'meet-workspace.csv': ['Ana Redfern | ana@example.org | no', 'Bo |  | no'],
  'meeting-panel-muted.txt': ['Zoe Ames |  | no', 'Bob Coe |  | no'],
  'meeting-panel.txt': ['Hal Brockway |  | no', 'June Tallbear |  | no'],
  'mentions-below-titles.txt': ['Clara Ivers |  | no', 'Duane Jett |  | no'],
  'message-with-parts.txt': ['Dana Drew |  | no', 'Eli Engel |  | no', 'Faith Fast Horse |  | no'],
  'message-with-places-and-hours.txt': [
    'Ann Teske |  | no | 6 | Lewistown',
    'Bob Rask |  | no | 3 | Grass Range',
    'Cindy Two Teeth |  | no | 6 | Hays',
  ],
  'message-with-signature.txt': [
    'Lena Ostrowski |  | no |  | Polson Middle',
    'Hal Brockway |  | no |  | Polson High',
    'June Tallbear |  | no |  | Linderman',
  ],
  'microsoft-form-anonymous.csv': ['Ana Redfern |  | yes |  | Lincoln | 123456', 'Bo Light |  | no |  | Hellgate'],
  'microsoft-form-hours.csv': ['Ana Redfern | ana@example.org | no | 2.5 | Lincoln'],
  'microsoft-form-numbered-headings.csv': ['Ana Redfern | ana@example.org | no |  | Lincoln'],
  'microsoft-form-signed-in.xlsx': [
    'Kim Spotted Bear | ksb@example.org | yes |  | Browning',
    "Tara O'Malley | tara@example.org | no |  | Browning",
  ],
  'microsoft-form-spanish.csv': ['Zoë Ñandú |  | no |  | Lincoln'],
  'microsoft-form-typed-names.csv': [
    'Nora Bird In Ground | nbig@lg.example.org | yes |  | Lodge Grass HS',
    'Samuel LaPier | slapier@ar.example.org | no |  | Arlee JH',
    'June Stands |  | yes |  | Arlee JH',
  ],
  'middle.csv': ['John Q. Public Jr. |  | no', 'Ann Lee III |  | no'],
  'minutes-and-total.csv': ['Sal Quade |  | no | 4 | Lambert', 'Tia Roe |  | no | 2.75 | Lambert'],
  'minutes-before-hours.csv': [
    'Tom Uhl |  | no | 5.75 | WHS',
    'Una Vogel |  | no | 6 | WES',
    'Val Wald |  | no | 2.25 | WES',
  ],
  'minutes.csv': [
    'Paul Quaid |  | no | 2 | Sidney',
    'Rita Sparks |  | no | 1.5 | Fairview',
    'Sol Trevino |  | no | 2 | Sidney',
  ],
  'modules-completed.csv': [
    'Lena Ostrowski | lena@example.org | no',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | no',
  ],
  'moodle-activity-completion.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'moodle-attendance-2026.csv': ['Ana Redfern |  | yes', 'Bo Light |  | no'],
  'moodle-attendance-german.csv': ['Käthe Schröder | kaethe@example.org | yes', 'Ümit Öztürk | uemit@example.org | no'],
  'moodle-attendance-points.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'moodle-attendance-spanish.csv': ['Lucía Ibarra | lucia@example.org | yes', 'Tomás Quiroga | tomas@example.org | no'],
  'moodle-attendance.csv': ['Ana Redfern |  | yes', 'Bo Light |  | no'],
  'moodle-completion-dates.csv': ['Ana Redfern | ana.redfern@example.org | yes', 'Bo Light | bo@example.org | no'],
  'moodle-completion-french.csv': ['Hélène Côté | helene@example.org | yes', 'René Léger | rene@example.org | no'],
  'moodle-completion.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'moodle-course-status.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'moodle-educator-numbers.csv': [
    'Ana Redfern | ana@example.org | yes |  | Helena | 104432',
    'Bo Light | bo@example.org | no |  | Butte',
    'Cy Oke | cy@example.org | no |  | Butte | 104555',
  ],
  'moodle-fifty-activities.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'moodle-gradebook.csv': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'moodle-participants.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'moodle-roles.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'moodle-spanish.csv': ['Ana Ñandú | ana@example.org | no |  | Lincoln'],
  'name-comma-district.csv': [
    'Ana Ortiz |  | no | 2 | Lincoln',
    'Ben Stone |  | no | 3 | Hellgate',
    'Ed Pretty On Top |  | no | 3 | Lodge Grass',
    'Cy Oke, M.Ed. |  | no | 3 | Ronan',
  ],
  'name-dash-organization.csv': ['Ana Ortiz |  | no | 2 | OPI', 'Ben Stone |  | no | 3 | MREA'],
  'name-last-first.csv': [
    'Ana M. Redfern | ana@example.org | no',
    'Bo Light, Ph.D. | bo@example.org | no',
    'Vince De la Cruz | vince@example.org | no',
  ],
  'name-on-certificate-or-not.csv': [
    'Ana M. Redfern | ana@example.org | yes |  | Big Sky | 012345',
    'Bo Light | bo@example.org | no |  | Helena',
  ],
  'name-school-grade.csv': ['Ana Ortiz |  | no | 2 | Lincoln', 'Ben Stone |  | no | 3 | Hellgate'],
  'name-school-parentheses.csv': ['Ana Ortiz |  | yes |  | Lincoln', 'Ben Stone |  | no |  | Hellgate'],
  'name-slash-school-phone.csv': [
    'Mary Nash | mnash@x.example.org | no |  | Stevensville HS',
    'Nick Orr | norr@x.example.org | no |  | Lone Rock',
    'Opal Pierre |  | no |  | Lone Rock',
  ],
  'name-slash-school.csv': [
    'Ana Ortiz | ana@example.org | no |  | Lincoln Elementary',
    'Ben Stone | ben@example.org | no |  | Hellgate',
    'Cy Oke | cy@example.org | no',
  ],
  'name-slash-title.csv': ['Ana Ortiz |  | no | 2', 'Ben Stone |  | no | 3'],
  'names-and-dashes.txt': [
    'Ana Redfern |  | no |  | Lincoln',
    'Bo Light |  | no |  | Hellgate',
    'Cy Oke |  | no |  | Hellgate',
  ],
  'names-and-schools.txt': [
    'Rosa Medicine Crow |  | no |  | Crow Agency School',
    'Dan Harris |  | no |  | Hardin High School',
  ],
  'names-as-written.csv': [
    'Dr. Ana Redfern, Ed.D. | a1@example.org | no',
    'Bo Light | a2@example.org | no',
    'Cy Oke | a3@example.org | no',
    'Dee Amber | a4@example.org | no',
    'Eve Stone | a5@example.org | no',
    'Fay Wolf | a6@example.org | no',
    "Gus O'Hill | a7@example.org | no",
    'Hal de la Lake | a8@example.org | no',
    'Ida van der Berg | a9@example.org | no',
    'Jo Stone Jr. | a10@example.org | no',
    'Kit McDonald | a11@example.org | no',
    'María-José López Núñez | a12@example.org | no',
  ],
  'names-below-title.txt': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no', 'Maya Lopez |  | no'],
  'names-in-address-column.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'names-in-lines-of-a-cell.csv': [],
  'names-in-one-line.txt': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no'],
  'names-in-scripts.csv': [
    'Suharto | suharto@example.org | yes |  | Intl School',
    'ᏣᎳᎩ ᎠᏂ | tsalagi@example.org | yes',
    'Nguyễn Thị Minh Khai | khai@example.org | no |  | Lincoln',
    '李小龙 | li@example.org | yes |  | Lincoln',
    "D'Angelo van der Berg III | dvb@example.org | yes |  | Lincoln",
    'Łucja Ćwikła-O’Neill | lc@example.org | yes |  | Lincoln',
  ],
  'names-mac.csv': ['André Côté |  | no', 'Zoë Ångström |  | no'],
  'names-slash-schools.txt': [
    'Ana Ortiz |  | no |  | Lincoln Elementary',
    'Ben Stone |  | no |  | Hellgate High School',
  ],
  'names-with-jobs.txt': [
    'Ana Redfern |  | no |  | Lincoln Elementary',
    'Bo Light |  | no |  | Hellgate High',
    'Cy Oke |  | no |  | Hellgate High',
  ],
  'names-with-schools.txt': ['Ana Redfern |  | no', 'Bo Light |  | no', "Mary Ann O'Brien-Smith |  | no"],
  'names-with-short-schools.txt': [
    'Lena Ostrowski |  | no |  | PMS',
    'Hal Brockway |  | no |  | PHS',
    'June Tallbear |  | no |  | LES',
    'Sam Stone |  | no |  | PHS',
  ],
  'no-headings-decimals.txt': [
    'Anna B. Smith |  | no | 6 | Lincoln El',
    'James Tall Bull |  | no | 6 | Busby',
    'Karen Ulrich |  | no | 3 | Ashland',
  ],
  'no-headings.csv': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'no-hours-in-words.csv': [
    'Lena Ostrowski |  | no | 6 | Polson',
    'Hal Brockway |  | no | 0 | Polson',
    'June Tallbear |  | no | 0 | Ronan',
    'Sam St. Onge |  | no | 3.5 | Arlee',
  ],
  'no-show-column.csv': [
    'Jan Joy | jjoy@x.example.org | no |  | Joliet',
    'Lee Lux | llux@x.example.org | no |  | Fromberg',
  ],
  'no-shows-first.xlsx': [
    'Lena Ostrowski | lena@example.org | no |  | Polson',
    'Hal Brockway | hal@example.org | no |  | Polson',
  ],
  'number-formats.xlsx': ['Ana Redfern |  | yes | 1.5 |  | 012345', 'Dee Amber |  | no | 1.5'],
  'numbered-first-names.csv': [
    'Bea Bell | bbell@x.example.org | no |  | Hobson',
    'Di Dunn | ddunn@x.example.org | no |  | Moore',
    'Cy Cobb | ccobb@x.example.org | no |  | Hobson',
  ],
  'numbered-list.txt': [
    'Ana Redfern |  | no',
    'Bo Light |  | no',
    'Cy Oke |  | no',
    'Dee Amber |  | no',
    'Eve Stone |  | no',
  ],
  'numbered-with-marks-behind.txt': [
    'Lena Ostrowski |  | yes |  | Polson',
    'Hal Brockway |  | no |  | Polson',
    'June Tallbear |  | yes |  | Ronan',
  ],
  'numbers-and-commas.txt': [
    'Ana Redfern |  | no',
    'Bo Light, Jr. |  | no',
    'Cy Redfern-Oke |  | no',
    'Dee Amber |  | no',
  ],
  'numbers-behind-names.txt': [
    'Ana Redfern |  | no |  | Lincoln',
    'Bo Light |  | no |  | Hellgate',
    'Cy Oke |  | no |  | Lincoln',
  ],
  'numbers-behind-two-names.txt': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'numbers-under-blank-heading.csv': [
    'Ana Redfern |  | no |  | Lincoln',
    'Bo Light |  | no |  | Hellgate',
    'Cy Oke |  | no |  | Hellgate',
  ],
  'numbers-without-dots.txt': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no'],
  'offset-table.xlsx': ['Ana Redfern |  | yes |  | Helena | 012345', 'Bo Light |  | no |  | Missoula'],
  'old-format.xls':
    'This is an Excel workbook of the old format (.xls), which can’t be read. Open it in a spreadsheet program. Save it as an Excel workbook (.xlsx) or CSV file, then choose that file.',
  'on24.csv': [
    'Ana Redfern | ana@example.org | yes | 1 | Lincoln',
    'Bo Light | bo@example.org | no | 0 | Hellgate',
    'Cy Oke | cy@example.org | no |  | Hellgate',
  ],
  'one-column-with-total.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'open-document.ods':
    'This is an OpenDocument spreadsheet (.ods), which can’t be read. Save it as an Excel workbook (.xlsx) or CSV file, then choose that file.',
  'open-positions.csv': [
    'Lena Ostrowski | lena@example.org | no |  | PMS',
    'Hal Brockway | hal@example.org | no |  | PHS',
  ],
  'orders-completed.csv': [
    'Lena Ostrowski | lena@example.org | no',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | no',
  ],
  'outlook-lines.txt': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'outlook-long-last-names.txt': [
    'Amy Birkeland | abirkeland@glasgow.example.org | no',
    'Michael J. Red Thunder | mrt@glasgow.example.org | no',
    'Suzanne Olfert | solfert@nashua.example.org | no',
    'Tom Kemp | tkemp@hinsdale.example.org | no',
  ],
  'outlook-message.txt': [
    'Ana Redfern | ana@example.org | no',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
  ],
  'outlook-names.txt': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no'],
  'outlook-quotes.txt': ['Ana Redfern | ana@example.org | no', 'Cy Oke | cy@example.org | no'],
  'outlook-to-field.txt': [
    'Ana Redfern | ana@example.org | no',
    'Bo Light | bo@example.org | no',
    'Dee Amber | dee@example.org | no',
  ],
  'outlook-two-last-names.txt': ['Wanda Iron Eyes | wanda@example.org | no', 'Gus Ahlquist | gus@example.org | no'],
  'owned-devices.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'padded-educator-numbers.xlsx': [
    'Ana Redfern | ana@example.org | yes |  |  | 012345',
    'Bo Light | bo@example.org | no |  |  | 000678',
  ],
  'pairs-of-names.txt': ['Charis Old Bull |  | no'],
  'passed-or-failed.csv': ['Ana Redfern |  | yes | 2 |  | 104432', 'Bo Light |  | no | 2 |  | 104433'],
  'password.xlsx':
    'This workbook is protected by a password and can’t be read. Open it, remove the password, save it as an Excel workbook (.xlsx), then choose that file.',
  'pasted-cells.txt': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'pasted-hours.txt': [
    'Ana Redfern | ana@example.org | no | 2 | Lincoln',
    'Bo Light | bo@example.org | no | 1.5 | Hellgate',
  ],
  'payments.csv': [
    'Lena Ostrowski | lena@example.org | no',
    'Hal Brockway | hal@example.org | no',
    'June Tallbear | june@example.org | no',
  ],
  'pdu-eligible.xlsx': [
    'Deb Weatherly | dw@example.org | yes',
    'Charis Old Bull | cob@example.org | no',
    'Ross Not Afraid | rna@example.org | no',
  ],
  'people-in-blocks.txt': [
    'Lena Ostrowski | lena@example.org | no |  | Polson Middle School',
    'Hal Brockway | hal@example.org | no |  | Polson High School',
    'June Tallbear | june@example.org | no |  | Linderman Elementary',
  ],
  'percent-complete.xlsx': ['Jo Jay |  | yes', 'Kit Kerr |  | no'],
  'percent-of-sessions.csv': ['Win Wu | wwu@x.example.org | yes', 'Xia Xu | xxu@x.example.org | no'],
  'percent.xlsx': ['Ana Redfern |  | yes', 'Bo Light |  | no'],
  'person-per-column.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
    'Cy Oke | cy@example.org | yes |  | Hellgate',
  ],
  'pipe.csv': [
    'Zoë Ñandú | zoe@example.org | yes |  | Big Sky | 0012345',
    'Siân O’Brien | sian@example.org | no | 3 | Lame Deer | 007',
    '“Kit” Ōta | kit@example.org | yes',
  ],
  'pir.xlsx': ['Ana M Redfern |  | no |  | LHS', 'Bo Light |  | no | 3 | HES'],
  'polish-iso.csv': ['Łukasz Żółć | l@example.org | no |  | Szkoła Śląska'],
  'polish-windows.csv': [
    'Łukasz Żółć | lukasz@example.org | yes | 3.5 | Szkoła Podstawowa nr 5',
    'Małgorzata Wiśniewska-Gąsior | mw@example.org | no | 0 | Liceum nr 2',
  ],
  'portuguese.csv': [
    'João Conceição | j@example.org | yes | 2.5 | Escola Norte',
    'Inês Araújo | i@example.org | no | 0 | Escola Sul',
  ],
  'powerschool-pd-status.txt': [
    'Faye Young Running Crane | fyrc@x.example.org | yes | 6 | Browning Middle | 1101',
    'Al Zander | azander@x.example.org | no | 4.5 | KW Vina | 1102',
  ],
  'powerschool-pl.csv': [
    'Ana Redfern | ana@example.org | yes | 2.5 | Lincoln',
    'Bo Light | bo@example.org | no | 0 | Hellgate',
  ],
  'powerschool-staff.txt': [
    'Ray D Sangrey | rsangrey@rb.example.org | no |  | Rocky Boy Elem | 0012345',
    'Birdie Plenty Hoops | bph@lg.example.org | no |  | Lodge Grass HS | 88123',
  ],
  'preamble-12-lines.csv': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'present-and-absent-lines.txt': ['Lena Ostrowski |  | no', 'Hal Brockway |  | no', 'June Tallbear |  | no'],
  'present-but-late.csv': [
    'Hélène Côté | helene@example.org | yes',
    'René Léger | rene@example.org | no',
    'Ana Redfern | ana@example.org | no',
  ],
  'present-or-absent-letters.csv': [
    'Dee Carr |  | yes |  | MHS',
    'Earl Dean |  | no |  | MHS',
    'Fay East |  | no |  | MMS',
  ],
  'presenters.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'progress-percent.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'qualtrics-attended.csv': ['Nina Weasel Tail | nina@example.org | yes', 'Paul Stone | pstone@example.org | no'],
  'qualtrics.csv': ['Ana Redfern | ana@example.org | no |  | Lincoln', 'Bo Light | bo@example.org | no |  | Hellgate'],
  'registered-beside-attended.csv': [
    'Lori Bird Rattler | lori@example.org | no',
    'Mike St. Goddard | mike@example.org | no',
  ],
  'registered-first.csv': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
    'Jo Blogs | jo1@example.org | no |  | Lincoln',
    'Jo Blogs | jo2@example.org | no |  | Hellgate',
  ],
  'registered-then-zoom-without-emails.csv': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Jo Blogs |  | no'],
  'registration-and-attendance.xlsx': [
    'Lena Ostrowski | lena@example.org | yes | 6',
    'Hal Brockway | hal@example.org | no | 0',
  ],
  'rejoined-without-email.csv': ['Ana Redfern |  | no'],
  'report-with-notes.csv': ['Ana Redfern | ana@example.org | no |  | Lincoln'],
  'requested-and-awarded.csv': [
    'Lena Ostrowski | lena@example.org | no | 6',
    'Hal Brockway | hal@example.org | no | 0',
    'June Tallbear | june@example.org | no | 4',
  ],
  'requested-and-verified.csv': [
    'Lena Ostrowski |  | no | 6 |  | 0123456',
    'Hal Brockway |  | no | 3 |  | 0456789',
    'June Tallbear |  | no | 0 |  | 0999999',
  ],
  'romanian-windows.csv': ['Ştefan Ionescu |  | yes |  | Şcoala 5', 'Ana Popescu |  | no |  | Şcoala 7'],
  'rsvp-groups.txt': ['Cora Bell |  | no', 'Dean Cobb |  | no', 'Ella Dorn |  | no'],
  'sched-2026.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'sched-checked-in.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Lincoln',
  ],
  'sched-evaluation.csv': [
    'Ana Redfern | ana@example.org | yes | 4 | Lincoln',
    'Bo Light | bo@example.org | no | 0 | Hellgate',
  ],
  'sched.csv': ['Ana Redfern | ana@example.org | yes |  | Lincoln', 'Bo Light | bo@example.org | no |  | Hellgate'],
  'school-dash-name.txt': [
    'Lena Ostrowski |  | no |  | Polson Middle',
    'Hal Brockway |  | no |  | Polson High',
    'June Tallbear |  | no |  | Linderman',
  ],
  'school-first-no-headings.csv': [
    'Lena Ostrowski | lena@example.org | no | 6 | Polson Middle School',
    'Hal Brockway | hal@example.org | no | 3.5 | Polson High School',
    'June Tallbear | june@example.org | no | 6 | Linderman Elementary',
  ],
  'school-slash-name.csv': ['Ana Ortiz |  | no | 2 | Lincoln', 'Ben Stone |  | no | 3 | Hellgate'],
  'schools-among-names.xlsx': ['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no', 'Dee Amber |  | no'],
  'schools-before-names.txt': [
    'Lena Ostrowski |  | no |  | Polson Middle',
    'Hal Brockway |  | no |  | Polson Middle',
    'June Tallbear |  | no |  | Ronan High',
    'Sam St. Onge |  | no |  | Arlee',
    'Susan Walker |  | no |  | Arlee',
    'Mike Stone |  | no |  | Arlee',
  ],
  'schools-of-groups.csv': [
    'Ulla Urs |  | no | 6 | Belgrade',
    'Vic Vane |  | no | 6 | Belgrade',
    'Walt West |  | no | 3 | Belgrade',
    'Xena York |  | no | 6 | Manhattan',
  ],
  'semester-credits.csv': ['Deb Weatherly |  | no |  | Kalispell', 'Charis Old Bull |  | no |  | Wolf Point'],
  'semicolons.csv': ['Ana Redfern | ana@example.org | no', 'Light; Bo | bo@example.org | no | 3'],
  'sentences-at-the-end.csv': [
    'Lena Ostrowski |  | no | 6 | Polson Middle',
    'Hal Brockway |  | no | 3.5 | Polson High',
    'June Tallbear |  | no | 6 | Linderman',
  ],
  'session-scans.csv': [
    'Ulf Torske | utorske@x.example.org | yes |  | Outlook School',
    'Vera Uhler | vuhler@x.example.org | yes |  | Medicine Lake',
    'Will Vaage | wvaage@x.example.org | no |  | Froid',
  ],
  'sessions-grouped.csv': [
    'Lena Ostrowski |  | no | 1.5',
    'Lena Ostrowski |  | no | 2',
    'Lena Ostrowski |  | no | 6',
    'Hal Brockway |  | no | 1.5',
    'Hal Brockway |  | no | 3.5',
  ],
  'set-apart-by-blanks.txt': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'several-full-names.csv': [],
  'several-names-per-cell.csv': [],
  'shared-email-first.csv': ['Ana Redfern | office@lincoln.example.org | no'],
  'shared-email-second.csv': ['Bo Light | office@lincoln.example.org | no'],
  'sharepoint-fields.csv': [
    'Nora Lund | nlund@x.example.org | yes |  | Smith Elementary',
    'Otto Moe | omoe@x.example.org | no |  | Jim Darcy',
  ],
  'sheets-of-days-and-summary.xlsx': ['Fred Gray |  | no | 6 | Rapelje'],
  'shiftjis-attendance.csv': [
    '清水 恵 | megumi@example.org | yes |  | 北高校',
    '森田 翔 | sho@example.org | no |  | 南高校',
  ],
  'shiftjis-kana.csv': ['山田 太郎 | y@example.org | no', 'スズキ ハナ | h@example.org | no'],
  'shiftjis-status.csv': [
    '山田 花子 | hanako@example.org | yes | 2 | 第一小学校',
    '鈴木 一郎 | ichiro@example.org | no | 1 | 第二中学校',
  ],
  'shiftjis.csv': ['山田太郎 | y@example.org | no'],
  'short-database-headings.csv': [
    'Lena Ostrowski | lena@example.org | yes | 6 | Polson',
    'Hal Brockway | hal@example.org | no | 2.5',
    'June Tallbear |  | no | 0 | Ronan',
  ],
  'short-headings.csv': ['Ana Redfern |  | yes | 6 | Lincoln', 'Bo Light |  | no | 0 | Hellgate'],
  'side-by-side-columns.csv': [
    'Ana Redfern |  | no |  | Lincoln',
    'Bo Light |  | no |  | Lincoln',
    'Eve Stone |  | no |  | Lincoln',
    'Cy Oke |  | no |  | Hellgate',
    'Dee Amber |  | no |  | Hellgate',
  ],
  'side-by-side-names.csv': [
    'Ana Redfern |  | no',
    'Bo Light |  | no',
    'Cy Oke |  | no',
    'Dee Amber |  | no',
    'Eve Stone |  | no',
  ],
  'side-by-side-numbered.csv': [
    'Ana Redfern | ana@example.org | no',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
    'Dee Amber | dee@example.org | no',
    'Eve Stone | eve@example.org | no',
  ],
  'side-by-side.xlsx': [
    'Ana Redfern | ana@example.org | no',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
    'Dee Amber | dee@example.org | no',
  ],
  'sign-in-numbered.csv': ['Tessa Plain Feather |  | no |  | Pryor', 'Carlos Ruiz |  | no |  | West'],
  'sign-in-sheet.csv': ['Ana Redfern |  | no |  | Lincoln', 'Bo Light |  | no |  | Hellgate'],
  'sign-in-unfilled.csv': ['Ana Redfern |  | no | 6 | Lincoln', 'Bo Light |  | no | 3 | Hellgate'],
  'signature-lines.csv': ['Ana Redfern |  | no |  | Lincoln', 'Bo Light |  | no |  | Hellgate'],
  'signin-times.csv': ['Ana Redfern |  | no | 3.5 | Lincoln', 'Bo Light |  | no | 1.75 | Hellgate'],
  'sj-2003.xml': [
    'Zoë Ñandú | zoe@example.org | yes |  | Big Sky | 0012345',
    'Siân O’Brien | sian@example.org | no | 3 | Lame Deer | 007',
    '“Kit” Ōta | kit@example.org | yes',
  ],
  'slashes-below-a-sentence.txt': [
    'Lena Ostrowski | lena@example.org | no |  | Polson Middle',
    'Hal Brockway | hal@example.org | no |  | Polson High',
    'June Tallbear | june@example.org | no |  | Linderman',
  ],
  'snake-case-headings.csv': [
    'Ana Redfern | ana@example.org | yes | 2 | Lincoln',
    'Bo Light | bo@example.org | no | 1.5 | Hellgate',
  ],
  'spanish-accredited.csv': [
    'Lucía Ibarra Soler |  | yes | 6 | Esc. Benito Juárez',
    'Tomás Quiroga Paz |  | no | 2 | Esc. Benito Juárez',
  ],
  'spanish-condition.csv': [
    'Lucía Ibarra |  | yes |  | EP 12',
    'Tomás Quiroga |  | no |  | EP 4',
    'Marta Peña |  | no |  | EP 4',
  ],
  'spanish-institution.csv': [
    'José Luis Núñez Peña | jose@example.org | yes | 1.5 | Lincoln',
    'Ana Muñoz | ana@example.org | no | 0 | Hellgate',
  ],
  'spanish-last-first-capitals.csv': [
    'Lucía Ibarra Soler |  | yes |  | IES Norte',
    'Tomás Quiroga Paz |  | no |  | IES Sur',
    'Marta Peña Gil |  | yes |  | CEIP Este',
  ],
  'spanish-last-first-windows.csv': ['José Peña |  | no |  | Río', 'Ana Muñoz |  | no |  | Río'],
  'spanish-last-first.csv': ['José Núñez García | j@example.org | yes | 2.5', 'María Peña | m@example.org | no | 1'],
  'spanish-two-last-names.csv': [
    'Lucía Ibarra Soler | lucia@example.org | yes',
    'Tomás Quiroga Paz | tomas@example.org | no',
    'Marta Peña Gil | marta@example.org | no',
  ],
  'spanish-windows.csv': [
    'José Núñez García | j@example.org | yes |  | IES Río',
    'María Peña | m@example.org | no |  | IES Río',
  ],
  'ssn.csv': [],
  'staff-system-columns.txt': [
    'Ana Redfern | ANA@EXAMPLE.ORG | no | 2 | LINCOLN',
    'Bo Light | BO@EXAMPLE.ORG | no | 1.5 | HELLGATE',
  ],
  'stars-behind-hours.csv': [
    'Lena Ostrowski |  | yes | 6 | Polson',
    'Hal Brockway |  | no | 3.5 | Polson',
    'June Tallbear |  | yes | 6 | Linderman',
  ],
  'stars-behind-names.txt': [
    'Ray Sangrey |  | no',
    'Birdie Plenty Hoops |  | no',
    'Kent Aldrich |  | no',
    'Lena Voss |  | no',
  ],
  'status-kinds.csv': [
    'Ana Redfern | a1@example.org | yes',
    'Bo Light | a2@example.org | yes',
    'Cy Oke | a3@example.org | no',
    'Dee Amber | a4@example.org | no',
    'Eve Stone | a5@example.org | no',
    'Fay Wolf | a6@example.org | yes',
    'Gus Hill | a7@example.org | no',
    'Hal Lake | a8@example.org | yes',
    'Ida Frost | a9@example.org | no',
  ],
  'status-of-training.csv': ['Ana Redfern |  | yes | 2 | Lincoln Elementary', 'Bo Light |  | no | 0 | Hellgate High'],
  'status-with-dates.csv': [
    'Lou Lane |  | yes |  | CSPD',
    'Mo Mays |  | no |  | CSPD',
    'Nan Nash |  | no |  | Head Start',
    'Ora Ochs |  | no |  | Head Start',
  ],
  'status-with-pictures.csv': [
    'Page Nutt | pnutt@x.example.org | yes | 2 | Bonner',
    'Quig Ott | qott@x.example.org | no | 0 | Clinton',
    'Rhys Pell | rpell@x.example.org | no | 1 | Bonner',
  ],
  'struck-out.xlsx': [
    'Lena Ostrowski | lena@example.org | yes |  | Polson',
    'June Tallbear | june@example.org | yes |  | Ronan',
  ],
  'subtotals.csv': ['Lena Ostrowski |  | no | 6', 'Lena Ostrowski |  | no | 3', 'Hal Brockway |  | no | 2.5'],
  'suffix-and-district.csv': [
    'Deb L Weatherly |  | yes | 6 | KALISPELL',
    'Charis Old Bull |  | no | 3 | WOLF POINT',
    'James T Ereaux Jr |  | yes | 6 | MALTA',
  ],
  'summary-below.csv': ['Abe Ames |  | no | 6 | Kalispell', 'Bea Bain |  | no | 6 | Kalispell'],
  'survey-status.csv': [
    'Lena Ostrowski | lena@example.org | no |  | Polson SD',
    'Hal Brockway | hal@example.org | no |  | Polson SD',
    'June Tallbear | june@example.org | no |  | Ronan SD',
  ],
  'surveymonkey-two-heading-rows.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'surveymonkey.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'table-of-message.txt': ['Nora Bird In Ground |  | yes |  | Lodge Grass', 'Sam LaPier |  | no |  | Arlee'],
  'tabs-called-xls.xls': ['Ana Redfern | ana@example.org | no | 2', 'Bo Light | bo@example.org | no | 1.5'],
  'talentlms.csv': ['Ana Redfern | ana@example.org | yes', 'B. Light | bo@example.org | no'],
  'teachable.csv': ['Deb Weatherly | dw@example.org | yes', 'Charis Old Bull | cob@example.org | no'],
  'teacher-records.csv': ['Ana Redfern | ana@example.org | no | 2.25 | Lincoln | 012345'],
  'team-members.csv': [
    'Tia Ulm |  | no |  | Geyser',
    'Vic Ward |  | no |  | Stanford',
    'Uma Vance |  | no |  | Geyser',
    'Wyn Yost |  | no |  | Stanford',
    'Zoe Allen |  | no |  | Stanford',
  ],
  'teams-2020.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'teams-2021-email.csv': ['Bo Light | bo@example.org | no', 'Cy Oke |  | no'],
  'teams-2026.csv': ['Ana M. Redfern | ana@example.org | no', 'Bo Light |  | no'],
  'teams-french.csv': ['René Léger |  | no'],
  'teams-german.csv': ['Zoë Müller | zoe@example.org | no'],
  'teams-italian.csv': ["Lucia D'Angelo | lucia@example.org | no"],
  'teams-report-sections.csv': ['Ana Redfern | ana.redfern@example.org | no', 'Bo Light |  | no'],
  'teams-rooms.csv': ['Ana M Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'teams-spanish-2022.csv': ['María José Núñez | mjn@example.org | no', 'Zoë Peña García |  | no'],
  'teams-spanish.csv': ['Zoë Ñandú | zoe@example.org | no'],
  'teams-swedish.csv': ['Åsa Öberg | asa@example.org | no'],
  'teams-townhall.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'teams-webinar-2025.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
  ],
  'teams-webinar-registered.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'teams-whole-line-quoted.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'teilnehmerliste.csv': [
    'Jürgen Weiß | j@example.org | yes | 2.5 | Grundschule Nord',
    'Björn Groß | b@example.org | no |  | Realschule',
    'Zoë Müller |  | yes | 1.75 | Realschule',
  ],
  'thinkific.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'three-columns-of-names.txt': [
    'Lena Ostrowski |  | no',
    'Sam Stone |  | no',
    'Deb Old Bull |  | no',
    'Hal Brockway |  | no',
    'Mike Walker |  | no',
    'Ross Not Afraid |  | no',
    'June Tallbear |  | no',
    'Susan Vance |  | no',
  ],
  'three-people-in-a-row.csv': [
    'Al Ash |  | no |  | Polson',
    'Di Day |  | no |  | Ronan',
    'Bea Bay |  | no |  | Polson',
    'Cy Coy |  | no |  | Polson',
  ],
  'ticket-words.csv': [
    'Ana Redfern | ana@example.org | yes',
    'Bo Light | bo@example.org | no',
    'Cy Oke | cy@example.org | no',
    'Dee Amber | dee@example.org | no',
    'Eve Stone | eve@example.org | yes',
  ],
  'time-attended.csv': [
    'Lou Lea |  | no | 5.75 | Arlee',
    'Mae May |  | no |  | Dixon',
    'Nat Nix |  | no | 1.5 | Arlee',
  ],
  'times-am-and-pm.csv': [
    'Lena Ostrowski |  | no |  | Polson Middle',
    'Hal Brockway |  | no | 3.25 | Polson High',
    'June Tallbear |  | no | 5 | Linderman',
  ],
  'times-without-headings.csv': ['Deb Weatherly | dw@example.org | no', 'Charis Old Bull | cob@example.org | no'],
  'titles-before-last-names.csv': [
    'Mrs. Lena Ostrowski |  | no | 6 | PMS',
    'Dr. Hal Brockway, Ed.D. |  | no | 6 | PHS',
    'June Tallbear-Smith |  | no | 3.5 | LES',
    'Mr. Sam St. Onge |  | no | 6 | PHS',
  ],
  'titles-of-days.csv': [
    'Lena Ostrowski |  | no |  | Polson Middle',
    'Hal Brockway |  | no |  | Polson High',
    'June Tallbear |  | no |  | Linderman',
  ],
  'titles-of-initials.csv': ['Lena Ostrowski | lena@example.org | no | 6', 'Hal Brockway | hal@example.org | no | 3.5'],
  'titles-of-jobs.csv': [
    'Lena Ostrowski |  | no | 6 | PMS',
    'Hal Brockway |  | no | 3.5 | PHS',
    'June Tallbear |  | no | 6 | LES',
  ],
  'titles-of-places.csv': [
    'Lena Ostrowski | lena@example.org | no |  | Polson Middle',
    'Hal Brockway | hal@example.org | no |  | Polson High',
  ],
  'titles-of-sessions.csv': [
    'Lena Ostrowski |  | no | 3 | Polson Middle',
    'Hal Brockway |  | no | 3 | Polson High',
    'June Tallbear |  | no | 2.5 | Linderman',
  ],
  'titles-on-each-page.csv': [
    'Lena Ostrowski | lena@example.org | yes |  | Polson Middle',
    'Hal Brockway | hal@example.org | no |  | Polson High',
    'June Tallbear | june@example.org | yes |  | Linderman',
  ],
  'tito-2026.csv': ['Ana Redfern | ana@example.org | yes |  | Lincoln', 'Bo Light | bo@example.org | no |  | Lincoln'],
  'tito-voided.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Lincoln',
  ],
  'tito.csv': ['Ana Redfern | ana@example.org | yes |  | Lincoln', 'Bo Light | bo@example.org | no |  | Lincoln'],
  'total-time.csv': ['Ed Ely |  | no | 6', 'Fay Fir |  | no | 4.5'],
  'totals-at-the-end.csv': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'twice-encoded.csv': ['José Núñez | jose@example.org | no', 'Zoë Ångström | zoe@example.org | no'],
  'two-days-hours.xlsx': [
    'Ana Redfern | ana@example.org | no | 6',
    'Bo Light | bo@example.org | no | 3',
    'Cy Oke | cy@example.org | no | 0',
  ],
  'two-email-columns.csv': [
    'Ana Redfern | ana@school.example.org | no |  | Lincoln',
    'Bo Light | bo@home.example.org | no |  | Hellgate',
  ],
  'two-heading-rows.xlsx': [
    'Ana Redfern | ana@example.org | no | 6 | Lincoln',
    'Bo Light | bo@example.org | no | 3 | Hellgate',
  ],
  'two-people-in-a-row.csv': [
    'Liz Carter | liz@ek.example.org | no |  | Ekalaka',
    'Mona Pyle | mona@br.example.org | no |  | Broadus',
    'Otto Hess | otto@al.example.org | no |  | Alzada',
    'Dan Carter | dan@ek.example.org | no |  | Ekalaka',
    'Peg Ross | peg@al.example.org | no |  | Alzada',
  ],
  'two-presences.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'two-rows-of-parts.xlsx': [
    'Lena Ostrowski | lena@example.org | no | 4.5',
    'Hal Brockway | hal@example.org | no | 6',
    'June Tallbear | june@example.org | no | 0',
  ],
  'twoemailsameperson.csv': ['A One | shared@example.org | no', 'B Two | shared@example.org | no'],
  'unknown-headings.csv': ['Ana Redfern |  | no', 'Bo Light |  | no'],
  'unquoted-days.csv': ['Ana Redfern | ana@example.org | yes | 2', 'Bo Light | bo@example.org | no | 0'],
  'unquoted-hours.csv': ['Lori Bird Rattler |  | no', 'Mike St. Goddard |  | no | 3.5'],
  'unquoted-names.csv': ['Ana Redfern |  | no | 2 | Lincoln', 'Bo Light |  | no | 1.5 | Hellgate'],
  'utf-16-without-mark.csv': ['Zoë Ñandú | z@example.org | no'],
  'waitlist-section.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'webex-2024.csv': ['Ana Redfern | ana@example.org | no'],
  'webex-meeting.csv': ['Ana Redfern | ana@example.org | no'],
  'webex-session.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'webex-training.csv': ['Ray Sangrey | rsangrey@example.org | no', 'Birdie Plenty Hoops | bph@example.org | no'],
  'webex-webinar-2025.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | yes |  | Hellgate',
    'Cy Oke | cy@example.org | no |  | Hellgate',
  ],
  'whova-check-in-status.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Lincoln',
  ],
  'whova-session-check-in.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | yes |  | Hellgate',
  ],
  'whova-spanish.csv': [
    'Ana Redfern | ana@example.org | yes |  | Big Sky',
    'Bo Light | bo@example.org | no |  | Helena',
  ],
  'whova.csv': ['Ana Redfern | ana@example.org | yes |  | Lincoln', 'Bo Light | bo@example.org | no |  | Hellgate'],
  'win1250.csv': ['Łukasz Żółć | l@example.org | no', 'Jiří Dvořák | j@example.org | no'],
  'windows-1250-schools.csv': ['Zdeněk Kovář |  | no |  | Škola', 'Łukasz Wiśniewski |  | no |  | Szkoła'],
  'windows-1251.csv': ['Иван Петров | i@example.org | no', 'Ольга Смирнова | o@example.org | no'],
  'windows-1252-quotes.csv': ['Søren Ærø |  | no |  | Skole', 'François O’Neil |  | no |  | École “A”'],
  'xml-2003-gaps.xls': ['Ana Redfern | ana@example.org | yes'],
  'yaml.txt': ['Effie Grimm |  | yes |  | Nye', 'Flo Hauge |  | no |  | Nye'],
  'yep-and-nope.csv': ['Lena Ostrowski | lena@example.org | yes', 'Hal Brockway | hal@example.org | no'],
  'yes-and-how.csv': ['Gil Gunn |  | yes', 'Hal Hess |  | yes', 'Ida Ives |  | no'],
  'yes-and-no-columns.xlsx': [
    'Lena Ostrowski |  | yes |  | Polson Middle',
    'Hal Brockway |  | no |  | Polson High',
    'June Tallbear |  | yes |  | Linderman',
  ],
  'z-nocache.xlsx': [],
  'zoom-chinese.csv': ['王小明 | wang@example.org | no', 'Amy Li | amy@example.org | no'],
  'zoom-events.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'zoom-french.csv': ['René Léger | r@example.org | no'],
  'zoom-german.csv': ['Jürgen Groß | j@example.org | no'],
  'zoom-host-above.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'zoom-japanese.csv': ['山田 花子 | hanako@example.org | no', '鈴木一郎 | ichiro@example.org | no'],
  'zoom-meeting-2024.csv': ['Ana Redfern | ana@example.org | no'],
  'zoom-meeting-2026.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light |  | no'],
  'zoom-meeting-companion.csv': ['Tyrell Big Leggins | tbl@example.org | no', 'Lynn A | lackerman@example.org | no'],
  'zoom-meeting-french.csv': ['Hélène Côté | helene@example.org | no'],
  'zoom-meeting-german.csv': ['Jürgen Weiß | j@example.org | no'],
  'zoom-meeting-plain.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light |  | no'],
  'zoom-meeting-preamble.csv': ['Ana Redfern | ana.redfern@example.org | no', 'Bo Little Light |  | no'],
  'zoom-meeting-spanish.csv': ['Ana Redfern | ana@example.org | no'],
  'zoom-names-behind-places.csv': [
    'Gia Gray | ggray@x.example.org | no',
    'Hal Hunt | hhunt@x.example.org | no',
    'Ivy Ives | iives@x.example.org | no',
    'Jjarvis | jjarvis@x.example.org | no',
  ],
  'zoom-names-with-commas.csv': [
    'Ed Pretty On Top |  | no',
    'Ana Redfern |  | no',
    'Jan Van der Berg | jan@x.example.org | no',
    'Maria De La Cruz |  | no',
    'Bo Light, Jr. |  | no',
    'Cy Oke, M.Ed. |  | no',
    'Dee Amber, PhD |  | no',
    'Ana Stone |  | no',
    'Eve Stone |  | no',
    'Lena Not Afraid |  | no',
    'Jas Takes Enemy |  | no',
    'Wanda K. Spotted Eagle |  | no',
    'Gus Hill |  | no',
    'Tom Running Wolf Jr. |  | no',
    'Kay Lake |  | no',
    'Lou Fox |  | no',
    'Mia Wolf |  | no',
  ],
  'zoom-poll.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'zoom-polls-2024.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'zoom-registration.csv': [
    'Ana Redfern | ana@example.org | no |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'zoom-rooms.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'zoom-shown-names.csv': [
    'Amy Van Dyken | amy@example.org | no',
    'Paula Spotted Eagle | paula@example.org | no',
    'Bob Jones | bjones@example.org | no',
  ],
  'zoom-survey.csv': [
    'Ana M. Redfern | ana@example.org | yes |  | Lincoln',
    'Bo Light | bo@example.org | no |  | Hellgate',
  ],
  'zoom-total-duration.csv': ['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no'],
  'zoom-usage.csv': ['Amy Arch | aarch@x.example.org | no', 'Bob Brun | bbrun@x.example.org | no'],
  'zoom-webinar-2026.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln | 012345',
    'Bo Light | bo@example.org | yes |  | Hellgate',
    'Dee Amber | dee@example.org | no |  | Hellgate',
  ],
  'zoom-webinar-dutch.csv': ['Jan Visser | jan@example.org | yes', 'Eva de Groot | eva@example.org | no'],
  'zoom-webinar-french.csv': ['Hélène Côté | helene@example.org | yes', 'René Léger | rene@example.org | no'],
  'zoom-webinar-german.csv': ['Jürgen Weiß | j@example.org | yes', 'Björn Groß | b@example.org | no'],
  'zoom-webinar-new.csv': [
    'Ana Redfern | ana@example.org | yes |  | Lincoln',
    'Dee Absent | dee@example.org | no |  | Hellgate',
  ],
  'zoom-webinar-public-anonymised.csv': [
    'firstAttendee_130 lastAttendee_130 | attendee130@email.com | yes',
    'firstAttendee_52 lastAttendee_52 | attendee52@email.com | yes',
    'firstAttendee_281 lastAttendee_281 | attendee281@email.com | yes',
    'firstAttendee_166 lastAttendee_166 | attendee166@email.com | yes',
    'firstAttendee_426 lastAttendee_426 | attendee426@email.com | yes',
    'firstAttendee_31 lastAttendee_31 | attendee31@email.com | yes',
    'firstAttendee_219 lastAttendee_219 | attendee219@email.com | yes',
    'firstAttendee_327 lastAttendee_327 | attendee327@email.com | yes',
    'firstAttendee_451 lastAttendee_451 | attendee451@email.com | yes',
    'firstAttendee_155 lastAttendee_155 | attendee155@email.com | yes',
    'firstAttendee_289 lastAttendee_289 | attendee289@email.com | no',
    'firstAttendee_312 lastAttendee_312 | attendee312@email.com | no',
  ],
  'zoom-webinar-sections.csv': [
    'Ana Redfern | ana.redfern@example.org | yes',
    'Bo Light | bo@example.org | yes',
    'Dee Absent | dee@example.org | no',
  ],
  'zoom-webinar-spanish-details.csv': ['Ana Redfern | ana@example.org | yes', 'Bo Light | bo@example.org | no'],
  'zoom-webinar-spanish.csv': ['Zoë Ñandú | z@example.org | yes', 'Bo Light | bo@example.org | no'],
};

test.each(Object.entries(FILES))('%s', async (name, expected) => {
  const planned = planOf({ file: rosterFile(name) });
  if (typeof expected === 'string')
    return expect(planned).rejects.toMatchObject({ code: 'invalid', sentence: expected });
  expect(imported((await planned).plan)).toEqual(expected);
});

test.each([
  ['numbers-under-blank-heading.csv', 'Not imported: column C. If it has the hours that each person earned'],
  ['numbers-behind-two-names.txt', 'Not imported: column B. If it has the hours that each person earned'],
  ['numbers-behind-names.txt', 'Not imported: column C. If it has the hours that each person earned'],
  ['marks-of-days.csv', '“Mon 6/8”, “Tue 6/9”, “Wed 6/10” do not say how many hours they had'],
  ['hours-in-notes.csv', 'Not imported: the hours in “Notes”. Write them in a column of their own'],
])('%s: the preview says which hours it did not read', async (file, sentence) => {
  expect((await planOf({ file: rosterFile(file) })).said.details).toContainEqual(expect.stringContaining(sentence));
});

test('people whose hours a list does not say are not imported unless somebody checks them', async () => {
  const doubtsIn = async (file: string) =>
    (await planOf({ file: rosterFile(file) })).plan.flatMap(({ doubt }) => doubt ?? []);
  expect(await doubtsIn('marks-of-days.csv')).toEqual([expect.stringContaining('on 2 of 3 days or sessions')]);
  expect(await doubtsIn('hours-in-notes.csv')).toEqual([expect.stringContaining('A note says “2.5 hrs”')]);
});

test.each([
  ['meals', 'Name,Email,Friday lunch,Saturday banquet\nAna Redfern,a@example.org,Yes,No\nBo Light,b@example.org,No,No'],
  ['parking', 'Name,Day 1 parking,Day 2 parking\nAna Redfern,x,\nBo Light,x,x'],
  ['clubs', 'Name,Notes\nAna Redfern,"4-H agent, Lake County"\nBo Light,4H club leader'],
  ['notes beside completions', 'Name,Completed,Notes\nAna Redfern,Yes,left early - 2.5 hrs\nBo Light,Yes,'],
])('%s say nothing about the hours of people', async (_which, pasted) => {
  const { plan, said } = await planOf({ pasted });
  expect(plan.map(({ doubt }) => doubt ?? null)).toEqual([null, null]);
  expect(said.details.filter((text) => /hours/.test(text))).toEqual([]);
});

test('numbers before names that count up are the numbers of the rows, which are not asked about', async () => {
  expect((await planOf({ pasted: '1, Ana Redfern\n2, Bo Light\n3, Cy Oke' })).said.details).toEqual([]);
});

test('every file is listed here with its people', () => {
  expect(readdirSync(path.join(__dirname, '../../cases/rosters')).sort()).toEqual(Object.keys(FILES).sort());
});

describe('two tables side by side', () => {
  test('both are read, and the preview says which rows the other one is now', async () => {
    const { said } = await planOf({ file: rosterFile('side-by-side.xlsx') });
    expect(said.details).toContain('A table beside the first one, from column D on, is read below it, as rows 5–6.');
  });

  test('names in a table with other headings are left out, and the preview says where they are', async () => {
    const { said, plan } = await planOf({
      pasted:
        'Name,Email,,Educator name,School\nAna Redfern,ana@example.org,,Bo Light,Lincoln\nCy Oke,cy@example.org,,,',
    });
    expect(imported(plan)).toEqual(['Ana Redfern | ana@example.org | no |  | Lincoln', 'Cy Oke | cy@example.org | no']);
    expect(said.details).toEqual([expect.stringMatching(/^Left out: the names in column D, “Educator name”\./)]);
  });

  test('a row that is hidden in the file is hidden in both tables', async () => {
    const lines: UploadedLine[] = [
      [1, ['Name', '', 'Name']],
      [2, ['Ana Redfern', '', 'Bo Light']],
      [3, ['Cy Oke', '', 'Dee Amber']],
    ];
    expect(stacked(lines, [3])).toMatchObject({ hidden: [3, 5], beside: [{ column: 2, from: 4, to: 5 }] });
    expect(stacked([[1, ['Name', 'Name']], ...lines.slice(1)])).toBeNull();
  });
});

describe('headings and words that providers write in lists of their own', () => {
  test.each([
    'Name of Attendee,E-mail ID,Name of School,OPI Folio #,PIR hours',
    "Attendee's Name,Work E-Mail,School Site,OPI #,Total PDUs",
    'Your full name,Your e-mail address,Where do you teach?,Montana educator license number,# PDUs',
    'Teacher’s Name,Email:,Home School,MT Folio Number,Renewal Units Earned',
    'PARTICIPANT NAME,CONTACT EMAIL,EMPLOYING DISTRICT,EDUCATOR ID,CONTACT HOURS',
    'Staff Member,Staff Email,Building,License #,PD Hours',
    'Employee,Email Addr,Campus,Educator Folio,Credit(s)',
    'Trainee,Email,Employer,Teacher ID,Clock Hrs',
  ])('%s', async (headings) => {
    const { plan } = await planOf({ pasted: `${headings}\nAna Redfern,ana@example.org,Lincoln,012345,2` });
    expect(imported(plan)).toEqual(['Ana Redfern | ana@example.org | no | 2 | Lincoln | 012345']);
  });

  test.each([
    'Did you attend?',
    'Attended Y/N',
    'Completed training? (Y/N)',
    'Attended (Yes/No)',
    'Full attendance?',
    'Finished course',
    'Attendance confirmed',
    'Did they finish?',
    'Came?',
  ])('%s', async (heading) => {
    const { plan } = await planOf({ pasted: `Name,${heading}\nAna Redfern,Yes\nBo Light,No` });
    expect(imported(plan)).toEqual(['Ana Redfern |  | yes', 'Bo Light |  | no']);
  });

  test.each(['Completed Survey', 'Passed background check', 'Attended orientation lunch'])(
    '“%s” does not say that a person completed the event',
    async (heading) => {
      const { plan } = await planOf({ pasted: `Name,${heading}\nAna Redfern,Yes\nBo Light,No` });
      expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no']);
    },
  );

  test('days without a year are not parts of a whole', async () => {
    const { understanding } = await planOf({ pasted: 'Name,Completed\nAna Redfern,11/20\nBo Light,11/20' });
    expect(understanding.marks).toMatchObject([{ text: '11/20', mark: 'none', known: false }]);
  });

  test.each([
    ['WAHR', 'FALSCH'],
    ['VRAI', 'FAUX'],
    ['VERDADERO', 'FALSO'],
    ['5 of 5', '3 of 5'],
    ['3/3', '0/3'],
    ['100%', '66.7%'],
    ['Checked in at 8:59 AM', 'Not checked in'],
    ['Attended in full', 'Left early'],
    ['Y*', 'N'],
  ])('%s is completed, and %s is not', async (yes, no) => {
    const { plan, understanding } = await planOf({ pasted: `Name,Completed\nAna Redfern,${yes}\nBo Light,${no}` });
    expect(imported(plan)).toEqual(['Ana Redfern |  | yes', 'Bo Light |  | no']);
    expect(understanding.marks.every(({ known }) => known)).toBe(true);
  });
});

test.each([
  'Oui (matin seulement)',
  'Sí (solo la mañana)',
  'Ja (nur vormittags)',
  'Yes (morning only)',
  'Présent (la moitié)',
])('%s is asked about', async (word) => {
  const { understanding } = await planOf({ pasted: `Name,Attended\nAna Redfern,${word}\nBo Light,Yes (8:58 AM)` });
  expect(understanding.marks).toEqual([
    expect.objectContaining({ text: word, known: false }),
    expect.objectContaining({ text: 'Yes (8:58 AM)', mark: 'yes' }),
  ]);
});

test('quarter hours under a heading in unknown words are hours, and other numbers are not', async () => {
  const rows = 'Ana Redfern,ana@example.org,2.5\nBo Light,bo@example.org,1.25';
  const { plan } = await planOf({ pasted: `Name,Email,Tuntimäärä\n${rows}` });
  expect(imported(plan)).toEqual(['Ana Redfern | ana@example.org | no | 2.5', 'Bo Light | bo@example.org | no | 1.25']);
  const { plan: rated } = await planOf({ pasted: `Name,Email,How do you rate it?\n${rows}` });
  expect(imported(rated)).toEqual(['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no']);
});

describe('minutes', () => {
  test.each([
    ['Hours,Minutes', '1,30', '2,0'],
    ['Min,Hrs', '30,1', '0,2'],
    ['PDU hours,PDU minutes', '1,30', '2,'],
    ['Hours attended,Minutes', '1,35', '2,5'],
    ['Minutes', '90', '120'],
    ['Total minutes', '90 min', '120 min'],
    ['Minutes attended', '94', '120'],
    ['Hours,Total minutes', '1.5,90', '2,120'],
    ['Hours/Minutes', '1:30', '2:00'],
    ['Day 1 hours,Day 1 minutes,Day 2 hours,Day 2 minutes', '0,45,0,50', '1,0,1,0'],
  ])('below “%s” are a part of the PDUs', async (headings, ana, bo) => {
    const { plan } = await planOf({ pasted: `Name,${headings}\nAna Redfern,${ana}\nBo Light,${bo}` });
    expect(imported(plan)).toEqual(['Ana Redfern |  | no | 1.5', 'Bo Light |  | no | 2']);
  });

  test('that are more than the event has count as the event, and those of a connection do not count', async () => {
    const { plan } = await planOf({ pasted: 'Name,Minutes\nAna Redfern,400\nBo Light,60' });
    expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no | 1']);
    expect(plan[0]!.notes).toEqual(['“400 min” is not in quarter hours. It is rounded down to 6.5.', MORE_MINUTES]);
    const { plan: shown } = await planOf({ pasted: 'Name,Duration (minutes)\nAna Redfern,60\nBo Light,60' });
    expect(imported(shown)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no']);
  });

  test('that do not go with their hours are a complaint, or are named', async () => {
    const { plan } = await planOf({
      pasted:
        'Name,Hours,Minutes\nAna Redfern,1,30\nBo Light,1,75\nCy Oke,2,15\nDee Amber,2,0\nEve Stone,1,5\nFay Wolf,1,45',
    });
    expect(plan.map(({ kind }) => kind)).toEqual(['new', 'wrong', 'new', 'new', 'new', 'new']);
    const { said } = await planOf({ pasted: 'Name,PDUs,Minutes\nAna Redfern,1,55' });
    expect(said.details).toEqual(['Not imported: “Minutes”. The PDUs come from “PDUs”.']);
  });
});

const MORE_MINUTES = 'The list has more minutes than the event, which gives 6.25 PDUs.';

describe('JSON', () => {
  test.each([
    '[{"name": "Ana Redfern", "school": "Lincoln", "attended": true}, {"name": "Bo Light", "attended": false}]',
    '{"page": 1, "data": {"people": [{"fullName": "Ana Redfern", "school": {"name": "Lincoln"}, "attended": "yes"}, {"fullName": "Bo Light", "attended": "no"}]}}',
    '{"a1": {"firstName": "Ana", "lastName": "Redfern", "school": "Lincoln", "completed": 1}, "a2": {"firstName": "Bo", "lastName": "Light", "completed": 0}}',
    '{"name": "Ana Redfern", "answers": [{"question": "School", "answer": "Lincoln"}], "attended": "Yes"}\n{"name": "Bo Light", "answers": [], "attended": "No"}',
    '- name: Ana Redfern\n  school: "Lincoln"\n  attended: yes\n- name: Bo Light\n  school:\n  attended: no\n',
  ])('%s', async (pasted) => {
    expect(imported((await planOf({ pasted })).plan)).toEqual([
      'Ana Redfern |  | yes |  | Lincoln',
      'Bo Light |  | no',
    ]);
  });

  test.each([
    ['[{"name": "Ana Redfern", "school": "Lincoln"}, {"name": "Bo', /^This looks like JSON, but/],
    ['{}', /^This JSON does not contain a list of people\./],
    ['{"count": 0, "people": []}', /^This JSON does not contain a list of people\./],
  ])('%s is refused', async (pasted, sentence) => {
    const refusal = { code: 'invalid', sentence: expect.stringMatching(sentence) };
    await expect(planOf({ pasted })).rejects.toMatchObject(refusal);
  });
});

describe('headings of several parts', () => {
  test.each([
    ['Name,School/Grade', 'Ana Redfern,Lincoln/3rd'],
    ['Name,Position / School', 'Ana Redfern,Teacher / Lincoln'],
    ['Name,Dept/Building', 'Ana Redfern,Math / Lincoln'],
    ['Name,School/District', 'Ana Redfern,Lincoln'],
    ['School/Name,Notes', 'Lincoln/Ana Redfern,x'],
    ['Teacher/School,Notes', 'Ana Redfern - Lincoln,x'],
    ['Name & School,Notes', 'Ana Redfern / Lincoln,x'],
    ['Name,Department/Location,School', 'Ana Redfern,Math / Annex,Lincoln'],
  ])('%s', async (headings, row) => {
    const { plan } = await planOf({ pasted: `${headings}\n${row}\n${row.replace('Ana Redfern', 'Bo Light')}` });
    expect(imported(plan)).toEqual(['Ana Redfern |  | no |  | Lincoln', 'Bo Light |  | no |  | Lincoln']);
  });

  test.each(['Email/Phone', 'Phone/Email', 'Phone or email'])('%s', async (heading) => {
    const { plan } = await planOf({
      pasted: `Name,${heading}\nAna Redfern,ana@example.org/406-555-0100\nBo Light,406-555-0101 / bo@example.org\nCy Oke,406-555-0102`,
    });
    expect(imported(plan)).toEqual([
      'Ana Redfern | ana@example.org | no',
      'Bo Light | bo@example.org | no',
      'Cy Oke |  | no',
    ]);
  });

  test('a department at a location is no school', async () => {
    const { plan } = await planOf({ pasted: 'Name,Department/Location\nAna Redfern,Math / Annex' });
    expect(imported(plan)).toEqual(['Ana Redfern |  | no']);
  });
});

describe('what the preview asks about', () => {
  test('a column with yes and no under unknown words', async () => {
    const { said } = await planOf({ pasted: 'Name,Credit requested by\nAna Redfern,Yes\nBo Light,No' });
    expect(said.details).toContain(
      'Not imported: “Credit requested by”. If it shows completion of the event, choose the column below.',
    );
  });

  test('how long people were there, when the list says who completed', async () => {
    const { said } = await planOf({ pasted: 'Name,Completed,Duration\nAna Redfern,Yes,2 h 30\nBo Light,No,1:15' });
    expect(said.details).toContain(
      'Not imported: “Duration”. If it has the hours that each person earned, choose the column below.',
    );
  });

  test('which of two columns without headings has the first names', async () => {
    const { said } = await planOf({ pasted: 'Redfern\tAna\tLincoln\nLight\tBo\tHellgate' });
    expect(said.details).toContain('Column B is read as first names, and column A as last names.');
  });

  test('that a row has several people', async () => {
    const { said, plan } = await planOf({ pasted: 'Teacher 1,Teacher 2,School\nAna Redfern,Bo Light,Lincoln' });
    expect(imported(plan)).toEqual(['Ana Redfern |  | no |  | Lincoln', 'Bo Light |  | no |  | Lincoln']);
    expect(said.details).toEqual(['Rows have several people. Those in column B are read below the others, as row 3.']);
  });

  test('a list with a row for each session completes no one, and says so', async () => {
    const { said } = await planOf({ file: rosterFile('check-ins-of-sessions.csv') });
    expect(said.details).toEqual([expect.stringMatching(/^The list has a row for each session, so column E does not/)]);
  });

  test('the hours of several days, and a column for each person', async () => {
    const { said: hours } = await planOf({ file: rosterFile('hours-each-day.csv') });
    expect(hours.details).toContain('The hours of columns D, E are added.');
    const { said: people } = await planOf({ file: rosterFile('person-per-column.csv') });
    expect(people.details).toContain('The list has a column for each person. Row 2 below is its column B, and so on.');
  });
});

test('hours of marked sessions are added exactly', async () => {
  const { plan } = await planOf({
    pasted: [
      'Name,Session 1 (1.2 hrs),Session 2 (1.2 hrs),Session 3 (1.2 hrs)',
      'Ana Redfern,x,x,x',
      'Bo Light,x,x,',
      'Cy Oke,,,',
    ].join('\n'),
  });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no | 3.5', 'Bo Light |  | no | 2.25', 'Cy Oke |  | no | 0']);
  expect(plan[0]!.notes).toEqual(['“3 h 36 min” is not in quarter hours. It is rounded down to 3.5.']);
  const tenths = await planOf({
    pasted: 'Name,Part 1 (1.15 hrs),Part 2 (1.1 hrs),Part 3 (1.5 hrs)\nAna Redfern,x,x,x',
  });
  expect(imported(tenths.plan)).toEqual(['Ana Redfern |  | no | 3.75']);
});

test('a place in a session that nobody took adds no hours to the person before', async () => {
  const { plan } = await planOf({
    pasted: 'Session,Name,Hours\nA,Ana Redfern,1.5\nB,Ana Redfern,2\nC,,2\nC,Bo Light,2',
  });
  expect(imported(plan.filter(({ kind }) => kind !== 'added'))).toEqual([
    'Ana Redfern |  | no | 3.5',
    'Bo Light |  | no | 2',
  ]);
});

test('headings that begin like a given name are headings', async () => {
  const { plan } = await planOf({ pasted: 'Staff,June Training,May Workshop\nAna Redfern,x,x\nBo Light,x,' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no']);
});

test('hours of a day that cannot be read are a complaint, and not a smaller sum', async () => {
  const { plan } = await planOf({ pasted: 'Name,Hours - Day 1,Hours - Day 2\nAna Redfern,3,all\nBo Light,3,2' });
  expect(plan.map(({ kind }) => kind)).toEqual(['wrong', 'new']);
  expect(imported(plan)).toEqual(['Bo Light |  | no | 5']);
});

test('names in scripts without capitals do not change', async () => {
  const { plan } = await planOf({ pasted: 'Name\nᏣᎳᎩ ᎠᏂ\nანა რედფერნი' });
  expect(plan.map(({ name, cleaned }) => [name, cleaned])).toEqual([
    ['ᏣᎳᎩ ᎠᏂ', []],
    ['ანა რედფერნი', []],
  ]);
});

test('a column beside the first names, under an unknown heading, has the last names', async () => {
  const { plan } = await planOf({
    pasted: 'Mbiemri,First name,Email\nOld Crow,Ana,ana@example.org\nLight,Bo,bo@example.org',
  });
  expect(imported(plan)).toEqual(['Ana Old Crow | ana@example.org | no', 'Bo Light | bo@example.org | no']);
});
