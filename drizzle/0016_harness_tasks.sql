ALTER TABLE "evaluation" ALTER COLUMN "dataset_version_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "harness" jsonb;--> statement-breakpoint
ALTER TABLE "evaluation_run" ADD COLUMN "tasks" jsonb DEFAULT '[]'::jsonb NOT NULL;