-- Substring search that starts with the provider: lists of 100,000 events answer like lists of 200.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
