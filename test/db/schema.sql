create table accounts (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table addresses (
  channel text not null,
  account text not null,
  address_hash bytea not null,
  conversation_id uuid not null,
  constraint addresses_channel_account_address_hash_pk PRIMARY KEY (channel, account, address_hash),
  constraint addresses_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE
);

create table alerts (
  id bigint not null identity,
  conversation_id uuid,
  kind text not null,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone,
  seen_by text,
  channel text,
  constraint alerts_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint alerts_pkey PRIMARY KEY (id)
);

create table cases (
  id uuid not null,
  conversation_id uuid not null,
  reference text not null,
  pin_hash bytea not null,
  types _text not null,
  flags _text not null,
  urgency text not null,
  answers bytea not null,
  may_contact boolean not null default false,
  opened_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone,
  outcome text,
  follows uuid,
  constraint cases_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint cases_follows_cases_id_fk FOREIGN KEY (follows) REFERENCES cases(id) ON DELETE SET NULL,
  constraint cases_pkey PRIMARY KEY (id),
  constraint cases_reference UNIQUE (reference)
);

create table conversations (
  id uuid not null,
  channel text not null,
  account text not null,
  address_hash bytea not null,
  address bytea not null,
  data_key bytea not null,
  turn integer not null default 0,
  flow text,
  flow_version integer,
  state bytea,
  language text not null default 'en'::text,
  listening boolean not null default false,
  away boolean not null default false,
  started_at timestamp with time zone not null default now(),
  last_turn_at timestamp with time zone not null default now(),
  erased_at timestamp with time zone,
  heard_at timestamp with time zone,
  unreachable_at timestamp with time zone,
  constraint conversations_address UNIQUE (channel, account, address_hash),
  constraint conversations_pkey PRIMARY KEY (id)
);

create table handoffs (
  id uuid not null,
  conversation_id uuid not null,
  state text not null default 'waiting'::text,
  urgency smallint not null,
  waiting_since timestamp with time zone not null default now(),
  claimed_by text,
  claimed_at timestamp with time zone,
  alarm_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint handoffs_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint handoffs_pkey PRIMARY KEY (id)
);

create table inbox (
  id bigint not null identity,
  conversation_id uuid not null,
  source_hash bytea not null,
  kind text not null,
  body bytea not null,
  received_at timestamp with time zone not null default now(),
  due_at timestamp with time zone not null default now(),
  attempts smallint not null default 0,
  done_at timestamp with time zone,
  parked_at timestamp with time zone,
  constraint inbox_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint inbox_pkey PRIMARY KEY (id),
  constraint inbox_source UNIQUE (source_hash)
);

create table installation (
  id smallint not null,
  key_check bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint installation_pkey PRIMARY KEY (id)
);

create table lines (
  channel text not null,
  account text not null,
  state text not null,
  trouble text,
  code bytea,
  since timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  memory bytea,
  constraint lines_channel_account_pk PRIMARY KEY (channel, account)
);

create table media (
  id uuid not null,
  conversation_id uuid not null,
  size integer not null,
  received_at timestamp with time zone not null default now(),
  kind text not null default 'voice'::text,
  state text not null default 'stored'::text,
  reason text,
  reference bytea,
  type text,
  digest bytea,
  attempts smallint not null default 0,
  due_at timestamp with time zone not null default now(),
  constraint media_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint media_pkey PRIMARY KEY (id)
);

create table media_parts (
  media_id uuid not null,
  part smallint not null,
  body bytea not null,
  constraint media_parts_media_id_media_id_fk FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint media_parts_media_id_part_pk PRIMARY KEY (media_id, part)
);

create table oncall_calls (
  id uuid not null,
  handoff_id uuid,
  alert_id bigint,
  channel text,
  nth smallint not null default 0,
  reminder boolean not null default false,
  says text not null default 'waiting'::text,
  called_at timestamp with time zone not null,
  constraint oncall_calls_alert UNIQUE (alert_id),
  constraint oncall_calls_alert_id_alerts_id_fk FOREIGN KEY (alert_id) REFERENCES alerts(id) ON DELETE SET NULL,
  constraint oncall_calls_handoff UNIQUE (handoff_id, nth),
  constraint oncall_calls_handoff_id_handoffs_id_fk FOREIGN KEY (handoff_id) REFERENCES handoffs(id) ON DELETE SET NULL,
  constraint oncall_calls_pkey PRIMARY KEY (id)
);

create table oncall_groups (
  id uuid not null,
  code_hash bytea,
  code_expires_at timestamp with time zone,
  address bytea,
  address_hash bytea,
  created_by text,
  created_at timestamp with time zone not null default now(),
  linked_at timestamp with time zone,
  constraint oncall_groups_address UNIQUE (address_hash),
  constraint oncall_groups_code UNIQUE (code_hash),
  constraint oncall_groups_created_by_users_id_fk FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint oncall_groups_pkey PRIMARY KEY (id)
);

create table oncall_posts (
  id uuid not null,
  call_id uuid not null,
  group_id uuid not null,
  platform_ref text,
  says text not null default 'waiting'::text,
  tried_at timestamp with time zone not null,
  constraint oncall_posts_call_id_oncall_calls_id_fk FOREIGN KEY (call_id) REFERENCES oncall_calls(id) ON DELETE CASCADE,
  constraint oncall_posts_group_id_oncall_groups_id_fk FOREIGN KEY (group_id) REFERENCES oncall_groups(id) ON DELETE CASCADE,
  constraint oncall_posts_once UNIQUE (call_id, group_id),
  constraint oncall_posts_pkey PRIMARY KEY (id)
);

create table outbox (
  id bigint not null identity,
  conversation_id uuid not null,
  channel text not null,
  account text not null,
  author text not null,
  user_id text,
  source_hash bytea,
  body bytea not null,
  state text not null default 'waiting'::text,
  reason text,
  attempts smallint not null default 0,
  repeats smallint not null default 0,
  created_at timestamp with time zone not null default now(),
  due_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  platform_ref bytea,
  handed_at timestamp with time zone,
  constraint outbox_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint outbox_pkey PRIMARY KEY (id)
);

create table picks (
  id bigint not null identity,
  conversation_id uuid not null,
  predicted _text not null,
  picked _text not null,
  language text not null,
  score real not null,
  picked_at timestamp with time zone not null default now(),
  constraint picks_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint picks_pkey PRIMARY KEY (id)
);

create table push_subscriptions (
  id uuid not null,
  user_id text not null,
  endpoint_hash bytea not null,
  body bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint push_subscriptions_endpoint UNIQUE (endpoint_hash),
  constraint push_subscriptions_pkey PRIMARY KEY (id),
  constraint push_subscriptions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table pushes (
  id uuid not null,
  call_id uuid not null,
  subscription_id uuid not null,
  tried_at timestamp with time zone not null,
  taken_at timestamp with time zone,
  constraint pushes_call_id_oncall_calls_id_fk FOREIGN KEY (call_id) REFERENCES oncall_calls(id) ON DELETE CASCADE,
  constraint pushes_once UNIQUE (call_id, subscription_id),
  constraint pushes_pkey PRIMARY KEY (id),
  constraint pushes_subscription_id_push_subscriptions_id_fk FOREIGN KEY (subscription_id) REFERENCES push_subscriptions(id) ON DELETE CASCADE
);

create table sessions (
  id text not null,
  token text not null,
  user_id text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_unique UNIQUE (token),
  constraint sessions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table timers (
  conversation_id uuid not null,
  turn integer,
  due_at timestamp with time zone not null,
  constraint timers_conversation_id_conversations_id_fk FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint timers_pkey PRIMARY KEY (conversation_id)
);

create table users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  role text not null default 'associate'::text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint users_email_unique UNIQUE (email),
  constraint users_pkey PRIMARY KEY (id)
);

create table verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verifications_pkey PRIMARY KEY (id)
);

CREATE INDEX accounts_user ON public.accounts USING btree (user_id);

CREATE INDEX addresses_conversation ON public.addresses USING btree (conversation_id);

CREATE INDEX cases_conversation ON public.cases USING btree (conversation_id);

CREATE INDEX cases_follows ON public.cases USING btree (follows);

CREATE INDEX handoffs_claimed ON public.handoffs USING btree (claimed_by) WHERE (state = 'claimed'::text);

CREATE UNIQUE INDEX handoffs_open ON public.handoffs USING btree (conversation_id) WHERE (state <> 'closed'::text);

CREATE INDEX handoffs_queue ON public.handoffs USING btree (urgency, waiting_since, id) WHERE (state = 'waiting'::text);

CREATE INDEX inbox_conversation ON public.inbox USING btree (conversation_id, id);

CREATE INDEX inbox_waiting ON public.inbox USING btree (conversation_id, id) WHERE ((done_at IS NULL) AND (parked_at IS NULL));

CREATE INDEX media_conversation ON public.media USING btree (conversation_id);

CREATE INDEX media_waiting ON public.media USING btree (due_at, id) WHERE (state = 'waiting'::text);

CREATE INDEX oncall_calls_says ON public.oncall_calls USING btree (says);

CREATE INDEX oncall_posts_group ON public.oncall_posts USING btree (group_id);

CREATE INDEX outbox_conversation ON public.outbox USING btree (conversation_id, id);

CREATE UNIQUE INDEX outbox_source ON public.outbox USING btree (source_hash) WHERE (source_hash IS NOT NULL);

CREATE INDEX outbox_waiting ON public.outbox USING btree (channel, account, conversation_id, id) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text, 'unknown'::text]));

CREATE INDEX picks_conversation ON public.picks USING btree (conversation_id);

CREATE INDEX push_subscriptions_user ON public.push_subscriptions USING btree (user_id);

CREATE INDEX pushes_subscription ON public.pushes USING btree (subscription_id);

CREATE INDEX sessions_user ON public.sessions USING btree (user_id);

CREATE INDEX timers_due ON public.timers USING btree (due_at);
