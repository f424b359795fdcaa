CREATE TABLE "evaluation_run" (
	"id" text PRIMARY KEY NOT NULL,
	"evaluation_id" text NOT NULL,
	"account_id" text NOT NULL,
	"position" integer NOT NULL,
	"model_version_id" text NOT NULL,
	"service_id" text,
	"service_revision" integer,
	"name" text DEFAULT '' NOT NULL,
	"version_number" integer,
	"job_id" text NOT NULL,
	"answers_uri" text,
	"samples" integer,
	"correct" integer,
	"accuracy" double precision,
	"metrics" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"cut_answers" integer DEFAULT 0 NOT NULL,
	"cut_questions" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "evaluation_run_position" UNIQUE("evaluation_id","position")
);
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "dataset_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "dataset_version_number" integer;--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "metrics" jsonb DEFAULT '["exact_match"]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "max_new_tokens" integer DEFAULT 32 NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "seed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation_run" ADD CONSTRAINT "evaluation_run_evaluation_id_evaluation_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evaluation_run_job" ON "evaluation_run" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "evaluation_run_model" ON "evaluation_run" USING btree ("model_version_id");--> statement-breakpoint
CREATE INDEX "evaluation_run_figures" ON "evaluation_run" USING btree ("account_id","id") WHERE samples is not null;--> statement-breakpoint
CREATE INDEX "evaluation_dataset" ON "evaluation" USING btree ("dataset_version_id");--> statement-breakpoint
UPDATE "evaluation" e SET "dataset_name" = d."name", "dataset_version_number" = v."number"
FROM "dataset_version" v JOIN "dataset" d ON d."id" = v."dataset_id" WHERE v."id" = e."dataset_version_id";--> statement-breakpoint
INSERT INTO "evaluation_run" ("id", "evaluation_id", "account_id", "position", "model_version_id", "name", "version_number", "job_id", "samples", "correct", "accuracy", "metrics", "finished_at")
SELECT 'evr_' || substr(e."id", 5), e."id", e."account_id", 0, e."model_version_id", coalesce(m."name", ''), v."number", e."job_id", e."samples", e."correct", e."accuracy",
	CASE WHEN e."samples" > 0 THEN jsonb_build_object('exact_match', jsonb_build_object(
		'value', e."accuracy",
		'lower', greatest(0, (e."accuracy" + 3.841458820694124 / (2 * e."samples") - 1.959963984540054 * sqrt(e."accuracy" * (1 - e."accuracy") / e."samples" + 3.841458820694124 / (4 * e."samples"::float8 ^ 2))) / (1 + 3.841458820694124 / e."samples")),
		'upper', least(1, (e."accuracy" + 3.841458820694124 / (2 * e."samples") + 1.959963984540054 * sqrt(e."accuracy" * (1 - e."accuracy") / e."samples" + 3.841458820694124 / (4 * e."samples"::float8 ^ 2))) / (1 + 3.841458820694124 / e."samples"))
	)) ELSE '{}'::jsonb END,
	j."finished_at"
FROM "evaluation" e
LEFT JOIN "model_version" v ON v."id" = e."model_version_id"
LEFT JOIN "model" m ON m."id" = v."model_id"
LEFT JOIN "job" j ON j."id" = e."job_id";
