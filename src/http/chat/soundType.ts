/**
 * What kind of sound some bytes are, by the bytes themselves: whoever posts them may call them anything. Whatever can
 * show a picture is no sound here, because nobody at the desk may come upon one unprepared.
 */

export type SoundType = 'audio/webm' | 'audio/ogg' | 'audio/mp4' | 'audio/mpeg';

/** The kind of sound; undefined when it is none that we know, or comes with moving pictures. */
export function soundTypeOf(bytes: Buffer): SoundType | undefined {
  return KINDS.find(({ matches }) => matches(bytes))?.type;
}

const KINDS: readonly { readonly type: SoundType; readonly matches: (bytes: Buffer) => boolean }[] = [
  { type: 'audio/webm', matches: isWebm },
  { type: 'audio/ogg', matches: isOgg },
  { type: 'audio/mp4', matches: isMp4 },
  { type: 'audio/mpeg', matches: isMp3 },
];

/** Where the tracks of a recording are described, before the sound itself. Bytes. */
const HEAD = 4_096;

/** Matroska's first element, the document type, and the names of the codecs: those of sound begin with `A_`, of pictures with `V_`. */
function isWebm(bytes: Buffer): boolean {
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x1a45dfa3) return false;
  const head = bytes.toString('latin1', 0, HEAD);
  return head.slice(0, 64).includes('webm') && /A_(OPUS|VORBIS|AAC|PCM)/.test(head) && !/V_[A-Z]/.test(head);
}

/** A first page that begins a stream of Opus or Vorbis, and no page that begins a stream of pictures. */
function isOgg(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, HEAD);
  const begins = head.startsWith('OggS') && bytes[4] === 0 && bytes[5] === 2 && bytes[26] === 1;
  const packet = head.slice(28);
  const sound = packet.startsWith('OpusHead') || packet.slice(1).startsWith('vorbis');
  return begins && sound && !/theora|fishead|BBCD|OVP80/.test(packet);
}

/** A file type box, and handlers of tracks: one of sound, none of pictures. They may stand at the very end. */
function isMp4(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return false;
  const handlers = new Set<string>();
  for (let at = bytes.indexOf('hdlr'); at !== -1; at = bytes.indexOf('hdlr', at + 4)) {
    handlers.add(bytes.toString('latin1', at + 12, at + 16));
  }
  return handlers.has('soun') && !handlers.has('vide');
}

/** Two frames of MPEG layer III, one right behind the other. A file with a tag before them is refused: tags carry pictures. */
function isMp3(bytes: Buffer): boolean {
  const length = mp3Frame(bytes, 0);
  return length > 0 && mp3Frame(bytes, length) > 0;
}

/** Kilobits a second by the header's number: of MPEG 1, and of MPEG 2 and 2.5. */
const RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
] as const;
const SAMPLES = [44_100, 48_000, 32_000, 0] as const;

/** The length of the frame that begins here, in bytes; 0 when none does. Source: ISO/IEC 11172-3, 2.4.2.3. */
function mp3Frame(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) return 0;
  const header = bytes.readUInt32BE(at);
  const version = (header >>> 19) & 3;
  if (header >>> 21 !== 0x7ff || version === 1 || ((header >>> 17) & 3) !== 1) return 0;
  const first = version === 3;
  const rate = (RATES[first ? 0 : 1][(header >>> 12) & 15] ?? 0) * 1_000;
  const samples = (SAMPLES[(header >>> 10) & 3] ?? 0) / (first ? 1 : version === 2 ? 2 : 4);
  if (rate === 0 || samples === 0) return 0;
  return Math.floor(((first ? 144 : 72) * rate) / samples) + ((header >>> 9) & 1);
}
