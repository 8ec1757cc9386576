-- The chain over the audit entries was made as each entry was written, under a lock that was kept until the transaction
-- ended: transactions that locked other rows afterwards waited for each other in a circle. It is made at commit now, in a
-- table of its own. Entries from before keep their first hashes, and are chained again with the rest.
DROP TRIGGER audit_entries_chained ON audit_entries;
--> statement-breakpoint
DROP TRIGGER audit_entries_kept ON audit_entries;
--> statement-breakpoint
DROP FUNCTION chain_audit_entry();
--> statement-breakpoint
CREATE TABLE "audit_chain" (
	"position" bigint PRIMARY KEY NOT NULL,
	"entry_id" bigint NOT NULL,
	"payload_digest" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disposal_run_items" (
	"run_id" bigint NOT NULL,
	"table_name" text NOT NULL,
	"row_key" text NOT NULL,
	CONSTRAINT "disposal_run_items_run_id_table_name_row_key_pk" PRIMARY KEY("run_id","table_name","row_key")
);
--> statement-breakpoint
CREATE TABLE "disposal_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "disposal_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule" text NOT NULL,
	"approval_reference" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"approved_by" bigint,
	"approved_at" timestamp with time zone,
	"confirmed_by" bigint,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "disposal_runs_reference" CHECK (btrim("disposal_runs"."approval_reference") <> '' and btrim("disposal_runs"."rule") <> ''),
	CONSTRAINT "disposal_runs_approved" CHECK (("disposal_runs"."approved_by" is null) = ("disposal_runs"."approved_at" is null)),
	CONSTRAINT "disposal_runs_confirmed" CHECK (("disposal_runs"."confirmed_by" is null) = ("disposal_runs"."confirmed_at" is null)),
	CONSTRAINT "disposal_runs_two_people" CHECK ("disposal_runs"."confirmed_by" is null or ("disposal_runs"."approved_by" is not null and "disposal_runs"."approved_by" <> "disposal_runs"."confirmed_by"))
);
--> statement-breakpoint
DROP INDEX "audit_entries_subject";--> statement-breakpoint
ALTER TABLE "audit_entries" ALTER COLUMN "details" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "actor_kind" text;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "actor_id" text;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "actor_through" text;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "on_behalf_of" bigint;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "subject_type" text;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "subject_id" bigint;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "first_chain" jsonb;--> statement-breakpoint
-- Who acted, as far as an entry from before says it. The provider was the actor's; now it is the subject's.
UPDATE audit_entries e SET
  first_chain = jsonb_build_object('subject', e.subject, 'actorProviderId', e.provider_id,
    'previousHash', e.previous_hash, 'hash', e.hash),
  actor_kind = CASE
    WHEN e.user_id IS NOT NULL AND e.provider_id IS NOT NULL THEN 'provider'
    WHEN e.user_id IS NOT NULL THEN 'staff'
    WHEN e.details->>'by' = 'npm run user:create' THEN 'command_line'
    WHEN e.action = 'attendee.completed_in_learning_system' OR e.details->>'origin' = 'learning_system' THEN 'learning_system'
    WHEN e.action = 'claim.made' OR e.details->>'origin' = 'claimed' OR e.details->>'by' = 'attendee' THEN 'attendee'
    ELSE 'visitor'
  END,
  actor_id = coalesce(e.user_id::text, CASE
    WHEN e.details->>'by' = 'npm run user:create' THEN e.details->>'by'
    WHEN e.action = 'attendee.completed_in_learning_system' THEN e.details->>'key'
  END),
  subject_type = split_part(e.subject, ':', 1),
  subject_id = substring(e.subject FROM '^[^:]+:([0-9]{1,15})$')::bigint,
  provider_id = CASE
    WHEN e.subject ~ '^event:[0-9]{1,15}$' THEN (SELECT v.provider_id FROM events v WHERE v.id = substring(e.subject FROM 7)::bigint)
    WHEN e.subject ~ '^provider:[0-9]{1,15}$' THEN substring(e.subject FROM 10)::bigint
    WHEN e.subject LIKE 'user:%' AND jsonb_typeof(e.details->'providerId') = 'number' THEN (e.details->>'providerId')::bigint
  END;
