CREATE TABLE "request_steps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "request_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"by" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text,
	"assignee_id" bigint,
	"ground" text
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "requests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"event_id" bigint NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"reason" text NOT NULL,
	"asked" jsonb NOT NULL,
	"basis" jsonb NOT NULL,
	"basis_version" integer NOT NULL,
	"assignee_id" bigint,
	"asked_by" bigint NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"waiting_since" date,
	"decided_at" timestamp with time zone,
	"request_key" uuid NOT NULL,
	CONSTRAINT "requests_decided_when_over" CHECK (("requests"."decided_at" is null) = ("requests"."status" in ('open', 'waiting'))),
	CONSTRAINT "requests_waiting_since" CHECK (("requests"."waiting_since" is null) = ("requests"."status" <> 'waiting'))
);
--> statement-breakpoint
ALTER TABLE "request_steps" ADD CONSTRAINT "request_steps_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_steps" ADD CONSTRAINT "request_steps_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_steps" ADD CONSTRAINT "request_steps_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_steps_request" ON "request_steps" USING btree ("request_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_request_key_unique" ON "requests" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "requests_of_provider" ON "requests" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "requests_undecided" ON "requests" USING btree ("status","due_on","id") WHERE "requests"."status" in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "requests_waiting" ON "requests" USING btree ("provider_id") WHERE "requests"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "requests_decided" ON "requests" USING btree ("decided_at","id") WHERE "requests"."decided_at" is not null;--> statement-breakpoint
CREATE INDEX "requests_event" ON "requests" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_one_undecided" ON "requests" USING btree ("event_id","kind") WHERE "requests"."status" in ('open', 'waiting');--> statement-breakpoint
CREATE TRIGGER request_steps_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON request_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
