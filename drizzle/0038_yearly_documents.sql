CREATE TABLE "yearly_documents" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "yearly_documents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"received_on" date NOT NULL,
	"how" text NOT NULL,
	"statement" text,
	"note" text,
	"recorded_by" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"withdrawn_by" bigint,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text,
	CONSTRAINT "yearly_documents_year" CHECK ("yearly_documents"."year" between 2000 and 2200),
	CONSTRAINT "yearly_documents_signed" CHECK (("yearly_documents"."how" = 'signed') = ("yearly_documents"."statement" is not null) and ("yearly_documents"."how" <> 'signed' or "yearly_documents"."kind" = 'agreement')),
	CONSTRAINT "yearly_documents_withdrawn" CHECK (("yearly_documents"."withdrawn_at" is null) = ("yearly_documents"."withdrawn_by" is null) and ("yearly_documents"."withdrawn_at" is null) = ("yearly_documents"."withdrawn_reason" is null))
);
--> statement-breakpoint
ALTER TABLE "yearly_documents" ADD CONSTRAINT "yearly_documents_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "yearly_documents" ADD CONSTRAINT "yearly_documents_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "yearly_documents" ADD CONSTRAINT "yearly_documents_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "yearly_documents_one_in_force" ON "yearly_documents" USING btree ("provider_id","kind","year") WHERE "yearly_documents"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "yearly_documents_provider" ON "yearly_documents" USING btree ("provider_id","id");--> statement-breakpoint
-- What was received stays as it was recorded. It can be withdrawn, once.
CREATE FUNCTION refuse_change_but_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
      AND to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by', 'withdrawn_reason']
        = to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by', 'withdrawn_reason']
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'rows of % are kept as they were written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER yearly_documents_kept BEFORE UPDATE OR DELETE ON yearly_documents FOR EACH ROW EXECUTE FUNCTION refuse_change_but_withdrawal();
