CREATE TABLE "provider_merge_rows" (
	"merge_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"row_id" bigint NOT NULL,
	"role" text,
	"was_there" boolean DEFAULT false NOT NULL,
	CONSTRAINT "provider_merge_rows_merge_id_kind_row_id_pk" PRIMARY KEY("merge_id","kind","row_id")
);
--> statement-breakpoint
CREATE TABLE "provider_merges" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provider_merges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" bigint NOT NULL,
	"target_id" bigint NOT NULL,
	"proposal_id" bigint NOT NULL,
	"merged_by" bigint NOT NULL,
	"merged_at" timestamp with time zone NOT NULL,
	"undone_by" bigint,
	"undone_at" timestamp with time zone,
	CONSTRAINT "provider_merges_two" CHECK ("provider_merges"."source_id" <> "provider_merges"."target_id")
);
--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "merged_into" bigint;--> statement-breakpoint
ALTER TABLE "provider_merge_rows" ADD CONSTRAINT "provider_merge_rows_merge_id_provider_merges_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."provider_merges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_source_id_providers_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_target_id_providers_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_merged_by_users_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_merges_proposal_unique" ON "provider_merges" USING btree ("proposal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_merges_one_in_force" ON "provider_merges" USING btree ("source_id") WHERE "provider_merges"."undone_at" is null;--> statement-breakpoint
CREATE INDEX "provider_merges_target" ON "provider_merges" USING btree ("target_id");--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_merged_into_providers_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER provider_merge_rows_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_merge_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
