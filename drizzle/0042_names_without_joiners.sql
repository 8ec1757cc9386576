-- Its indexes go with it, and come back below.
ALTER TABLE "attendees" drop column "name_key";--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "name_key" text GENERATED ALWAYS AS (normalize(btrim(replace(replace(replace(replace(translate(regexp_replace(regexp_replace(lower(translate(normalize(translate(name, '''’‘‛`´′‵ʹʺʻʼʽʾʿˈˊˋꞋꞌ՚׳‌‍', ''), NFKD), '''’‘‛`´′‵ʹʺʻʼʽʾʿˈˊˋꞋꞌ՚׳.', '')), '([a-z\u00df-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ca\uab30-\uab64])[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+', '\1', 'g'), '[-\u2010-\u2015[:space:]]+', ' ', 'g'), 'øłđðħıŋς', 'olddhinσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')), NFC)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "attendees_name" ON "attendees" USING btree ("event_id","name_key") WHERE "attendees"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "attendees_certificate_name" ON "attendees" USING gin ("name_key" gin_trgm_ops) WHERE "attendees"."current_certificate_id" is not null;--> statement-breakpoint
-- An identity repeats the name. One that somebody else on the roster has stays as it is, and shows as a possible duplicate.
UPDATE "attendees" a SET "identity" = translate(a."identity", U&'\200C\200D', '')
WHERE a."identity" ~ U&'[\200C\200D]' AND NOT EXISTS (
	SELECT FROM "attendees" b WHERE b."event_id" = a."event_id" AND b."id" <> a."id"
	AND translate(b."identity", U&'\200C\200D', '') = translate(a."identity", U&'\200C\200D', '')
);
