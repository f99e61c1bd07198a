/** How much a voice message may be. Plain numbers, because the page stops recording where the server would refuse. */

/** The longest recording. Seconds. */
export const VOICE_SECONDS = 180;

/** The largest recording. Bytes; three minutes at the rate that the page asks for are a quarter of it. */
export const VOICE_BYTES = 3 * 1024 * 1024;
