ALTER TABLE "service" DROP COLUMN "log_prompts";--> statement-breakpoint
-- Revisions hold the settings as they were given; the shape of today knows no such field.
UPDATE "service_revision" SET "settings" = "settings" - 'logPrompts' WHERE "settings" ? 'logPrompts';
