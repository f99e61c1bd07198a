CREATE TABLE "addresses" (
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"conversation_id" uuid NOT NULL,
	CONSTRAINT "addresses_channel_account_address_hash_pk" PRIMARY KEY("channel","account","address_hash")
);
--> statement-breakpoint
CREATE TABLE "lines" (
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"state" text NOT NULL,
	"trouble" text,
	"code" "bytea",
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"memory" "bytea",
	CONSTRAINT "lines_channel_account_pk" PRIMARY KEY("channel","account")
);
--> statement-breakpoint
CREATE TABLE "media_parts" (
	"media_id" uuid NOT NULL,
	"part" smallint NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "media_parts_media_id_part_pk" PRIMARY KEY("media_id","part")
);
--> statement-breakpoint
CREATE TABLE "oncall_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handoff_id" uuid,
	"alert_id" bigint,
	"channel" text,
	"nth" smallint DEFAULT 0 NOT NULL,
	"reminder" boolean DEFAULT false NOT NULL,
	"says" text DEFAULT 'waiting' NOT NULL,
	"called_at" timestamp with time zone NOT NULL,
	CONSTRAINT "oncall_calls_handoff" UNIQUE("handoff_id","nth"),
	CONSTRAINT "oncall_calls_alert" UNIQUE("alert_id")
);
--> statement-breakpoint
CREATE TABLE "oncall_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_hash" "bytea",
	"code_expires_at" timestamp with time zone,
	"address" "bytea",
	"address_hash" "bytea",
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"linked_at" timestamp with time zone,
	CONSTRAINT "oncall_groups_address" UNIQUE("address_hash"),
	CONSTRAINT "oncall_groups_code" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "oncall_posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"platform_ref" text,
	"says" text DEFAULT 'waiting' NOT NULL,
	"tried_at" timestamp with time zone NOT NULL,
	CONSTRAINT "oncall_posts_once" UNIQUE("call_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"endpoint_hash" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_subscriptions_endpoint" UNIQUE("endpoint_hash")
);
--> statement-breakpoint
CREATE TABLE "pushes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"tried_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone,
	CONSTRAINT "pushes_once" UNIQUE("call_id","subscription_id")
);
--> statement-breakpoint
ALTER TABLE "media" ALTER COLUMN "body" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "unreachable_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "kind" text DEFAULT 'voice' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "state" text DEFAULT 'stored' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "reference" "bytea";--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "type" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "digest" "bytea";--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "due_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "handed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_parts" ADD CONSTRAINT "media_parts_media_id_media_id_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_calls" ADD CONSTRAINT "oncall_calls_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_calls" ADD CONSTRAINT "oncall_calls_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_groups" ADD CONSTRAINT "oncall_groups_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_posts" ADD CONSTRAINT "oncall_posts_call_id_oncall_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."oncall_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_posts" ADD CONSTRAINT "oncall_posts_group_id_oncall_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."oncall_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_call_id_oncall_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."oncall_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_subscription_id_push_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."push_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "addresses_conversation" ON "addresses" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "oncall_calls_says" ON "oncall_calls" USING btree ("says");--> statement-breakpoint
CREATE INDEX "oncall_posts_group" ON "oncall_posts" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "push_subscriptions_user" ON "push_subscriptions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "pushes_subscription" ON "pushes" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "media_waiting" ON "media" USING btree ("due_at","id") WHERE state = 'waiting';