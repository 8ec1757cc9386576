CREATE TABLE "attendees" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attendees_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"school" text DEFAULT '' NOT NULL,
	"educator_number" text DEFAULT '' NOT NULL,
	"units" numeric(5, 2) NOT NULL,
	"completed" boolean NOT NULL,
	"source" text NOT NULL,
	"identity" text NOT NULL,
	"current_certificate_id" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "attendees_units_in_quarters" CHECK ("attendees"."units" > 0 and mod("attendees"."units" * 4, 1) = 0),
	CONSTRAINT "attendees_with_certificate_stay" CHECK ("attendees"."removed_at" is null or "attendees"."current_certificate_id" is null)
);
--> statement-breakpoint
CREATE TABLE "certificate_bases" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_bases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"facts_hash" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"plan" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_endings" (
	"certificate_id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"superseded_by" text,
	"ended_by" bigint,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "certificate_endings_named_successor" CHECK (("certificate_endings"."kind" = 'superseded') = ("certificate_endings"."superseded_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "certificate_mails" (
	"mail_id" bigint PRIMARY KEY NOT NULL,
	"certificate_id" bigint NOT NULL,
	"sent_by" bigint,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "issuing_run_items" (
	"run_id" bigint NOT NULL,
	"attendee_id" bigint NOT NULL,
	"done_at" timestamp with time zone,
	"problem" text,
	CONSTRAINT "issuing_run_items_run_id_attendee_id_pk" PRIMARY KEY("run_id","attendee_id")
);
--> statement-breakpoint
CREATE TABLE "issuing_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "issuing_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"total" integer NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"request_key" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "named_certificates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "named_certificates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"serial" text NOT NULL,
	"event_id" bigint NOT NULL,
	"attendee_id" bigint NOT NULL,
	"facts" jsonb NOT NULL,
	"template_version" integer NOT NULL,
	"base_id" bigint,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"length" integer NOT NULL,
	"sealed" boolean NOT NULL,
	"origin" text NOT NULL,
	"issued_by" bigint,
	"issued_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learning_system_keys" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "learning_system_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"label" text NOT NULL,
	"public_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"sealed_signing_key" text NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" bigint
);
--> statement-breakpoint
CREATE TABLE "learning_system_requests" (
	"key_id" bigint NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer NOT NULL,
	"answer" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "learning_system_requests_key_id_idempotency_key_pk" PRIMARY KEY("key_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "claims_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"share_link_id" bigint,
	"holder_hash" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"school" text DEFAULT '' NOT NULL,
	"educator_number" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"attendee_id" bigint,
	"certificate_id" bigint,
	"stated_at" timestamp with time zone NOT NULL,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	"reason" text,
	"request_key" uuid NOT NULL,
	CONSTRAINT "claims_issued_with_certificate" CHECK ("claims"."state" in ('waiting', 'refused') or "claims"."certificate_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "evaluation_answers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"event_id" bigint NOT NULL,
	"questions" jsonb NOT NULL,
	"answers" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluation_forms" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"questions" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "share_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"label" text NOT NULL,
	"access" text NOT NULL,
	"code_word" text,
	"after_evaluation" boolean DEFAULT false NOT NULL,
	"reviewed" boolean DEFAULT false NOT NULL,
	"token_hash" text NOT NULL,
	"sealed_token" text NOT NULL,
	"first_day" date,
	"last_day" date,
	"most" integer,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" bigint,
	CONSTRAINT "share_links_code_word" CHECK (("share_links"."access" = 'code_word') = ("share_links"."code_word" is not null)),
	CONSTRAINT "share_links_days" CHECK ("share_links"."last_day" >= "share_links"."first_day"),
	CONSTRAINT "share_links_most" CHECK ("share_links"."most" > 0)
);
--> statement-breakpoint
CREATE TABLE "event_signings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_signings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"signature_id" bigint,
	"signed_by" bigint NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signatures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "signatures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"typed_text" text,
	"picture" "bytea",
	"printed_name" text NOT NULL,
	"title" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signatures_of_one_kind" CHECK (("signatures"."kind" = 'typed') = ("signatures"."typed_text" is not null) and ("signatures"."kind" = 'typed') = ("signatures"."picture" is null))
);
--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "certificate_id" bigint;--> statement-breakpoint
ALTER TABLE "certificate_reports" ADD COLUMN "issued" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "conference" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "issued_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "reported_issued" integer;--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_bases" ADD CONSTRAINT "certificate_bases_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_endings" ADD CONSTRAINT "certificate_endings_certificate_id_named_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."named_certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_endings" ADD CONSTRAINT "certificate_endings_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_mails" ADD CONSTRAINT "certificate_mails_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_mails" ADD CONSTRAINT "certificate_mails_certificate_id_named_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."named_certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_mails" ADD CONSTRAINT "certificate_mails_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_run_items" ADD CONSTRAINT "issuing_run_items_run_id_issuing_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."issuing_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_run_items" ADD CONSTRAINT "issuing_run_items_attendee_id_attendees_id_fk" FOREIGN KEY ("attendee_id") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_runs" ADD CONSTRAINT "issuing_runs_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuing_runs" ADD CONSTRAINT "issuing_runs_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_certificates" ADD CONSTRAINT "named_certificates_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_certificates" ADD CONSTRAINT "named_certificates_attendee_id_attendees_id_fk" FOREIGN KEY ("attendee_id") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_certificates" ADD CONSTRAINT "named_certificates_base_id_certificate_bases_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."certificate_bases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_certificates" ADD CONSTRAINT "named_certificates_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning_system_keys" ADD CONSTRAINT "learning_system_keys_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning_system_keys" ADD CONSTRAINT "learning_system_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning_system_keys" ADD CONSTRAINT "learning_system_keys_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning_system_requests" ADD CONSTRAINT "learning_system_requests_key_id_learning_system_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."learning_system_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_share_link_id_share_links_id_fk" FOREIGN KEY ("share_link_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_attendee_id_attendees_id_fk" FOREIGN KEY ("attendee_id") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_certificate_id_named_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."named_certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_answers" ADD CONSTRAINT "evaluation_answers_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_forms" ADD CONSTRAINT "evaluation_forms_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_forms" ADD CONSTRAINT "evaluation_forms_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_signings" ADD CONSTRAINT "event_signings_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_signings" ADD CONSTRAINT "event_signings_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_signings" ADD CONSTRAINT "event_signings_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attendees_identity_unique" ON "attendees" USING btree ("event_id","identity") WHERE "attendees"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "attendees_event" ON "attendees" USING btree ("event_id",lower("name"),"id");--> statement-breakpoint
CREATE INDEX "attendees_email" ON "attendees" USING btree (lower("email"),"event_id") WHERE "attendees"."email" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_bases_facts_unique" ON "certificate_bases" USING btree ("facts_hash");--> statement-breakpoint
CREATE INDEX "certificate_mails_certificate" ON "certificate_mails" USING btree ("certificate_id");--> statement-breakpoint
CREATE INDEX "issuing_run_items_open" ON "issuing_run_items" USING btree ("run_id","attendee_id") WHERE "issuing_run_items"."done_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "issuing_runs_request_key_unique" ON "issuing_runs" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "issuing_runs_event" ON "issuing_runs" USING btree ("event_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "issuing_runs_one_open" ON "issuing_runs" USING btree ("event_id","kind") WHERE "issuing_runs"."state" in ('running', 'paused');--> statement-breakpoint
CREATE UNIQUE INDEX "named_certificates_serial_unique" ON "named_certificates" USING btree ("serial");--> statement-breakpoint
CREATE INDEX "named_certificates_event" ON "named_certificates" USING btree ("event_id","id");--> statement-breakpoint
CREATE INDEX "named_certificates_attendee" ON "named_certificates" USING btree ("attendee_id","id");--> statement-breakpoint
CREATE INDEX "named_certificates_sha256" ON "named_certificates" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "learning_system_keys_public_id_unique" ON "learning_system_keys" USING btree ("public_id");--> statement-breakpoint
CREATE UNIQUE INDEX "learning_system_keys_secret_unique" ON "learning_system_keys" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "learning_system_keys_provider" ON "learning_system_keys" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "learning_system_requests_created" ON "learning_system_requests" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "claims_request_key_unique" ON "claims" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "claims_event" ON "claims" USING btree ("event_id","id");--> statement-breakpoint
CREATE INDEX "claims_link" ON "claims" USING btree ("share_link_id","state");--> statement-breakpoint
CREATE INDEX "claims_holder" ON "claims" USING btree ("holder_hash","id");--> statement-breakpoint
CREATE INDEX "evaluation_answers_event" ON "evaluation_answers" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "share_links_token_unique" ON "share_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "share_links_event" ON "share_links" USING btree ("event_id","id");--> statement-breakpoint
CREATE INDEX "event_signings_event" ON "event_signings" USING btree ("event_id","id");--> statement-breakpoint
CREATE INDEX "signatures_user" ON "signatures" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "events_by_conference" ON "events" USING btree ("provider_id",lower("conference"),"starts_on") WHERE "events"."conference" is not null;--> statement-breakpoint
ALTER TABLE "certificate_reports" ADD CONSTRAINT "certificate_reports_issued_within_count" CHECK ("certificate_reports"."issued" between 0 and "certificate_reports"."count");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_issued_count_not_negative" CHECK ("events"."issued_count" >= 0);