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
ALTER TABLE "roster_proofs" ADD COLUMN "conference_link_id" bigint;--> statement-breakpoint
ALTER TABLE "conference_uploads" ADD CONSTRAINT "conference_uploads_conference_id_conferences_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."conferences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_uploads" ADD CONSTRAINT "conference_uploads_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_links" ADD CONSTRAINT "conference_links_conference_id_conferences_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."conferences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_links" ADD CONSTRAINT "conference_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_links" ADD CONSTRAINT "conference_links_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conference_uploads_conference" ON "conference_uploads" USING btree ("conference_id");--> statement-breakpoint
CREATE INDEX "conference_uploads_age" ON "conference_uploads" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "conference_links_token_unique" ON "conference_links" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "conference_links_one_open" ON "conference_links" USING btree ("conference_id") WHERE "conference_links"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "conference_links_conference" ON "conference_links" USING btree ("conference_id","id");--> statement-breakpoint
ALTER TABLE "roster_proofs" ADD CONSTRAINT "roster_proofs_conference_link_id_conference_links_id_fk" FOREIGN KEY ("conference_link_id") REFERENCES "public"."conference_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_proofs" ADD CONSTRAINT "roster_proofs_one_link" CHECK (num_nonnulls("roster_proofs"."share_link_id", "roster_proofs"."conference_link_id") = 1);