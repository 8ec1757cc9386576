CREATE TABLE "roster_proofs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "roster_proofs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"share_link_id" bigint NOT NULL,
	"token_hash" text NOT NULL,
	"email" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"proved_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "evaluation_answers_event";--> statement-breakpoint
ALTER TABLE "evaluation_answers" ADD COLUMN "portion" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "roster_proofs" ADD CONSTRAINT "roster_proofs_share_link_id_share_links_id_fk" FOREIGN KEY ("share_link_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "roster_proofs_token_unique" ON "roster_proofs" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "roster_proofs_expiry" ON "roster_proofs" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "evaluation_answers_event" ON "evaluation_answers" USING btree ("event_id","portion");