import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';

interface Entry {
  readonly at: number;
  readonly text: string;
}

/**
 * Keeps what goes over a page's connections, by the browser's own account, with times: to see where round trips go.
 * Returns what writes it down, as a text file; call it before the page is closed.
 */
export async function recordTimeline(page: Page, file: string): Promise<() => Promise<void>> {
  const entries: Entry[] = [];
  const session = await page.context().newCDPSession(page);
  /** From the browser's monotonic clock (s) to the wall clock (ms). */
  let offset = 0;
  const note = (monotonic: number, text: string): void => void entries.push({ at: monotonic * 1000 + offset, text });
  const requests = new Map<string, string>();
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime, type }) => {
    if (wallTime) offset = (wallTime - timestamp) * 1000;
    const body = request.postData ? (JSON.parse(request.postData) as { type?: string; purpose?: string }) : {};
    const name = `${request.method} ${new URL(request.url).pathname} ${body.type ?? body.purpose ?? ''} (${type ?? ''})`;
    requests.set(requestId, name);
    note(timestamp, `→ ${name}`);
  });
  session.on('Network.responseReceived', ({ requestId, response, timestamp }) => {
    const { timing } = response;
    const ms = (from: number, to: number): string => (from < 0 ? '–' : (to - from).toFixed(0));
    const connect = timing
      ? ` connect ${ms(timing.connectStart, timing.connectEnd)}, wait ${ms(timing.sendEnd, timing.receiveHeadersEnd)}`
      : '';
    note(timestamp, `← ${response.status} ${requests.get(requestId) ?? requestId}${connect}`);
  });
  session.on('Network.eventSourceMessageReceived', ({ timestamp }) => note(timestamp, '← news'));
  session.on('Network.dataReceived', ({ requestId, timestamp, dataLength }) => {
    const name = requests.get(requestId) ?? '';
    if (name.includes('/v1/events')) note(timestamp, `← news, ${dataLength} bytes`);
  });
  session.on('Network.webSocketWillSendHandshakeRequest', ({ timestamp }) => note(timestamp, '→ WebSocket handshake'));
  session.on('Network.webSocketHandshakeResponseReceived', ({ timestamp }) => note(timestamp, '← WebSocket handshake'));
  session.on('Network.webSocketFrameSent', ({ timestamp, response }) =>
    note(timestamp, `→ ${frame(response.payloadData)}`),
  );
  session.on('Network.webSocketFrameReceived', ({ timestamp, response }) =>
    note(timestamp, `← ${frame(response.payloadData)}`),
  );
  session.on('Page.frameStartedNavigating', () => entries.push({ at: Date.now(), text: '--- navigation ---' }));
  await session.send('Network.enable');
  await session.send('Page.enable');

  return async () => {
    const { states, clicks, frames, timeOrigin } = await page.evaluate(() => ({
      states: window.videoVisitTimes.states,
      clicks: window.videoVisitTimes.clicks,
      frames: window.videoVisitTimes.frames.slice(0, 1),
      timeOrigin: performance.timeOrigin,
    }));
    const all = [
      ...entries,
      ...states.map(({ at, connection, state }) => ({ at, text: `  pc${connection} ${state}` })),
      ...clicks.map((at) => ({ at, text: '  click' })),
      ...frames.map((at) => ({ at, text: '  first frame of others' })),
      { at: timeOrigin, text: '  time origin of the document' },
    ].sort((a, b) => a.at - b.at);
    const start = all[0]?.at ?? 0;
    await mkdir(dirname(file), { recursive: true });
    const lines = all.map(
      ({ at, text }) => `${(at % 1e7).toFixed(0).padStart(8)} ${(at - start).toFixed(0).padStart(7)}  ${text}\n`,
    );
    await writeFile(file, lines.join(''));
  };
}

/** A frame of the gateway's, in one line: what it is, not what is in it. */
function frame(text: string): string {
  try {
    const parsed = JSON.parse(text) as {
      janus?: string;
      body?: { request?: string; ptype?: string };
      plugindata?: { data?: Record<string, unknown> };
      jsep?: { type?: string };
      sender?: number;
      handle_id?: number;
    };
    const { data } = parsed.plugindata ?? {};
    const parts = [parsed.janus, parsed.body?.request, parsed.body?.ptype, data?.['videoroom'], parsed.jsep?.type];
    const keys = data
      ? `{${Object.keys(data)
          .filter((key) => !['videoroom', 'room'].includes(key))
          .join(' ')}}`
      : '';
    return `janus ${parts.filter(Boolean).join(' ')} ${keys} #${String(parsed.sender ?? parsed.handle_id ?? '').slice(-3)}`;
  } catch {
    return 'frame';
  }
}
