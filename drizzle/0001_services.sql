CREATE TABLE "gateway_load" (
	"gateway_id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_xid" bigint NOT NULL,
	"routes" jsonb NOT NULL,
	"instances" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"call_name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"desired" text DEFAULT 'run' NOT NULL,
	"state" text DEFAULT 'deploying' NOT NULL,
	"reason" text,
	"failure" jsonb,
	"published" boolean DEFAULT true NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"model_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"template" text NOT NULL,
	"pool_id" text NOT NULL,
	"flavor" text NOT NULL,
	"rollout" jsonb,
	"revisions_made" integer DEFAULT 1 NOT NULL,
	"instances_made" integer DEFAULT 0 NOT NULL,
	"runs_made" integer DEFAULT 1 NOT NULL,
	"events_made" integer DEFAULT 0 NOT NULL,
	"qps_per_instance" double precision NOT NULL,
	"min_instances" integer NOT NULL,
	"max_instances" integer NOT NULL,
	"target_outstanding" integer NOT NULL,
	"idle_seconds" integer NOT NULL,
	"moderation" boolean NOT NULL,
	"rpm" integer,
	"tpm" integer,
	"wake_seconds" integer NOT NULL,
	"log_prompts" boolean NOT NULL,
	"wanted_instances" integer DEFAULT 0 NOT NULL,
	"ready_instances" integer DEFAULT 0 NOT NULL,
	"fewer_since" timestamp (3) with time zone,
	"last_call_at" timestamp (3) with time zone,
	"failed_starts" integer DEFAULT 0 NOT NULL,
	"next_start_at" timestamp (3) with time zone,
	"auto_stop_hours" double precision,
	"stops_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "service_event" (
	"service_id" text NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"level" text NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"values" jsonb NOT NULL,
	"instance_id" text,
	CONSTRAINT "service_event_service_id_number_pk" PRIMARY KEY("service_id","number")
);
--> statement-breakpoint
CREATE TABLE "service_instance" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"service_id" text NOT NULL,
	"job_id" text NOT NULL,
	"revision" integer NOT NULL,
	"run" integer NOT NULL,
	"url" text,
	"healthy" boolean DEFAULT false NOT NULL,
	"health_reason" text,
	"restarts" integer DEFAULT 0 NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"unhealthy_since" timestamp (3) with time zone,
	"drain_asked_at" timestamp (3) with time zone,
	"drain_xid" bigint,
	"drain_limit_seconds" integer,
	"stop_asked_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"failure" jsonb,
	"calls" bigint DEFAULT 0 NOT NULL,
	"failed_calls" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_revision" (
	"service_id" text NOT NULL,
	"number" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"model_id" text NOT NULL,
	"model_version_id" text NOT NULL,
	"model_name" text NOT NULL,
	"model_version_number" integer NOT NULL,
	"template" text NOT NULL,
	"runner" jsonb NOT NULL,
	"resources" jsonb NOT NULL,
	"fen_per_hour" integer NOT NULL,
	"state" text NOT NULL,
	"changed" text[] DEFAULT '{}' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reason" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_revision_service_id_number_pk" PRIMARY KEY("service_id","number")
);
--> statement-breakpoint
CREATE TABLE "service_run" (
	"service_id" text NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"started_by" text NOT NULL,
	"end_reason" text,
	"instance_seconds" double precision DEFAULT 0 NOT NULL,
	"calls" bigint DEFAULT 0 NOT NULL,
	"fen" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "service_run_service_id_number_pk" PRIMARY KEY("service_id","number")
);
--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_event" ADD CONSTRAINT "service_event_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_instance" ADD CONSTRAINT "service_instance_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_revision" ADD CONSTRAINT "service_revision_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_run" ADD CONSTRAINT "service_run_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "service_name" ON "service" USING btree ("account_id","name") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE UNIQUE INDEX "service_call_name" ON "service" USING btree ("account_id","call_name") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "service_account_id" ON "service" USING btree ("account_id","id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "service_account_state" ON "service" USING btree ("account_id","state","id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "service_account_template" ON "service" USING btree ("account_id","template","id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "service_account_model" ON "service" USING btree ("account_id","model_id","id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "service_routed" ON "service" USING btree ("id") WHERE desired <> 'deleted';--> statement-breakpoint
CREATE INDEX "service_open" ON "service" USING btree ("id") WHERE desired = 'run' or state <> 'stopped';--> statement-breakpoint
CREATE INDEX "service_event_at" ON "service_event" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "service_instance_job" ON "service_instance" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "service_instance_service" ON "service_instance" USING btree ("service_id","id");--> statement-breakpoint
CREATE INDEX "service_instance_open" ON "service_instance" USING btree ("service_id","id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "service_instance_ended" ON "service_instance" USING btree ("ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "service_revision_version" ON "service_revision" USING btree ("model_version_id");