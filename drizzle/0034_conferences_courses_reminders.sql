CREATE TABLE "mail_bounces" (
	"mail_id" bigint PRIMARY KEY NOT NULL,
	"how" text NOT NULL,
	"status" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_bounces_status" CHECK ("mail_bounces"."status" ~ '^5[.][0-9]{1,3}[.][0-9]{1,3}$')
);
--> statement-breakpoint
CREATE TABLE "conference_uploads" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "conference_uploads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conference_id" bigint NOT NULL,
	"file_name" text,
	"lines" jsonb NOT NULL,
	"about" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calendar_feeds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"token_hash" text NOT NULL,
	"user_id" bigint NOT NULL,
	"provider_id" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_read_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "interim_counts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "interim_counts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"as_of" date NOT NULL,
	"count" integer NOT NULL,
	"issued" integer DEFAULT 0 NOT NULL,
	"recorded_by" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	CONSTRAINT "interim_counts_on_june_30" CHECK (extract(month from "interim_counts"."as_of") = 6 and extract(day from "interim_counts"."as_of") = 30),
	CONSTRAINT "interim_counts_not_negative" CHECK ("interim_counts"."count" >= 0),
	CONSTRAINT "interim_counts_issued_within_count" CHECK ("interim_counts"."issued" between 0 and "interim_counts"."count")
);
--> statement-breakpoint
CREATE TABLE "paused_queues" (
	"queue" text PRIMARY KEY NOT NULL,
	"paused_by" bigint NOT NULL,
	"paused_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_digests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_digests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"day" date NOT NULL,
	"urgent" boolean NOT NULL,
	"mail_id" bigint,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_plans" (
	"day" date NOT NULL,
	"urgent" boolean NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_plans_urgent_day_pk" PRIMARY KEY("urgent","day")
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"emails" boolean DEFAULT true NOT NULL,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"provider_id" bigint,
	"due_on" date NOT NULL,
	"urgent" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"digest_id" bigint,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notices_sent_in_digest" CHECK ("notices"."state" <> 'sent' or "notices"."digest_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "todo_delays" (
	"user_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"until_day" date NOT NULL,
	CONSTRAINT "todo_delays_user_id_kind_subject_id_pk" PRIMARY KEY("user_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "session_drafts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_drafts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conference_id" bigint NOT NULL,
	"source" text NOT NULL,
	"file_name" text,
	"lines" jsonb NOT NULL,
	"about" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"file" "bytea",
	"request_key" uuid NOT NULL,
	"saved_at" timestamp with time zone,
	"added" integer,
	"edited" integer,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conference_links" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "conference_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conference_id" bigint NOT NULL,
	"token_hash" text NOT NULL,
	"sealed_token" text NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" bigint
);
--> statement-breakpoint
ALTER TABLE "certificate_mails" DROP CONSTRAINT "certificate_mails_pkey";--> statement-breakpoint
ALTER TABLE "roster_proofs" ALTER COLUMN "share_link_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_mails" ADD CONSTRAINT "certificate_mails_mail_id_certificate_id_pk" PRIMARY KEY("mail_id","certificate_id");--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "message_key" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "unsubscribe_url" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "continues_event_id" bigint;--> statement-breakpoint
ALTER TABLE "roster_proofs" ADD COLUMN "conference_link_id" bigint;--> statement-breakpoint
ALTER TABLE "mail_bounces" ADD CONSTRAINT "mail_bounces_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_uploads" ADD CONSTRAINT "conference_uploads_conference_id_conferences_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."conferences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_uploads" ADD CONSTRAINT "conference_uploads_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interim_counts" ADD CONSTRAINT "interim_counts_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interim_counts" ADD CONSTRAINT "interim_counts_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paused_queues" ADD CONSTRAINT "paused_queues_paused_by_users_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_digests" ADD CONSTRAINT "notice_digests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_digest_id_notice_digests_id_fk" FOREIGN KEY ("digest_id") REFERENCES "public"."notice_digests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_delays" ADD CONSTRAINT "todo_delays_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_drafts" ADD CONSTRAINT "session_drafts_conference_id_conferences_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."conferences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_drafts" ADD CONSTRAINT "session_drafts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_links" ADD CONSTRAINT "conference_links_conference_id_conferences_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."conferences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_links" ADD CONSTRAINT "conference_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_links" ADD CONSTRAINT "conference_links_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conference_uploads_conference" ON "conference_uploads" USING btree ("conference_id");--> statement-breakpoint
CREATE INDEX "conference_uploads_age" ON "conference_uploads" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_token_unique" ON "calendar_feeds" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one_live" ON "calendar_feeds" USING btree ("user_id","provider_id") WHERE "calendar_feeds"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "interim_counts_request_key_unique" ON "interim_counts" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "interim_counts_event" ON "interim_counts" USING btree ("event_id","as_of","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_digests_one_a_day" ON "notice_digests" USING btree ("user_id","day","urgent");--> statement-breakpoint
CREATE INDEX "notice_digests_mail" ON "notice_digests" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "notice_digests_created" ON "notice_digests" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("kind","subject_id","user_id","due_on");--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("user_id","id") WHERE "notices"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "notices_digest" ON "notices" USING btree ("digest_id");--> statement-breakpoint
CREATE INDEX "notices_created" ON "notices" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "todo_delays_until" ON "todo_delays" USING btree ("until_day");--> statement-breakpoint
CREATE UNIQUE INDEX "session_drafts_request_key_unique" ON "session_drafts" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "session_drafts_conference" ON "session_drafts" USING btree ("conference_id");--> statement-breakpoint
CREATE INDEX "session_drafts_age" ON "session_drafts" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "conference_links_token_unique" ON "conference_links" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "conference_links_one_open" ON "conference_links" USING btree ("conference_id") WHERE "conference_links"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "conference_links_conference" ON "conference_links" USING btree ("conference_id","id");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_continues_event_id_events_id_fk" FOREIGN KEY ("continues_event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_proofs" ADD CONSTRAINT "roster_proofs_conference_link_id_conference_links_id_fk" FOREIGN KEY ("conference_link_id") REFERENCES "public"."conference_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_address" ON "mails" USING btree (lower("to_address"),"id");--> statement-breakpoint
CREATE INDEX "mails_kind" ON "mails" USING btree ("kind","id");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_message_key_unique" ON "mails" USING btree ("message_key");--> statement-breakpoint
CREATE INDEX "attendees_certificate_name" ON "attendees" USING gin ("name_key" gin_trgm_ops) WHERE "attendees"."current_certificate_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_continues_unique" ON "events" USING btree ("continues_event_id");--> statement-breakpoint
CREATE INDEX "events_always_open" ON "events" USING btree ("provider_id","ends_on","id") WHERE "events"."asynchronous" and "events"."canceled_at" is null;--> statement-breakpoint
CREATE INDEX "events_always_open_everywhere" ON "events" USING btree ("ends_on","id") WHERE "events"."asynchronous" and "events"."canceled_at" is null;--> statement-breakpoint
CREATE INDEX "users_staff" ON "users" USING btree ("id") WHERE "users"."staff_role" is not null;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_continues_another" CHECK ("events"."continues_event_id" <> "events"."id");--> statement-breakpoint
ALTER TABLE "roster_proofs" ADD CONSTRAINT "roster_proofs_one_link" CHECK (num_nonnulls("roster_proofs"."share_link_id", "roster_proofs"."conference_link_id") = 1);--> statement-breakpoint
-- What was counted stays.
CREATE TRIGGER interim_counts_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON interim_counts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Links of one year of a course lead to the next one, so an entry never changes which year it follows.
CREATE FUNCTION refuse_other_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'event % keeps the year that it continues', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_continue_one_course BEFORE UPDATE OF continues_event_id ON events FOR EACH ROW
  WHEN (OLD.continues_event_id IS DISTINCT FROM NEW.continues_event_id) EXECUTE FUNCTION refuse_other_course();
