/** Everything that the library asks the page for, under the names of WhatsApp Web. */
import type { Hello, WireMessage } from '../wire.ts';
import { Emitter, type Listener } from './emitter.ts';
import { downloadAndMaybeDecrypt, getOrCreateMediaObject, OpaqueData, prepRawMedia, uploadMedia } from './media.ts';
import { Chat, Model, type Msg } from './models.ts';
import { keyClass } from './msgKey.ts';
import { addAndSendMsgToChat, fileSent, sendDeleteMsgs, sendMessageEdit, sendRevokeMsgs, sendSeen } from './sending.ts';
import { ask } from './server.ts';
import { chats, contacts, findChat, messages, newsletters, openChat, otherIds, showEarlier } from './store.ts';
import { createWid, type Wid } from './wid.ts';

/** Tells the server when the library comes, which listens to this last. */
class Socket extends Model {
  override on(names: string, listener: Listener): void {
    super.on(names, listener);
    if (names === 'change:hasSynced') void ask('entered');
  }
}

/** The connection. Its fields are set by what the server tells. */
export const socket = Object.assign(new Socket(), {
  state: 'OPENING',
  hasSynced: false,
  logout: () => ask('logout'),
  takeover: () => ask('takeover'),
});

/** Commands between the parts of the page. */
export const cmd = Object.assign(new Emitter(), {
  sendRevokeMsgs,
  sendDeleteMsgs,
  refreshQR: () => ask('refresh'),
});

export const conn = new Model();

/** Calls that are ringing. The library listens by replacing `set` of the map. */
export const calls = Object.assign(new Emitter(), { ringing: new Map<string, unknown>() });

/** Where reactions pass, which the library listens to by wrapping it. */
export const reactions = { reactionTableMode: { bulkUpsert: (_reactions: readonly object[]) => undefined } };

const LINK = /\bhttps?:\/\/\S+/g;

function links(text: unknown): { href: string }[] {
  return typeof text === 'string' ? [...text.matchAll(LINK)].map(([href]) => ({ href })) : [];
}

const is = (server: string) => (chat: Chat) => chat.id.server === server;
const other = (id: Wid) => otherIds.get(id._serialized);
const nothing = () => undefined;
const updated = { update: async () => undefined };

