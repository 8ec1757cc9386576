CREATE TABLE "webhook_deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"webhook_id" bigint NOT NULL,
	"message_id" text NOT NULL,
	"type" text NOT NULL,
	"event_id" bigint,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"last_attempt_at" timestamp with time zone,
	"last_status" integer,
	"last_error" text,
	"last_excerpt" text
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhooks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"public_id" text NOT NULL,
	"url" text NOT NULL,
	"types" text[] NOT NULL,
	"encrypted_secret" text NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	"disabled_by" bigint,
	"removed_at" timestamp with time zone,
	"removed_by" bigint,
	"failing_since" timestamp with time zone,
	"is_slow" boolean DEFAULT false NOT NULL,
	"sending_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_disabled_by_users_id_fk" FOREIGN KEY ("disabled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_message_unique" ON "webhook_deliveries" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_waiting" ON "webhook_deliveries" USING btree ("webhook_id","next_attempt_at") WHERE "webhook_deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_created" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_count_due_once" ON "webhook_deliveries" USING btree ("webhook_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_public_id_unique" ON "webhooks" USING btree ("public_id");--> statement-breakpoint
CREATE INDEX "webhooks_provider" ON "webhooks" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "webhooks_active" ON "webhooks" USING btree ("provider_id") WHERE "webhooks"."removed_at" is null and "webhooks"."disabled_at" is null;--> statement-breakpoint
CREATE INDEX "certificate_endings_successor" ON "certificate_endings" USING btree ("superseded_by");--> statement-breakpoint
-- The JSON of a message: what happened, when, and the facts.
CREATE FUNCTION webhook_body(type text, at timestamptz, data jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'type', type,
    'timestamp', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'data', data)::text
$$;
--> statement-breakpoint
-- Certificates reach the table in several ways; a trigger misses none. A certificate that replaces another one is a
-- correction, whose ending is always written first. Jobs have no key here: a key would make transactions wait for one another.
CREATE FUNCTION announce_new_certificates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hook bigint;
BEGIN
  IF NOT EXISTS (
    SELECT FROM added JOIN events e ON e.id = added.event_id JOIN webhooks w ON w.provider_id = e.provider_id
    WHERE w.removed_at IS NULL AND w.disabled_at IS NULL
  ) THEN
    RETURN NULL;
  END IF;
  FOR hook IN WITH happened AS (
    SELECT added.id, added.issued_at AS at, e.provider_id,
      CASE WHEN replaced.serial IS NULL THEN 'certificate.issued' ELSE 'certificate.corrected' END AS type,
      jsonb_build_object('serial', added.serial, 'eventId', added.event_id, 'state', 'valid')
        || CASE WHEN replaced.serial IS NULL THEN '{}' ELSE jsonb_build_object('supersedes', replaced.serial) END AS data
    FROM added
    JOIN events e ON e.id = added.event_id
    LEFT JOIN certificate_endings n ON n.superseded_by = added.serial
    LEFT JOIN named_certificates replaced ON replaced.id = n.certificate_id
  ), written AS (
    INSERT INTO webhook_deliveries (webhook_id, message_id, type, body, created_at, next_attempt_at)
    SELECT w.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), h.type, webhook_body(h.type, h.at, h.data), h.at, h.at
    FROM happened h
    JOIN webhooks w ON w.provider_id = h.provider_id AND h.type = ANY (w.types)
    WHERE w.removed_at IS NULL AND w.disabled_at IS NULL
    ORDER BY h.id
    RETURNING webhook_id
  )
  SELECT DISTINCT webhook_id FROM written LOOP
    PERFORM graphile_worker.add_job('send_webhook', json_build_object('webhookId', hook), max_attempts => 10);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION announce_revoked_certificates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hook bigint;
BEGIN
  IF NOT EXISTS (
    SELECT FROM added JOIN named_certificates c ON c.id = added.certificate_id
    JOIN events e ON e.id = c.event_id JOIN webhooks w ON w.provider_id = e.provider_id
    WHERE added.kind = 'revoked' AND w.removed_at IS NULL AND w.disabled_at IS NULL
  ) THEN
    RETURN NULL;
  END IF;
  FOR hook IN WITH written AS (
    INSERT INTO webhook_deliveries (webhook_id, message_id, type, body, created_at, next_attempt_at)
    SELECT w.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), 'certificate.revoked',
      webhook_body('certificate.revoked', added.ended_at,
        jsonb_build_object('serial', c.serial, 'eventId', c.event_id, 'state', 'revoked')),
      added.ended_at, added.ended_at
    FROM added
    JOIN named_certificates c ON c.id = added.certificate_id
    JOIN events e ON e.id = c.event_id
    JOIN webhooks w ON w.provider_id = e.provider_id AND 'certificate.revoked' = ANY (w.types)
    WHERE added.kind = 'revoked' AND w.removed_at IS NULL AND w.disabled_at IS NULL
    ORDER BY c.id
    RETURNING webhook_id
  )
  SELECT DISTINCT webhook_id FROM written LOOP
    PERFORM graphile_worker.add_job('send_webhook', json_build_object('webhookId', hook), max_attempts => 10);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER named_certificates_announced AFTER INSERT ON named_certificates REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION announce_new_certificates();
--> statement-breakpoint
CREATE TRIGGER certificate_endings_announced AFTER INSERT ON certificate_endings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION announce_revoked_certificates();
