CREATE TABLE "api_key" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"hash" text NOT NULL,
	"last_four" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"scope" text[],
	"rpm" integer,
	"tpm" integer,
	"ipm" integer,
	"expires_at" timestamp (3) with time zone,
	"disabled" boolean DEFAULT false NOT NULL,
	"banned_at" timestamp (3) with time zone,
	"banned_by_name" text,
	"ban_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_group" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"routes" text[] NOT NULL,
	"hash" text NOT NULL,
	"last_four" text NOT NULL,
	"sealed_key" text NOT NULL,
	"rpm" integer,
	"tpm" integer,
	"ipm" integer,
	"disabled" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"key_reset_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_group_name" UNIQUE("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "call_failure" (
	"account_id" text NOT NULL,
	"step_seconds" integer NOT NULL,
	"route_id" text NOT NULL,
	"key_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"status" integer NOT NULL,
	"calls" bigint DEFAULT 0 NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "call_failure_pk" PRIMARY KEY("account_id","step_seconds","route_id","key_id","at","code","message","status")
);
--> statement-breakpoint
CREATE TABLE "call_record" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"request_id" text NOT NULL,
	"account_id" text NOT NULL,
	"user_id" text,
	"route_id" text NOT NULL,
	"key_id" text NOT NULL,
	"instance_id" text,
	"revision" integer,
	"path" text NOT NULL,
	"stream" boolean NOT NULL,
	"status" integer NOT NULL,
	"failed" boolean NOT NULL,
	"error_code" text,
	"error_message" text,
	"prompt_tokens" integer NOT NULL,
	"completion_tokens" integer NOT NULL,
	"images" integer NOT NULL,
	"exact" boolean NOT NULL,
	"duration_ms" real NOT NULL,
	"first_token_ms" real
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "call_rollup" (
	"account_id" text NOT NULL,
	"step_seconds" integer NOT NULL,
	"route_id" text NOT NULL,
	"key_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"calls" bigint DEFAULT 0 NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL,
	"aborted" bigint DEFAULT 0 NOT NULL,
	"prompt_tokens" bigint DEFAULT 0 NOT NULL,
	"completion_tokens" bigint DEFAULT 0 NOT NULL,
	"images" bigint DEFAULT 0 NOT NULL,
	"duration_ms" double precision DEFAULT 0 NOT NULL,
	"latency" bigint[] NOT NULL,
	"first_token" bigint[] NOT NULL,
	CONSTRAINT "call_rollup_account_id_step_seconds_route_id_key_id_at_pk" PRIMARY KEY("account_id","step_seconds","route_id","key_id","at")
);
--> statement-breakpoint
CREATE TABLE "call_subject" (
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "call_subject_account_id_kind_id_pk" PRIMARY KEY("account_id","kind","id")
);
--> statement-breakpoint
CREATE TABLE "trial_use" (
	"preset_id" text NOT NULL,
	"user_id" text NOT NULL,
	"used" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "trial_use_preset_id_user_id_pk" PRIMARY KEY("preset_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_group" ADD CONSTRAINT "service_group_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_hash" ON "api_key" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_key_user" ON "api_key" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "api_key_account" ON "api_key" USING btree ("account_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "service_group_hash" ON "service_group" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "service_group_account" ON "service_group" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "call_failure_age" ON "call_failure" USING brin ("at");--> statement-breakpoint
CREATE INDEX "call_record_route" ON "call_record" USING btree ("account_id","route_id","id");--> statement-breakpoint
CREATE INDEX "call_record_key" ON "call_record" USING btree ("account_id","key_id","route_id","id");--> statement-breakpoint
CREATE INDEX "call_record_code" ON "call_record" USING btree ("account_id","error_code","id") WHERE failed;--> statement-breakpoint
CREATE INDEX "call_record_failed" ON "call_record" USING btree ("account_id","route_id","key_id","id") WHERE failed;--> statement-breakpoint
CREATE INDEX "call_rollup_age" ON "call_rollup" USING brin ("at");