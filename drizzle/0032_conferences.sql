CREATE TABLE "conferences" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "conferences_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"program" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" bigint,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_by" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	CONSTRAINT "conferences_end_not_before_start" CHECK ("conferences"."ends_on" >= "conferences"."starts_on"),
	CONSTRAINT "conferences_closed_by" CHECK (("conferences"."closed_at" is null) = ("conferences"."closed_by" is null))
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "conference_id" bigint;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "own_number" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "room" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "track" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "starts_at" time(0);--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "ends_at" time(0);--> statement-breakpoint
ALTER TABLE "conferences" ADD CONSTRAINT "conferences_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conferences" ADD CONSTRAINT "conferences_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conferences" ADD CONSTRAINT "conferences_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conferences" ADD CONSTRAINT "conferences_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "conferences_request_key_unique" ON "conferences" USING btree ("request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "conferences_provider" ON "conferences" USING btree ("id","provider_id");--> statement-breakpoint
CREATE INDEX "conferences_by_start" ON "conferences" USING btree ("provider_id","starts_on","id");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_conference_id_conferences_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."conferences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_of_conference" ON "events" USING btree ("conference_id","starts_on","starts_at","id") WHERE "events"."conference_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_own_number_unique" ON "events" USING btree ("provider_id",lower("own_number")) WHERE "events"."own_number" is not null;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_times_in_order" CHECK (("events"."starts_at" is null) = ("events"."ends_at" is null) and "events"."ends_at" > "events"."starts_at");