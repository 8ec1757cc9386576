CREATE TABLE "signing_certificates" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"der" "bytea" NOT NULL,
	"first_used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER signing_certificates_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON signing_certificates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
