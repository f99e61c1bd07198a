/** What Telegram says by itself in a private chat, which nobody wrote and nobody expects an answer to. */
import type { Message } from 'grammy/types';

/** Whether a message is such a notice, for example of the disappearing messages that we advise people to switch on. */
export function isNotice(message: Message): boolean {
  return NOTICES.some((notice) => message[notice] !== undefined);
}

const NOTICES: readonly (keyof Message)[] = [
  'message_auto_delete_timer_changed',
  'pinned_message',
  'chat_background_set',
  'write_access_allowed',
  'connected_website',
  'paid_message_price_changed',
  'managed_bot_created',
  'boost_added',
  'proximity_alert_triggered',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'poll_option_added',
  'poll_option_deleted',
  'checklist_tasks_done',
  'checklist_tasks_added',
  'gift',
  'unique_gift',
  'gift_upgrade_sent',
];
