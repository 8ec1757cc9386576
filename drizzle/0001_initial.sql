CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"user_id" bigint,
	"provider_id" bigint,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	"previous_hash" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"template_version" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agenda_items" (
	"event_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	"held_on" date NOT NULL,
	"starts_at" time(0) NOT NULL,
	"ends_at" time(0) NOT NULL,
	"title" text NOT NULL,
	"counts" boolean NOT NULL,
	CONSTRAINT "agenda_items_event_id_position_pk" PRIMARY KEY("event_id","position"),
	CONSTRAINT "agenda_items_end_after_start" CHECK ("agenda_items"."ends_at" > "agenda_items"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "certificate_reports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"count" integer NOT NULL,
	"reported_by" bigint NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	CONSTRAINT "certificate_reports_count_not_negative" CHECK ("certificate_reports"."count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "event_categories" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_categories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"position" smallint NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "event_category_links" (
	"event_id" bigint NOT NULL,
	"category_id" integer NOT NULL,
	CONSTRAINT "event_category_links_event_id_category_id_pk" PRIMARY KEY("event_id","category_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"title" text NOT NULL,
	"instructor" text NOT NULL,
	"description" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"asynchronous" boolean DEFAULT false NOT NULL,
	"location_kind" text NOT NULL,
	"city" text,
	"state" text,
	"zip" text,
	"hours" numeric(5, 2) NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"certificate_count" integer,
	"search_text" text NOT NULL,
	"attested_by" bigint NOT NULL,
	"attested_at" timestamp with time zone NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_by" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	CONSTRAINT "events_end_not_before_start" CHECK ("events"."ends_on" >= "events"."starts_on"),
	CONSTRAINT "events_days_finite" CHECK (isfinite("events"."starts_on") and isfinite("events"."ends_on")),
	CONSTRAINT "events_hours_in_quarters" CHECK ("events"."hours" > 0 and mod("events"."hours" * 4, 1) = 0),
	CONSTRAINT "events_asynchronous_within_a_year" CHECK (not "events"."asynchronous" or ("events"."location_kind" = 'online' and "events"."ends_on" <= "events"."starts_on" + interval '1 year')),
	CONSTRAINT "events_location_complete" CHECK (("events"."location_kind" = 'online' and "events"."city" is null and "events"."state" is null and "events"."zip" is null)
       or ("events"."location_kind" = 'in_person' and "events"."city" is not null and "events"."state" is not null and "events"."zip" ~ '^[0-9]{5}(-[0-9]{4})?$')),
	CONSTRAINT "events_certificate_count_not_negative" CHECK ("events"."certificate_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"user_id" bigint NOT NULL,
	"provider_id" bigint NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_user_id_provider_id_pk" PRIMARY KEY("user_id","provider_id")
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "providers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"phone" text NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "rate_limits_key_window_start_pk" PRIMARY KEY("key","window_start")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"token_hash" text NOT NULL,
	"user_id" bigint NOT NULL,
	"provider_id" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"username" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text,
	"staff_role" text,
	"disabled_at" timestamp with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_username_lower_case" CHECK ("users"."username" = lower("users"."username"))
);
--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_reports" ADD CONSTRAINT "certificate_reports_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_reports" ADD CONSTRAINT "certificate_reports_reported_by_users_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_category_links" ADD CONSTRAINT "event_category_links_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_category_links" ADD CONSTRAINT "event_category_links_category_id_event_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."event_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_attested_by_users_id_fk" FOREIGN KEY ("attested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject","id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_event_version_unique" ON "certificates" USING btree ("event_id","version");--> statement-breakpoint
CREATE INDEX "certificates_sha256" ON "certificates" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_reports_request_key_unique" ON "certificate_reports" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "certificate_reports_event" ON "certificate_reports" USING btree ("event_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_categories_name_unique" ON "event_categories" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "event_category_links_category" ON "event_category_links" USING btree ("category_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "events_request_key_unique" ON "events" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "events_by_end" ON "events" USING btree ("provider_id","ends_on","id");--> statement-breakpoint
CREATE INDEX "events_by_start" ON "events" USING btree ("provider_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "events_by_title" ON "events" USING btree ("provider_id",lower("title") collate "C","id");--> statement-breakpoint
CREATE INDEX "events_by_instructor" ON "events" USING btree ("provider_id",lower("instructor") collate "C","id");--> statement-breakpoint
CREATE INDEX "events_by_hours" ON "events" USING btree ("provider_id","hours","id");--> statement-breakpoint
CREATE INDEX "events_by_count" ON "events" USING btree ("provider_id",coalesce("certificate_count", -1),"id");--> statement-breakpoint
CREATE INDEX "events_unreported" ON "events" USING btree ("provider_id","ends_on","id") WHERE "events"."certificate_count" is null;--> statement-breakpoint
CREATE INDEX "events_unreported_everywhere" ON "events" USING btree ("ends_on","id") WHERE "events"."certificate_count" is null;--> statement-breakpoint
CREATE INDEX "events_search" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "memberships_provider" ON "memberships" USING btree ("provider_id");--> statement-breakpoint
CREATE UNIQUE INDEX "providers_name_unique" ON "providers" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "rate_limits_window" ON "rate_limits" USING btree ("window_start");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_hash_unique" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_created" ON "sessions" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_username_unique" ON "users" USING btree ("username");--> statement-breakpoint
CREATE INDEX "users_demo" ON "users" USING btree ("demo") WHERE "users"."demo";