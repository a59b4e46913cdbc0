import type { Jsep } from './janus-messages.ts';

/**
 * Has Janus begin the handshake for the keys (DTLS, RFC 5763 5): it does so as soon as it sees a way, where the browser
 * would wait to hear of it first.
 */
export const letGatewayBegin = (offer: Jsep): Jsep => ({
  ...offer,
  sdp: offer.sdp.replaceAll('a=setup:actpass', 'a=setup:active'),
});

/**
 * Has lost packets of sound sent again, as those of the picture are (generic NACK, RFC 4585 6.2.1). Both ends must say
 * it: Janus does as it is asked, and Chromium and Safari can, though they do not offer it. Firefox never sends sound again,
 * and takes no session description but its own.
 */
export function repairSound(sdp: string): string {
  if (/Firefox\//.test(globalThis.navigator?.userAgent ?? '')) return sdp;
  // One part for each m-line, after the session's own.
  return sdp
    .split(/(?=^m=)/m)
    .map((part) => {
      const payload = /^a=rtpmap:(\d+) opus\/48000/im.exec(part)?.[1];
      if (payload === undefined || new RegExp(`^a=rtcp-fb:(${payload}|\\*) nack\\s*$`, 'm').test(part)) return part;
      return part.replace(/^(a=rtpmap:\d+ opus\/48000.*?)(\r?\n)/im, `$1$2a=rtcp-fb:${payload} nack$2`);
    })
    .join('');
}