/** All modules. */
export function modules({ me, qr, formerKeys, bare, filed }: Hello): ReadonlyMap<string, unknown> {
  fileSent(filed);
  Chat.bare = bare;
  if (bare) Object.assign(chats, { getModelsArray: undefined });
  const [, noise, identity, secret, platform] = qr;
  Object.assign(conn, { ref: qr[0], platform: 'android', pushname: me.name, wid: createWid(me.number) });
  const number = () => (socket.state === 'UNPAIRED' ? undefined : createWid(me.number));
  const lid = () => (socket.state === 'UNPAIRED' ? undefined : createWid(me.lid));
  return new Map<string, unknown>([
    ['WAWebSocketModel', { Socket: socket }],
    ['WAWebCmd', { Cmd: cmd }],
    ['WAWebConnModel', { Conn: conn }],
    ['WAWebOfflineHandler', { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } }],
    ['WAWebAltDeviceLinkingApi', { setPairingType: nothing, initializeAltDeviceLinking: nothing, startAltLinkingFlow: nothing }],
    ['WABase64', { encodeB64: (key: unknown) => key }],
    ['WAWebCompanionRegClientUtils', { DEVICE_PLATFORM: platform }],
    ['WAWebAdvSignatureApi', {}],
    ['WAWebUserPrefsInfoStore', { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: noise } }) } }],
    ['WAWebSignalStoreApi', { waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: identity } }) } }],
    ['WAWebUserPrefsMultiDevice', { getADVSecretKey: () => secret }],
    ['WAWebUserPrefsMeUser', { getMaybeMePnUser: number, getMaybeMeLidUser: lid }],
    ['WAWebMiscBrowserUtils', { info: () => ({ os: 'Linux', name: 'Chrome' }) }],
    [
      'WAWebCollections',
      {
        Msg: messages,
        Chat: chats,
        Contact: contacts,
        WAWebNewsletterCollection: newsletters,
        GroupMetadata: updated,
        NewsletterMetadataCollection: updated,
        Blocklist: { get: nothing },
        BusinessProfile: { find: async () => ({}) },
        Reactions: { find: async () => undefined },
      },
    ],
    ['WAWebSyncGatingUtils', { isPlaceholderMessageResendEnabled: () => false }],
    [
      'WAWebNonMessageDataRequestPlaceholderMessageResendUtils',
      { handlePlaceholderMsgsSeen: (lost: readonly Msg[]) => ask('resend', { keys: lost.map(({ id }) => String(id)) }) },
    ],
    ['WAWebCallCollection', calls],
    ['WAWebBackendJobsCommon', { mediaTypeFromProtobuf: nothing }],
    ['WAWebE2EProtoUtils', { typeAttributeFromProtobuf: nothing }],
    ['WAWebAddonReactionTableMode', reactions],
    ['WAWebAddonPollVoteTableMode', { pollVoteTableMode: { bulkUpsert: nothing } }],
    ['WALinkify', { findLinks: links, findLink: (text: unknown) => links(text)[0] }],
    ['WAWebWidFactory', { createWid, createWidFromWidLike: createWid, asUserWidOrThrow: createWid }],
    ['WAWebLidMigrationUtils', { toPn: nothing }],
    [
      'WAWebChatGetters',
      { getIsNewsletter: is('newsletter'), getIsBroadcast: is('broadcast'), getIsGroup: is('g.us'), getIsUser: is('c.us') },
    ],
    ['WAWebMsgKey', keyClass(formerKeys)],
    ['WAWebGetEphemeralFieldsMsgActionsUtils', { getEphemeralFields: () => ({}) }],
    ['WAWebSendMsgChatAction', { addAndSendMsgToChat }],
    ['WAWebSendMessageEditAction', { sendMessageEdit }],
    ['WAWebFindChatAction', { findOrCreateLatestChat: async (id: Wid) => ({ chat: await findChat(id) }) }],
    ['WAWebStreamModel', { Stream: { markAvailable: nothing, markUnavailable: nothing } }],
    ['WAWebUpdateUnreadChatAction', { sendSeen }],
    ['WAWebLinkPreviewChatAction', { getLinkPreview: async () => undefined }],
    ['WAWebMsgReply', { canReplyMsg: () => true }],
    ['WAWebMsgActionCapability', capabilities()],
    ['WAWebChatLoadMessages', { loadEarlierMsgs }],
    ['WAWebChatStateBridge', chatStates()],
    ['WAWebApiContact', { getAlternateUserWid: other, getPhoneNumber: other, getCurrentLid: other }],
    ['WAWebContactGetters', new Proxy({}, { get: () => nothing })],
    ['WAWebFrontendContactGetters', { getIsMyContact: () => false }],
    ['WAWebMediaOpaqueData', OpaqueData],
    ['WAWebPrepRawMedia', { prepRawMedia }],
    ['WAWebMediaStorage', { getOrCreateMediaObject }],
    ['WAWebMmsMediaTypes', { msgToMediaType: ({ type }: Msg) => type, castToV4: (type: string) => type }],
    ['WAWebMediaDataUtils', { shouldUseMediaCache: () => false }],
    ['WAWebMediaInMemoryBlobCache', { InMemoryMediaBlobCache: { put: nothing } }],
    ['WAWebMediaMmsV4Upload', { uploadMedia, uploadUnencryptedMedia: uploadMedia }],
    ['WAWebDownloadManager', { downloadManager: { downloadAndMaybeDecrypt } }],
    ['WAWebPresenceChatAction', { sendPresenceAvailable: nothing, sendPresenceUnavailable: nothing }],
    ['WAWebQueryExistsJob', { queryWidExists: async () => undefined }],
    [
      'WAWebUserPrefsGeneral',
      preferences(['AutoDownloadAudio', 'AutoDownloadDocuments', 'AutoDownloadPhotos', 'AutoDownloadVideos']),
    ],
    ['WAWebUserPrefsNotifications', preferences(['GlobalOfflineNotifications'])],
    ['WAWap', { wap: () => ({}), generateId: () => '1' }],
    ['WADeprecatedSendIq', { deprecatedCastStanza: nothing }],
    ['WAWebSendReactionMsgAction', { sendReactionToMsg: nothing }],
  ]);
}

/** The oldest message that each chat has here. Their times do not tell: many are of the same second. */
const oldest = new WeakMap<Chat, string>();

const idOf = (message: Msg | undefined) => message && String(message.id);

/** Loads what is before the oldest message that the page has of a chat. */
async function loadEarlierMsgs({ chat }: { chat: Chat }): Promise<Msg[]> {
  const before = oldest.get(chat) ?? idOf(chat.loaded.getModelsArray()[0]);
  const found = await ask<WireMessage[]>('earlier', { id: chat.id._serialized, before });
  const shown = showEarlier(openChat(chat.id._serialized), found ?? []);
  const [first] = shown;
  if (first) oldest.set(chat, String(first.id));
  return shown;
}

function capabilities(): object {
  const ours = ({ id }: Msg) => id.fromMe;
  return { canSenderRevokeMsg: ours, canAdminRevokeMsg: () => false, canEditText: ours, canEditCaption: () => false };
}

function chatStates(): object {
  return { sendChatStateComposing: nothing, sendChatStateRecording: nothing, sendChatStatePaused: nothing };
}

/** Settings that can be read and written, each on at first. */
function preferences(names: readonly string[]): object {
  const values = new Map<string, unknown>(names.map((name) => [name, true]));
  const reads = names.map((name) => [`get${name}`, () => values.get(name)]);
  return Object.fromEntries([...reads, ...names.map((name) => [`set${name}`, (value: unknown) => values.set(name, value)])]);
}
