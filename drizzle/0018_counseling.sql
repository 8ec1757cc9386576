-- American spelling: the category is part of the public record. Skipped where the American word is there already.
UPDATE event_categories SET name = 'School counseling and mental health'
WHERE name = 'School counselling and mental health'
  AND NOT EXISTS (SELECT FROM event_categories WHERE name = 'School counseling and mental health');