--> statement-breakpoint
ALTER TABLE "audit_entries" ALTER COLUMN "actor_kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" ALTER COLUMN "subject_type" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" DROP COLUMN "subject";--> statement-breakpoint
ALTER TABLE "audit_entries" DROP COLUMN "previous_hash";--> statement-breakpoint
ALTER TABLE "audit_entries" DROP COLUMN "hash";--> statement-breakpoint
ALTER TABLE "disposal_run_items" ADD CONSTRAINT "disposal_run_items_run_id_disposal_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."disposal_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposal_runs" ADD CONSTRAINT "disposal_runs_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposal_runs" ADD CONSTRAINT "disposal_runs_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_chain_entry" ON "audit_chain" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "disposal_run_items_row" ON "disposal_run_items" USING btree ("table_name","row_key");--> statement-breakpoint
CREATE INDEX "audit_entries_user" ON "audit_entries" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_provider" ON "audit_entries" USING btree ("provider_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject_type","subject_id","id");
--> statement-breakpoint
-- What an entry's hash covers besides its payload. lib/audit/verify.ts says the same: change neither without the other.
CREATE FUNCTION audit_head(e audit_entries) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_array(e.id, extract(epoch FROM e.at), e.actor_kind, e.actor_id, e.actor_through, e.user_id,
    e.on_behalf_of, e.action, e.subject_type, e.subject_id, e.provider_id, e.request_id, e.first_chain)::text
$$;
--> statement-breakpoint
CREATE FUNCTION audit_payload(e audit_entries) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_array(e.address, e.details)::text
$$;
--> statement-breakpoint
-- Fires when a transaction commits, so the chain's lock is the last that it takes: whoever waits for it holds nothing
-- that its holder still needs. It writes with its owner's rights; the product's account cannot write the chain.
CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last_position bigint;
  last_hash text;
  digest text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_chain'));
  SELECT c.position, c.hash INTO last_position, last_hash FROM public.audit_chain c ORDER BY c.position DESC LIMIT 1;
  last_position := coalesce(last_position, 0) + 1;
  last_hash := coalesce(last_hash, '');
  digest := encode(sha256(convert_to(public.audit_payload(NEW), 'UTF8')), 'hex');
  INSERT INTO public.audit_chain (position, entry_id, payload_digest, previous_hash, hash)
  VALUES (last_position, NEW.id, digest, last_hash,
    encode(sha256(convert_to(concat_ws('|', last_hash, last_position, digest, public.audit_head(NEW)), 'UTF8')), 'hex'));
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  e audit_entries;
  n bigint := 0;
  last_hash text := '';
  digest text;
  next_hash text;
BEGIN
  FOR e IN SELECT * FROM audit_entries ORDER BY id LOOP
    n := n + 1;
    digest := encode(sha256(convert_to(audit_payload(e), 'UTF8')), 'hex');
    next_hash := encode(sha256(convert_to(concat_ws('|', last_hash, n, digest, audit_head(e)), 'UTF8')), 'hex');
    INSERT INTO audit_chain (position, entry_id, payload_digest, previous_hash, hash) VALUES (n, e.id, digest, last_hash, next_hash);
    last_hash := next_hash;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_entries_chained AFTER INSERT ON audit_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION chain_audit_entry() FROM PUBLIC;
--> statement-breakpoint
-- Only the trigger above writes the chain, even for an account that was given the right to insert.
CREATE FUNCTION guard_audit_chain() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the chain is written when an entry is committed' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_chain_guarded BEFORE INSERT ON audit_chain FOR EACH ROW EXECUTE FUNCTION guard_audit_chain();
--> statement-breakpoint
-- The nine tables whose rows are kept as written, and no other, may lose rows by disposal.
ALTER TABLE disposal_run_items ADD CONSTRAINT disposal_run_items_table CHECK (table_name IN ('audit_entries', 'certificates',
  'certificate_reports', 'signatures', 'event_signings', 'certificate_bases', 'named_certificates', 'certificate_endings', 'signing_certificates'));
