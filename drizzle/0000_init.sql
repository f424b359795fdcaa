CREATE TABLE "dataset" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dataset_name" UNIQUE("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "dataset_version" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"dataset_id" text NOT NULL,
	"number" integer NOT NULL,
	"format" text NOT NULL,
	"source" text NOT NULL,
	"source_bytes" bigint NOT NULL,
	"state" text DEFAULT 'importing' NOT NULL,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"samples" bigint,
	"statistics" jsonb,
	"offsets" bigint[],
	"problems" jsonb,
	"canonical" text,
	"published" boolean DEFAULT false NOT NULL,
	"published_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dataset_version_number" UNIQUE("dataset_id","number")
);
--> statement-breakpoint
CREATE TABLE "access_token" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"hash" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"user_id" text,
	"user_name" text NOT NULL,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"target_name" text DEFAULT '' NOT NULL,
	"via" text NOT NULL,
	"ip" text,
	"request_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "role_permission" (
	"role" text NOT NULL,
	"permission" text NOT NULL,
	CONSTRAINT "role_permission_role_permission_pk" PRIMARY KEY("role","permission")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"ip" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"last_sign_in_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_user_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "cluster" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"token" text NOT NULL,
	"log_id" text,
	"cursor" bigint DEFAULT 0 NOT NULL,
	"info" jsonb,
	"card_memory_bytes" bigint,
	"away_since" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cluster_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "evaluation" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"job_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"dataset_version_id" text NOT NULL,
	"samples" integer,
	"correct" integer,
	"accuracy" double precision,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"reason_code" text,
	"failure" jsonb,
	"desired" text DEFAULT 'run' NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"sent_attempt" integer DEFAULT 0 NOT NULL,
	"dispatched_attempt" integer DEFAULT 0 NOT NULL,
	"priority" integer DEFAULT 50 NOT NULL,
	"cluster_id" text NOT NULL,
	"pool_id" text NOT NULL,
	"request" jsonb NOT NULL,
	"spec" jsonb NOT NULL,
	"result" jsonb,
	"phase" text,
	"step" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"remaining_seconds" double precision,
	"checkpoint_step" integer,
	"estimated_seconds" double precision,
	"estimated_fen" bigint,
	"template" text,
	"model_version_id" text,
	"dataset_version_id" text,
	"output_model_id" text,
	"output_model_name" text,
	"output_uri" text,
	"keep_logs_uri" text,
	"logs_kept_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	"event_count" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "job_event" (
	"job_id" text NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"attempt" integer NOT NULL,
	"type" text NOT NULL,
	"state" text,
	"message" text,
	"data" jsonb,
	CONSTRAINT "job_event_job_id_number_pk" PRIMARY KEY("job_id","number")
);
--> statement-breakpoint
CREATE TABLE "job_tally" (
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_chunk" (
	"job_id" text NOT NULL,
	"metric" text NOT NULL,
	"level" integer NOT NULL,
	"chunk" integer NOT NULL,
	"count" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "metric_chunk_job_id_metric_level_chunk_pk" PRIMARY KEY("job_id","metric","level","chunk")
);
--> statement-breakpoint
CREATE TABLE "metric_series" (
	"job_id" text NOT NULL,
	"metric" text NOT NULL,
	"first_step" integer NOT NULL,
	"last_step" integer NOT NULL,
	"count" integer NOT NULL,
	"minimum" double precision NOT NULL,
	"maximum" double precision NOT NULL,
	"last" double precision NOT NULL,
	"levels" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "metric_series_job_id_metric_pk" PRIMARY KEY("job_id","metric")
);
--> statement-breakpoint
CREATE TABLE "pool" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text,
	"cluster_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"queue" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lineage" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"from_kind" text NOT NULL,
	"from_id" text NOT NULL,
	"from_name" text NOT NULL,
	"to_kind" text NOT NULL,
	"to_id" text NOT NULL,
	"to_name" text NOT NULL,
	"job_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lineage_edge" UNIQUE NULLS NOT DISTINCT("from_id","to_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "model" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"template" text NOT NULL,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"latest_version" integer DEFAULT 0 NOT NULL,
	"version_count" integer DEFAULT 0 NOT NULL,
	"versions_made" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_name" UNIQUE("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "model_version" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"model_id" text NOT NULL,
	"number" integer NOT NULL,
	"base_version_id" text,
	"description" text DEFAULT '' NOT NULL,
	"weights" text NOT NULL,
	"state" text NOT NULL,
	"failure" jsonb,
	"check_job_id" text,
	"made_by_job_id" text,
	"parameters" bigint,
	"size_bytes" bigint,
	"context_length" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_version_number" UNIQUE("model_id","number")
);
--> statement-breakpoint
CREATE TABLE "template_weights" (
	"template" text PRIMARY KEY NOT NULL,
	"uri" text NOT NULL,
	"content_hash" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"parameters" bigint,
	"context_length" integer,
	"seeded_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bucket" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bucket_name" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"bucket_id" text NOT NULL,
	"path" text NOT NULL,
	"store_key" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"part_size_bytes" bigint NOT NULL,
	"sha256" text,
	"file_modified_ms" bigint,
	"store_upload_id" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_version" ADD CONSTRAINT "dataset_version_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_event" ADD CONSTRAINT "job_event_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_chunk" ADD CONSTRAINT "metric_chunk_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_series" ADD CONSTRAINT "metric_series_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool" ADD CONSTRAINT "pool_cluster_id_cluster_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."cluster"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model" ADD CONSTRAINT "model_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_version" ADD CONSTRAINT "model_version_model_id_model_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."model"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bucket" ADD CONSTRAINT "bucket_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_bucket_id_bucket_id_fk" FOREIGN KEY ("bucket_id") REFERENCES "public"."bucket"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dataset_account_created" ON "dataset" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "dataset_account_updated" ON "dataset" USING btree ("account_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "dataset_version_importing" ON "dataset_version" USING btree ("id") WHERE state = 'importing';--> statement-breakpoint
CREATE INDEX "dataset_version_account" ON "dataset_version" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "dataset_version_published" ON "dataset_version" USING btree ("account_id","id") WHERE published;--> statement-breakpoint
CREATE UNIQUE INDEX "access_token_hash" ON "access_token" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "access_token_user" ON "access_token" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_account_at" ON "audit" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_target" ON "audit" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "idempotency_created" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "app_user_account" ON "app_user" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "evaluation_account" ON "evaluation" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "evaluation_job" ON "evaluation" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "job_account_kind" ON "job" USING btree ("account_id","kind","id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "job_account_id" ON "job" USING btree ("account_id","id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "job_account_state" ON "job" USING btree ("account_id","kind","state","id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "job_account_name" ON "job" USING btree ("account_id","kind","name","id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "job_open" ON "job" USING btree ("cluster_id","id") WHERE state not in ('succeeded', 'failed', 'stopped') or desired = 'deleted';--> statement-breakpoint
CREATE INDEX "job_ended" ON "job" USING btree ("cluster_id","finished_at") WHERE released_at is null and finished_at is not null;--> statement-breakpoint
CREATE INDEX "job_logs_to_keep" ON "job" USING btree ("cluster_id","id") WHERE keep_logs_uri is not null and logs_kept_at is null;--> statement-breakpoint
CREATE INDEX "job_model_version" ON "job" USING btree ("model_version_id");--> statement-breakpoint
CREATE INDEX "job_dataset_version" ON "job" USING btree ("dataset_version_id");--> statement-breakpoint
CREATE INDEX "job_output_model" ON "job" USING btree ("output_model_id");--> statement-breakpoint
CREATE INDEX "job_template" ON "job" USING btree ("account_id","template","id");--> statement-breakpoint
CREATE UNIQUE INDEX "job_output_name" ON "job" USING btree ("account_id","output_model_name") WHERE state not in ('succeeded', 'failed', 'stopped') and desired <> 'deleted';--> statement-breakpoint
CREATE UNIQUE INDEX "job_output_uri" ON "job" USING btree ("output_uri") WHERE state not in ('succeeded', 'failed', 'stopped') and desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "job_tally_account" ON "job_tally" USING btree ("account_id","kind","state");--> statement-breakpoint
CREATE INDEX "lineage_from" ON "lineage" USING btree ("account_id","from_id");--> statement-breakpoint
CREATE INDEX "lineage_to" ON "lineage" USING btree ("account_id","to_id");--> statement-breakpoint
CREATE INDEX "model_account_created" ON "model" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "model_account_state" ON "model" USING btree ("account_id","state","id");--> statement-breakpoint
CREATE INDEX "model_account_template" ON "model" USING btree ("account_id","template","id");--> statement-breakpoint
CREATE INDEX "model_version_account" ON "model_version" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "model_version_check_job" ON "model_version" USING btree ("check_job_id");--> statement-breakpoint
CREATE UNIQUE INDEX "model_version_made_by" ON "model_version" USING btree ("made_by_job_id") WHERE "model_version"."made_by_job_id" is not null;--> statement-breakpoint
CREATE INDEX "bucket_account" ON "bucket" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "upload_account" ON "upload" USING btree ("account_id","bucket_id","path");--> statement-breakpoint
CREATE INDEX "upload_expires" ON "upload" USING btree ("expires_at");