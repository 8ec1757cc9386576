import { type Alike, betterRecord, type Duplicate, groupsOf, mergedDetails } from '@/lib/certificates/duplicates/rules';

const one = (id: number, more: Partial<Duplicate> = {}): Duplicate => ({
  id,
  email: null,
  school: '',
  educatorNumber: '',
  units: '6.00',
  completed: false,
  serial: null,
  ...more,
});

describe('of two records of one person', () => {
  test.each<[string, Duplicate, Duplicate]>([
    ['the one with a valid certificate', one(2, { serial: 'AB' }), one(1, { completed: true, school: 'Helena High' })],
    [
      'else the one marked as completed',
      one(2, { completed: true }),
      one(1, { school: 'Helena High', email: 'a@b.org' }),
    ],
    ['else the one that says more', one(2, { school: 'Helena High', email: 'a@b.org' }), one(1, { school: 'Butte' })],
    ['else the first one', one(1), one(2)],
  ])('%s stays', (_, better, other) => {
    expect(betterRecord([better, other])).toBe(better);
    expect(betterRecord([other, better])).toBe(better);
  });

  test('one that both have in common decides nothing', () => {
    const [first, second] = [one(1, { serial: 'AB', school: 'Butte' }), one(2, { serial: 'CD', completed: true })];
    expect(betterRecord([first, second])).toBe(second);
    expect(betterRecord([one(3), one(1), one(2)]).id).toBe(1);
  });

  test('the record that stays keeps its details, and gets those that it lacks', () => {
    const kept = one(1, { school: 'Helena High' });
    const others = [
      one(2, { school: 'Butte', email: 'a@b.org' }),
      one(3, { educatorNumber: '12345', completed: true }),
    ];
    expect(mergedDetails(kept, others)).toEqual({
      email: 'a@b.org',
      school: 'Helena High',
      educatorNumber: '12345',
      completed: true,
    });
    expect(mergedDetails(one(1), others).school).toBe('Butte');
    expect(mergedDetails(one(1), [one(2)])).toEqual({ email: null, school: '', educatorNumber: '', completed: false });
  });
});

describe('people who may be one', () => {
  const alike = (id: number, more: Partial<Alike> = {}): Alike => ({
    id,
    form: 'maryredfern',
    ends: 'mary redfern',
    nameKey: 'mary redfern',
    email: null,
    number: '',
    ...more,
  });

  test('have the same name, or share an address and have names that begin alike', () => {
    const mary = alike(1, { email: 'm@example.org' });
    const ann = alike(2, { form: 'annmredfern', ends: 'm redfern', nameKey: 'm ann redfern', email: 'm@example.org' });
    const bo = alike(3, { form: 'boredfern', ends: 'bo redfern', nameKey: 'bo redfern', email: 'm@example.org' });
    expect(groupsOf([mary, ann, bo, alike(4)], [])).toEqual([[1, 2, 4]]);
  });

  test('have the same first and last name, whatever is between them, and whatever their addresses are', () => {
    const ann = alike(2, { form: 'annmaryredfern', nameKey: 'mary ann redfern', email: 'ann@example.org' });
    const lee = alike(3, { form: 'leemaryredfern', nameKey: 'mary lee redfern' });
    const one = alike(4, { form: 'mary', ends: null, nameKey: 'mary' });
    const other = alike(5, { form: 'redfern', ends: null, nameKey: 'redfern' });
    expect(groupsOf([alike(1), ann, lee, one, other], [])).toEqual([[1, 2, 3]]);
    expect(groupsOf([alike(1, { number: '1' }), { ...ann, number: '2' }], [])).toEqual([]);
    expect(groupsOf([alike(1), ann], [[1, 2]])).toEqual([]);
  });

  test('have no different numbers, and nobody decided that they are several', () => {
    expect(groupsOf([alike(1, { number: '1' }), alike(2, { number: '2' })], [])).toEqual([]);
    expect(groupsOf([alike(2), alike(1)], [[1, 2]])).toEqual([]);
    expect(groupsOf([alike(1), alike(2), alike(3)], [[1, 2]])).toEqual([[1, 2, 3]]);
  });
});
