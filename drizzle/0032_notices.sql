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
ALTER TABLE "mails" ADD COLUMN "message_key" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "unsubscribe_url" text;--> statement-breakpoint
ALTER TABLE "notice_digests" ADD CONSTRAINT "notice_digests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_digest_id_notice_digests_id_fk" FOREIGN KEY ("digest_id") REFERENCES "public"."notice_digests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_delays" ADD CONSTRAINT "todo_delays_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_digests_one_a_day" ON "notice_digests" USING btree ("user_id","day","urgent");--> statement-breakpoint
CREATE INDEX "notice_digests_mail" ON "notice_digests" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "notice_digests_created" ON "notice_digests" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("kind","subject_id","user_id","due_on");--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("user_id","id") WHERE "notices"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "notices_digest" ON "notices" USING btree ("digest_id");--> statement-breakpoint
CREATE INDEX "notices_created" ON "notices" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "todo_delays_until" ON "todo_delays" USING btree ("until_day");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_message_key_unique" ON "mails" USING btree ("message_key");--> statement-breakpoint
CREATE INDEX "events_asynchronous_by_end" ON "events" USING btree ("ends_on","id") WHERE "events"."asynchronous" and "events"."canceled_at" is null;--> statement-breakpoint
CREATE INDEX "users_staff" ON "users" USING btree ("id") WHERE "users"."staff_role" is not null;