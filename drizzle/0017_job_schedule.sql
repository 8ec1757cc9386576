CREATE TABLE "job_schedule" (
	"job" text PRIMARY KEY NOT NULL,
	"last_due_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
-- Housekeeping of earlier versions, which nobody does any more; a new database has no queue yet.
DO $$ BEGIN
  IF to_regclass('graphile_worker._private_jobs') IS NOT NULL THEN
    DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
    WHERE t.id = j.task_id AND t.identifier = 'housekeeping';
  END IF;
END $$;
