import { findDraft, forgetDraft, saveDraft } from '@/components/event-form/event-draft';

const NOW = Date.parse('2026-05-04T18:00:00Z');
const DAY = 24 * 3_600_000;

afterEach(() => localStorage.clear());

test('a draft has what was typed, without what belongs to one form and without the attestation', () => {
  saveDraft('7:3', { title: 'Half', categoryIds: ['2'], requestKey: 'k', attested: 'yes' }, NOW);
  expect(findDraft('7:3', NOW + DAY)).toEqual({ at: NOW, values: { title: 'Half', categoryIds: ['2'] } });
  forgetDraft('7:3');
  expect(findDraft('7:3', NOW)).toBeNull();
});

test('another person on the device, and the same person at another provider, is not offered it', () => {
  saveDraft('7:3', { title: 'Half' }, NOW);
  expect(findDraft('8:3', NOW)).toBeNull();
  expect(findDraft('7:4', NOW)).toBeNull();
});

test('a draft lasts thirty days, and one that cannot be read is no draft', () => {
  saveDraft('7:3', { title: 'Half' }, NOW);
  expect(findDraft('7:3', NOW + 31 * DAY)).toBeNull();
  expect(localStorage).toHaveLength(0);
  localStorage.setItem('pdups-event-draft:7:3', 'nonsense');
  expect(findDraft('7:3', NOW)).toBeNull();
});
