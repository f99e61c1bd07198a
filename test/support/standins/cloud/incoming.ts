/** What a person's deed looks like in a webhook, after Meta's reference of each kind of message. */
import type { Deed } from '../standin.ts';
import type { Phone } from './phones.ts';

/** Where a file is, as a message names it. */
export interface Kept {
  readonly id: string;
  readonly type: string;
}

type Message = Exclude<Deed, { readonly kind: 'pick' | 'block' | 'unblock' }>;

/** The parts of a message that are its own kind's. `file` is where its file is kept, if it has one. */
export function partsOf(deed: Message, file: Kept): object {
  switch (deed.kind) {
    case 'text':
      return { type: 'text', text: { body: deed.text } };
    case 'voice':
      return { type: 'audio', audio: { ...mediaOf(file), voice: true } };
    case 'picture':
      return { type: 'image', image: { ...mediaOf(file), ...captionOf(deed) } };
    case 'video':
      return { type: 'video', video: { ...mediaOf(file), ...captionOf(deed) } };
    case 'file': {
      const filename = deed.name ?? 'file.bin';
      return { type: 'document', document: { ...mediaOf(file), filename, caption: deed.caption ?? filename } };
    }
    case 'sticker':
      return { type: 'sticker', sticker: { ...mediaOf(file), animated: false } };
    case 'location':
      return { type: 'location', location: { latitude: 1, longitude: 1 } };
    case 'contact':
      return { type: 'contacts', contacts: [{ name: { formatted_name: 'Somebody' }, phones: [{ phone: '0' }] }] };
    case 'poll':
      return unsupported('poll_creation');
    // A call is posted in another form; as a message it would be one that nobody knows.
    case 'call':
    case 'unknown':
      return unsupported('unknown');
    case 'edit':
      return {
        type: 'edit',
        edit: { original_message_id: deed.of, message: { context: { id: deed.of }, type: 'text', text: { body: deed.text } } },
      };
    case 'delete':
      return { type: 'revoke', revoke: { original_message_id: deed.of } };
  }
}

/** What is picked: pressed, or written as a number where there is nothing to press. */
export function pickOf({ seen }: Phone, label: string): object {
  const last = seen.findLast(({ options }) => options.includes(label));
  const pressed = last?.pressable.find(({ title }) => title === label);
  if (!last) throw new Error('there is nothing of that name to pick');
  if (!pressed) return { type: 'text', text: { body: String(last.options.indexOf(label) + 1) } };
  const reply =
    last.kind === 'button' ? { type: 'button_reply', button_reply: pressed } : { type: 'list_reply', list_reply: pressed };
  return { type: 'interactive', context: { id: last.id }, interactive: reply };
}

/** Who it is from, as each message says. */
export function senderOf({ number, user, hidden }: Phone): object {
  return hidden ? { from_user_id: user } : { from: number, from_user_id: user };
}

/** The contact that comes with a message. */
export function contactOf({ name, number, user, hidden }: Phone): object {
  return { profile: { name }, user_id: user, ...(hidden ? {} : { wa_id: number }) };
}

function mediaOf({ id, type }: Kept): object {
  return { id, mime_type: type, sha256: 'hash', url: `https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=${id}` };
}

function captionOf({ caption }: { readonly caption?: string }): object {
  return caption === undefined ? {} : { caption };
}

function unsupported(type: string): object {
  const error = {
    code: 131051,
    title: 'Message type unknown',
    error_data: { details: 'Message type is currently not supported.' },
  };
  return { type: 'unsupported', unsupported: { type }, errors: [error] };
}
