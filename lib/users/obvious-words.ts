/**
 * Words that people here would choose first, and attackers would try first. Common English and breached words are in
 * the list that comes with zxcvbn; these are the local ones that no outside list has.
 */
export const OBVIOUS_WORDS = [
  ...['montana', 'bigsky', 'bigskycountry', 'treasurestate', 'lastbestplace', 'glacier', 'yellowstone', 'flathead'],
  ...['billings', 'missoula', 'greatfalls', 'bozeman', 'butte', 'helena', 'kalispell', 'havre', 'anaconda', 'glendive'],
  ...['livingston', 'laurel', 'whitefish', 'lewistown', 'sidney', 'polson', 'dillon', 'hamilton', 'milescity'],
  ...['blackfeet', 'salish', 'kootenai', 'flathead', 'cheyenne', 'assiniboine', 'chippewa', 'grosventre'],
  ...['grizzly', 'grizzlies', 'griz', 'bobcat', 'bobcats', 'meadowlark', 'bitterroot', 'huckleberry'],
  ...['opi', 'pdups', 'rups', 'pdu', 'provider', 'renewal', 'renewalunit', 'certificate', 'license', 'educator'],
  ...['teacher', 'teachers', 'teaching', 'school', 'schools', 'student', 'students', 'district', 'principal'],
  ...['superintendent', 'classroom', 'education', 'conference', 'workshop', 'training', 'instructor', 'professional'],
  ...['development', 'password', 'passwort', 'welcome', 'changeme', 'letmein', 'login', 'signin', 'admin', 'secret'],
  ...['spring', 'summer', 'autumn', 'fall', 'winter', 'january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december', 'monday', 'tuesday', 'wednesday', 'thursday'],
  ...['friday', 'saturday', 'sunday', 'public', 'instruction', 'office', 'state'],
];
