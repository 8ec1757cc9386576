CREATE TABLE "application_steps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "application_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"application_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"by" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text,
	"ground" text
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "applications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization" text NOT NULL,
	"kind" text NOT NULL,
	"contact_name" text NOT NULL,
	"contact_email" text NOT NULL,
	"received_on" date NOT NULL,
	"note" text,
	"status" text DEFAULT 'open' NOT NULL,
	"due_on" date NOT NULL,
	"waiting_since" date,
	"recorded_by" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"provider_id" bigint,
	"request_key" uuid NOT NULL,
	"search_text" text GENERATED ALWAYS AS (lower(regexp_replace(normalize(organization || ' ' || contact_name || ' ' || contact_email, NFKD), '[\u0300-\u036f''’ʼ`]', '', 'g'))) STORED NOT NULL,
	CONSTRAINT "applications_decided_when_over" CHECK (("applications"."decided_at" is null) = ("applications"."status" in ('open', 'waiting'))),
	CONSTRAINT "applications_waiting_since" CHECK (("applications"."waiting_since" is null) = ("applications"."status" <> 'waiting')),
	CONSTRAINT "applications_provider_of_approved" CHECK (("applications"."provider_id" is null) = ("applications"."status" <> 'approved'))
);
--> statement-breakpoint
ALTER TABLE "application_steps" ADD CONSTRAINT "application_steps_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_steps" ADD CONSTRAINT "application_steps_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_steps_application" ON "application_steps" USING btree ("application_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_request_key_unique" ON "applications" USING btree ("request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_provider_unique" ON "applications" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "applications_undecided" ON "applications" USING btree ("due_on","id") WHERE "applications"."status" in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "applications_decided" ON "applications" USING btree ("status","id") WHERE "applications"."decided_at" is not null;--> statement-breakpoint
CREATE TRIGGER application_steps_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON application_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
