ALTER TABLE "providers" ADD COLUMN "known_as" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" drop column "search_text";--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(regexp_replace(normalize(name || ' ' || known_as, NFKD), '[\u0300-\u036f''’ʼ`]', '', 'g'))) STORED NOT NULL;--> statement-breakpoint
-- The column was dropped together with its index.
CREATE INDEX "providers_search" ON "providers" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "requests" ALTER COLUMN "event_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "mailing_address" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "physical_address" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "website" text;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "primary_contact" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "deputy_contact" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "signatory" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "directory_consent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "approved_on" date;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "requests_one_undecided_user" ON "requests" USING btree ("provider_id",lower("asked"->>'email')) WHERE "requests"."kind" = 'user' and "requests"."status" in ('open', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "requests_one_undecided_provider_data" ON "requests" USING btree ("provider_id") WHERE "requests"."kind" = 'provider_data' and "requests"."status" in ('open', 'waiting');--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_about_event" CHECK (("requests"."event_id" is not null) = ("requests"."kind" in ('correction', 'cancellation')));