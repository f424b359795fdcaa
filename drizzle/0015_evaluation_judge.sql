CREATE TABLE "evaluation_grade" (
	"run_id" text NOT NULL,
	"number" integer NOT NULL,
	"score" double precision,
	"reason" text NOT NULL,
	CONSTRAINT "evaluation_grade_run_id_number_pk" PRIMARY KEY("run_id","number")
);
--> statement-breakpoint
ALTER TABLE "evaluation" ADD COLUMN "judge" jsonb;--> statement-breakpoint
ALTER TABLE "evaluation_run" ADD COLUMN "judge_state" text;--> statement-breakpoint
ALTER TABLE "evaluation_run" ADD COLUMN "judge_failure" text;--> statement-breakpoint
ALTER TABLE "evaluation_run" ADD COLUMN "graded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation_run" ADD COLUMN "ungraded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation_grade" ADD CONSTRAINT "evaluation_grade_run_id_evaluation_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."evaluation_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evaluation_run_judge" ON "evaluation_run" USING btree ("id") WHERE judge_state in ('waiting', 'judging');