--> statement-breakpoint
-- An approved disposal run is written down first, approved by one administrator, confirmed by another.
CREATE FUNCTION guard_disposal_run() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  decided_by bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.approved_by IS NULL AND NEW.confirmed_by IS NULL THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a disposal run is approved after it is written' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.id, OLD.rule, OLD.approval_reference, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.rule, NEW.approval_reference, NEW.created_at)
  THEN
    RAISE EXCEPTION 'a disposal run is kept as it was written' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.approved_by IS NULL AND NEW.confirmed_by IS NULL THEN
    decided_by := NEW.approved_by;
  ELSIF OLD.confirmed_by IS NULL AND (OLD.approved_by, OLD.approved_at) IS NOT DISTINCT FROM (NEW.approved_by, NEW.approved_at) THEN
    decided_by := NEW.confirmed_by;
  END IF;
  IF decided_by IS NULL OR NOT EXISTS (SELECT FROM public.users u WHERE u.id = decided_by AND u.staff_role = 'administrator' AND u.disabled_at IS NULL)
  THEN
    RAISE EXCEPTION 'a disposal run is approved by one administrator and confirmed by another, in two steps' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER disposal_runs_guarded BEFORE INSERT OR UPDATE ON disposal_runs FOR EACH ROW EXECUTE FUNCTION guard_disposal_run();
--> statement-breakpoint
-- What was approved stays as it was approved. The run is locked, so that nothing comes in while it is approved.
CREATE FUNCTION guard_disposal_item() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  run public.disposal_runs;
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    SELECT r.* INTO run FROM public.disposal_runs r WHERE r.id = CASE TG_OP WHEN 'DELETE' THEN OLD.run_id ELSE NEW.run_id END FOR SHARE;
    IF run.approved_by IS NULL THEN
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
  END IF;
  RAISE EXCEPTION 'the rows of an approved disposal run stay as they were approved' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER disposal_run_items_guarded BEFORE INSERT OR UPDATE OR DELETE ON disposal_run_items FOR EACH ROW EXECUTE FUNCTION guard_disposal_item();
--> statement-breakpoint
-- The first guard, once a statement: it yields only to deleting (of audit entries: to erasing) in a table of which an
-- approved run has rows. The second one, below, looks at each row. Names are qualified and the path is fixed, or a
-- temporary table of the same name would be an approval.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = (CASE TG_TABLE_NAME WHEN 'audit_entries' THEN 'UPDATE' ELSE 'DELETE' END) AND EXISTS (
    SELECT FROM public.disposal_run_items i JOIN public.disposal_runs r ON r.id = i.run_id
    WHERE i.table_name = TG_TABLE_NAME AND r.confirmed_by IS NOT NULL)
  THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'rows of % are kept as they were written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_undisposed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key text;
BEGIN
  EXECUTE format('SELECT ($1).%I::text', TG_ARGV[0]) INTO key USING OLD;
  IF EXISTS (
    SELECT FROM public.disposal_run_items i JOIN public.disposal_runs r ON r.id = i.run_id
    WHERE i.table_name = TG_TABLE_NAME AND i.row_key = key AND r.confirmed_by IS NOT NULL)
  THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    -- Of an audit entry only the payload goes; that it happened stays in the chain.
    OLD.details := NULL;
    OLD.address := NULL;
    IF NEW IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'rows of % are kept as they were written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entries_erased BEFORE UPDATE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER certificates_disposed BEFORE DELETE ON certificates FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER certificate_reports_disposed BEFORE DELETE ON certificate_reports FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER signatures_disposed BEFORE DELETE ON signatures FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER event_signings_disposed BEFORE DELETE ON event_signings FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER certificate_bases_disposed BEFORE DELETE ON certificate_bases FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER named_certificates_disposed BEFORE DELETE ON named_certificates FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('id');
--> statement-breakpoint
CREATE TRIGGER certificate_endings_disposed BEFORE DELETE ON certificate_endings FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('certificate_id');
--> statement-breakpoint
CREATE TRIGGER signing_certificates_disposed BEFORE DELETE ON signing_certificates FOR EACH ROW EXECUTE FUNCTION refuse_undisposed('fingerprint');
--> statement-breakpoint
-- The chain yields to nothing: no run can name it.
CREATE TRIGGER audit_chain_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Disposal runs are approved and confirmed, so they change; they are never removed.
CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER disposal_runs_kept BEFORE DELETE OR TRUNCATE ON disposal_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
--> statement-breakpoint
CREATE TRIGGER disposal_run_items_kept BEFORE TRUNCATE ON disposal_run_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
