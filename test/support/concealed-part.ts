import type { Page } from '@playwright/test';

/**
 * The part of the time in which no real sound of the other was played, 0…1, silence put in its place included
 * (https://www.w3.org/TR/webrtc-stats/#dom-rtcinboundrtpstreamstats-concealedsamples). A time without any stream, as
 * between two joins, counts as concealed too; so the counters are read often, as each new stream begins at nought. For
 * pages with `recordPages`.
 */
export const concealedPart = (page: Page, durationMs: number): Promise<number> =>
  page.evaluate(async (durationMs) => {
    const samplesPerSecond = 48_000;
    const last = new Map<RTCPeerConnection, Map<string, { played: number; real: number }>>();
    const sum = { played: 0, real: 0 };
    const read = async (isFirst: boolean): Promise<void> => {
      for (const connection of window.videoVisitRecords.connections) {
        if (connection.connectionState === 'closed') continue;
        const known = last.get(connection) ?? new Map<string, { played: number; real: number }>();
        last.set(connection, known);
        for (const entry of (await window.videoVisitRecords.statsOf(connection))?.values() ?? []) {
          if (entry.type !== 'inbound-rtp' || entry.kind !== 'audio') continue;
          const played: number = entry.totalSamplesReceived ?? 0;
          const now = { played, real: played - (entry.concealedSamples ?? 0) };
          const before = known.get(entry.id) ?? (isFirst ? now : { played: 0, real: 0 });
          sum.played += now.played - before.played;
          sum.real += now.real - before.real;
          known.set(entry.id, now);
        }
      }
    };
    await read(true);
    const from = performance.now();
    while (performance.now() - from < durationMs) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await read(false);
    }
    const due = ((performance.now() - from) / 1000) * samplesPerSecond;
    return 1 - sum.real / Math.max(due, sum.played);
  }, durationMs);
