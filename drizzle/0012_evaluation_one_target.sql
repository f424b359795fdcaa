DROP INDEX "evaluation_job";--> statement-breakpoint
ALTER TABLE "evaluation" DROP COLUMN "job_id";--> statement-breakpoint
ALTER TABLE "evaluation" DROP COLUMN "model_version_id";--> statement-breakpoint
ALTER TABLE "evaluation" DROP COLUMN "samples";--> statement-breakpoint
ALTER TABLE "evaluation" DROP COLUMN "correct";--> statement-breakpoint
ALTER TABLE "evaluation" DROP COLUMN "accuracy";