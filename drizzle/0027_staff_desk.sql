CREATE TABLE "audit_checks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"started_by" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"done" bigint DEFAULT 0 NOT NULL,
	"total" bigint DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"result" jsonb
);
--> statement-breakpoint
DROP INDEX "audit_entries_user";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "acting_provider_id" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "acting_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_checks" ADD CONSTRAINT "audit_checks_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_checks_running" ON "audit_checks" USING btree ((true)) WHERE "audit_checks"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_acting_provider_id_providers_id_fk" FOREIGN KEY ("acting_provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "events_everywhere_by_end" ON "events" USING btree ("ends_on","id");--> statement-breakpoint
CREATE INDEX "events_everywhere_by_start" ON "events" USING btree ("starts_on","id");--> statement-breakpoint
CREATE INDEX "events_everywhere_by_title" ON "events" USING btree (lower("title") collate "C","id");--> statement-breakpoint
CREATE INDEX "audit_entries_user" ON "audit_entries" USING btree ("user_id","at","id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_acting_until" CHECK (("sessions"."acting_provider_id" is null) = ("sessions"."acting_until" is null));--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_acting_for_one" CHECK ("sessions"."provider_id" is null or "sessions"."acting_provider_id" is null);