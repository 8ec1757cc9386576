ALTER TABLE "providers" ADD COLUMN "known_as" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE TABLE "request_files" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "request_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" bigint NOT NULL,
	"file_name" text NOT NULL,
	"type" text NOT NULL,
	"sha256" text NOT NULL,
	"length" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"added_by" bigint NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_files_sha256" CHECK ("request_files"."sha256" ~ '^[0-9a-f]{64}$')
);--> statement-breakpoint
ALTER TABLE "providers" drop column "search_text";--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(regexp_replace(normalize(name || ' ' || known_as, NFKD), '[\u0300-\u036f''’ʼ`]', '', 'g'))) STORED NOT NULL;--> statement-breakpoint
-- The column was dropped together with its index.
CREATE INDEX "providers_search" ON "providers" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "requests" ALTER COLUMN "event_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "issuing_runs" ADD COLUMN "mail_holders" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "mailing_address" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "physical_address" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "website" text;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "primary_contact" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "deputy_contact" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "signatory" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "directory_consent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "approved_on" date;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "request_files" ADD CONSTRAINT "request_files_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_files" ADD CONSTRAINT "request_files_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "request_files_unique" ON "request_files" USING btree ("request_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_one_undecided_user" ON "requests" USING btree ("provider_id",lower("asked"->>'email')) WHERE "requests"."kind" = 'user' and "requests"."status" in ('open', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "requests_one_undecided_provider_data" ON "requests" USING btree ("provider_id") WHERE "requests"."kind" = 'provider_data' and "requests"."status" in ('open', 'waiting');--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_about_event" CHECK (("requests"."event_id" is not null) = ("requests"."kind" in ('correction', 'cancellation')));--> statement-breakpoint
CREATE TRIGGER request_files_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON request_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();