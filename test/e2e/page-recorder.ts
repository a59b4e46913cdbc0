import type { Recorded } from './visit-page.ts';

/** What a page has made, in the order it was made. */
interface Records {
  readonly connections: RTCPeerConnection[];
  readonly tracks: MediaStreamTrack[];
  readonly sockets: WebSocket[];
  /**
   * What the connection has counted; null once it is closed. Firefox never answers for one that is closed meanwhile, and
   * the page closes those that it needs no longer whenever it likes.
   */
  readonly statsOf: (connection: RTCPeerConnection) => Promise<RTCStatsReport | null>;
}

declare global {
  interface Window {
    readonly videoVisitRecords: Records;
  }
}

/** Sums over the page's open peer connections. */
export interface MediaCounts {
  /** RTP packets and bytes sent, by kind. */
  readonly sent: { readonly audioPackets: number; readonly videoPackets: number; readonly bytes: number };
  readonly received: {
    readonly audioPackets: number;
    readonly videoPackets: number;
    readonly framesDecoded: number;
    /** Of the newest frame, px; 0 before the first. */
    readonly frameWidth: number;
    readonly framesPerSecond: number;
    /** Grows with loudness × time (https://www.w3.org/TR/webrtc-stats/#dom-rtcinboundrtpstreamstats-totalaudioenergy). */
    readonly audioEnergy: number;
    /** s */
    readonly audioDuration: number;
  };
}

/** Something whose pages run a script before any of their own. */
interface TakesScripts {
  addInitScript(script: () => void): Promise<unknown>;
}

/** Makes every page of the context keep what it makes of peer connections, local tracks and sockets. For tests alone. */
export async function recordPages(context: TakesScripts): Promise<void> {
  await context.addInitScript(() => {
    const closings = new WeakMap<RTCPeerConnection, PromiseWithResolvers<null>>();
    const records: Records = {
      connections: [],
      tracks: [],
      sockets: [],
      statsOf: (connection) => Promise.race([closings.get(connection)!.promise, connection.getStats()]),
    };
    Object.defineProperty(window, 'videoVisitRecords', { value: records });

    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        records.connections.push(this);
        closings.set(this, Promise.withResolvers());
      }
      override close(): void {
        super.close();
        closings.get(this)?.resolve(null);
      }
    };
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        records.sockets.push(this);
      }
    };
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (devices) {
      const getUserMedia = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (constraints) => {
        const stream = await getUserMedia(constraints);
        records.tracks.push(...stream.getTracks());
        return stream;
      };
    }
    const { clone } = MediaStreamTrack.prototype;
    MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
      const copy = clone.call(this);
      records.tracks.push(copy);
      return copy;
    };
  });
}

/** What goes over the page's peer connections, as the browser counts it. */
export function mediaCounts(page: Recorded): Promise<MediaCounts> {
  return page.evaluate(async () => {
    const counts = {
      sent: { audioPackets: 0, videoPackets: 0, bytes: 0 },
      received: {
        audioPackets: 0,
        videoPackets: 0,
        framesDecoded: 0,
        frameWidth: 0,
        framesPerSecond: 0,
        audioEnergy: 0,
        audioDuration: 0,
      },
    };
    for (const connection of window.videoVisitRecords.connections) {
      for (const entry of (await window.videoVisitRecords.statsOf(connection))?.values() ?? []) {
        if (entry.type === 'outbound-rtp') {
          counts.sent[entry.kind === 'audio' ? 'audioPackets' : 'videoPackets'] += entry.packetsSent;
          counts.sent.bytes += entry.bytesSent;
        } else if (entry.type === 'inbound-rtp' && entry.kind === 'audio') {
          counts.received.audioPackets += entry.packetsReceived;
          counts.received.audioEnergy += entry.totalAudioEnergy ?? 0;
          counts.received.audioDuration += entry.totalSamplesDuration ?? 0;
        } else if (entry.type === 'inbound-rtp') {
          counts.received.videoPackets += entry.packetsReceived;
          counts.received.framesDecoded += entry.framesDecoded ?? 0;
          counts.received.frameWidth = Math.max(counts.received.frameWidth, entry.frameWidth ?? 0);
          counts.received.framesPerSecond = Math.max(counts.received.framesPerSecond, entry.framesPerSecond ?? 0);
        }
      }
    }
    return counts;
  });
}

/** What the page holds that it should have given back when nothing goes on. */
export function heldByPage(
  page: Recorded,
): Promise<{ liveTracks: string[]; openConnections: number; openSockets: string[] }> {
  return page.evaluate(() => {
    const { connections, tracks, sockets } = window.videoVisitRecords;
    return {
      liveTracks: tracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind),
      openConnections: connections.filter(({ connectionState }) => connectionState !== 'closed').length,
      openSockets: sockets.filter(({ readyState }) => readyState <= WebSocket.OPEN).map(({ url }) => url),
    };
  });
}
