CREATE TABLE "attendance_facts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attendance_facts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"attendee_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"lasted_seconds" integer,
	"source" text NOT NULL,
	"file_id" bigint,
	"line" integer,
	"withdraws" bigint,
	"key" uuid,
	"recorded_by" bigint,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attendance_facts_complete" CHECK (case "attendance_facts"."kind"
        when 'visit' then coalesce("attendance_facts"."started_at", "attendance_facts"."ended_at") is not null or "attendance_facts"."lasted_seconds" is not null
        when 'in' then "attendance_facts"."started_at" is not null and "attendance_facts"."ended_at" is null
        when 'out' then "attendance_facts"."ended_at" is not null and "attendance_facts"."started_at" is null
        else "attendance_facts"."withdraws" is not null end),
	CONSTRAINT "attendance_facts_withdrawing" CHECK (("attendance_facts"."kind" = 'withdrawn') = ("attendance_facts"."withdraws" is not null)),
	CONSTRAINT "attendance_facts_of_report" CHECK (("attendance_facts"."source" = 'report') = ("attendance_facts"."file_id" is not null)),
	CONSTRAINT "attendance_facts_lasted" CHECK ("attendance_facts"."lasted_seconds" >= 0)
);
--> statement-breakpoint
CREATE TABLE "attendance_files" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attendance_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"file_name" text NOT NULL,
	"platform" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"uploaded_by" bigint NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attendance_files_sha256" CHECK ("attendance_files"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "attendance_results" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attendance_results_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"attendee_id" bigint NOT NULL,
	"rule_id" bigint NOT NULL,
	"minutes" integer NOT NULL,
	"of_minutes" integer NOT NULL,
	"units" numeric(5, 2) NOT NULL,
	"reason" text NOT NULL,
	"recorded_by" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attendance_results_units" CHECK ("attendance_results"."units" >= 0 and mod("attendance_results"."units" * 4, 1) = 0),
	CONSTRAINT "attendance_results_minutes" CHECK ("attendance_results"."minutes" between 0 and "attendance_results"."of_minutes")
);
--> statement-breakpoint
CREATE TABLE "attendance_rules" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attendance_rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"sessions" jsonb NOT NULL,
	"breaks" jsonb NOT NULL,
	"least_percent" integer,
	"set_by" bigint NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attendance_rules_least" CHECK ("attendance_rules"."least_percent" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "check_in_codes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "check_in_codes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"token_hash" text NOT NULL,
	"encrypted_token" text NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" bigint
);
--> statement-breakpoint
ALTER TABLE "attendance_facts" ADD CONSTRAINT "attendance_facts_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_facts" ADD CONSTRAINT "attendance_facts_attendee_id_attendees_id_fk" FOREIGN KEY ("attendee_id") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_facts" ADD CONSTRAINT "attendance_facts_file_id_attendance_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."attendance_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_facts" ADD CONSTRAINT "attendance_facts_withdraws_attendance_facts_id_fk" FOREIGN KEY ("withdraws") REFERENCES "public"."attendance_facts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_facts" ADD CONSTRAINT "attendance_facts_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_files" ADD CONSTRAINT "attendance_files_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_files" ADD CONSTRAINT "attendance_files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_results" ADD CONSTRAINT "attendance_results_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_results" ADD CONSTRAINT "attendance_results_attendee_id_attendees_id_fk" FOREIGN KEY ("attendee_id") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_results" ADD CONSTRAINT "attendance_results_rule_id_attendance_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."attendance_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_results" ADD CONSTRAINT "attendance_results_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_rules" ADD CONSTRAINT "attendance_rules_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_rules" ADD CONSTRAINT "attendance_rules_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_codes" ADD CONSTRAINT "check_in_codes_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_codes" ADD CONSTRAINT "check_in_codes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_codes" ADD CONSTRAINT "check_in_codes_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendance_facts_event" ON "attendance_facts" USING btree ("event_id","attendee_id","id");--> statement-breakpoint
CREATE INDEX "attendance_facts_file" ON "attendance_facts" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_facts_key_unique" ON "attendance_facts" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_facts_withdrawn_once" ON "attendance_facts" USING btree ("withdraws");--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_files_unique" ON "attendance_files" USING btree ("event_id","sha256");--> statement-breakpoint
CREATE INDEX "attendance_results_attendee" ON "attendance_results" USING btree ("attendee_id","id");--> statement-breakpoint
CREATE INDEX "attendance_results_event" ON "attendance_results" USING btree ("event_id","id");--> statement-breakpoint
CREATE INDEX "attendance_rules_event" ON "attendance_rules" USING btree ("event_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_in_codes_token_unique" ON "check_in_codes" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "check_in_codes_open_unique" ON "check_in_codes" USING btree ("event_id") WHERE "check_in_codes"."closed_at" is null;--> statement-breakpoint
-- Attendance is kept as it was written; corrections are new rows. Only an approved disposal run may delete some.
CREATE TRIGGER attendance_files_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER attendance_rules_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER attendance_facts_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER attendance_results_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_results FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER attendance_files_disposed BEFORE DELETE ON attendance_files FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER attendance_rules_disposed BEFORE DELETE ON attendance_rules FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER attendance_facts_disposed BEFORE DELETE ON attendance_facts FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER attendance_results_disposed BEFORE DELETE ON attendance_results FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
ALTER TABLE disposal_run_items DROP CONSTRAINT disposal_run_items_table;
--> statement-breakpoint
ALTER TABLE disposal_run_items ADD CONSTRAINT disposal_run_items_table CHECK (table_name IN ('audit_entries', 'certificates',
  'certificate_reports', 'signatures', 'event_signings', 'certificate_bases', 'named_certificates', 'certificate_endings', 'signing_certificates',
  'attendance_files', 'attendance_rules', 'attendance_facts', 'attendance_results'));
