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
ALTER TABLE "session_drafts" ADD CONSTRAINT "session_drafts_conference_id_conferences_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."conferences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_drafts" ADD CONSTRAINT "session_drafts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "session_drafts_request_key_unique" ON "session_drafts" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "session_drafts_conference" ON "session_drafts" USING btree ("conference_id");--> statement-breakpoint
CREATE INDEX "session_drafts_age" ON "session_drafts" USING btree ("created_at");