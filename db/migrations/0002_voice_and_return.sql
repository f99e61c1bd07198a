CREATE TABLE "media" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"body" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "follows" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "heard_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_conversation" ON "media" USING btree ("conversation_id");--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_follows_cases_id_fk" FOREIGN KEY ("follows") REFERENCES "public"."cases"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_follows" ON "cases" USING btree ("follows");