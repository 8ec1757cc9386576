import { findDraft, forgetDraft, saveDraft, withDraft } from '@/components/event-form/event-draft';

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

test('each form has a draft of its own, and old drafts of other forms are removed as well', () => {
  saveDraft('7:3:edit-12', { title: 'Changed', version: '4' }, NOW);
  saveDraft('7:3', { title: 'New' }, NOW + 20 * DAY);
  expect(findDraft('7:3:edit-12', NOW)?.values).toEqual({ title: 'Changed', version: '4' });
  expect(findDraft('7:3:copy-12', NOW)).toBeNull();
  expect(findDraft('7:3', NOW + 31 * DAY)?.values).toEqual({ title: 'New' });
  expect(localStorage).toHaveLength(1);
});

test('what was cleared before leaving stays cleared, and the form stays the page’s own', () => {
  const values = {
    requestKey: 'k2',
    forProvider: '3',
    attested: 'yes',
    asynchronous: 'yes',
    title: 'Saved',
    version: '5',
  };
  const draft = { at: NOW, values: { title: 'Typed', version: '4' } };
  expect(withDraft(values, draft)).toEqual({ requestKey: 'k2', forProvider: '3', title: 'Typed', version: '4' });
});
