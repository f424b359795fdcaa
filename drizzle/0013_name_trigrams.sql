CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE INDEX "job_name_part" ON "job" USING gin ("name" gin_trgm_ops) WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "model_name_part" ON "model" USING gin ("name" gin_trgm_ops);