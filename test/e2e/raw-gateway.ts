import type { Page } from '@playwright/test';
import type { GatewayCredentials } from '../../src/contract/index.ts';

/** What the gateway answered: the plugin's own code where it refused, else null. */
export interface RawAnswer {
  readonly code: number | null;
  readonly privateId: number;
  readonly handleId: number;
}

/** A client of the gateway without our code, as anybody can write one into a page. */
interface RawGateway {
  publish(room: string, id: string, token: string | null): Promise<RawAnswer>;
  receive(room: string, feed: string, token: string | null, privateId: number | null): Promise<RawAnswer>;
  tell(handleId: number, body: object): Promise<RawAnswer>;
  /** Media that has come in over all that it ever subscribed to, bytes. */
  bytesReceived(): Promise<number>;
  /** Of each subscription by itself. */
  bytesOfEach(): Promise<number[]>;
  /** When a byte of media has come in last, ms since 1970; from the first call on. */
  lastByteAt(): Promise<number>;
  /** A new socket that claims the session, or begins one anew. */
  reconnect(): Promise<boolean>;
}

declare global {
  interface Window {
    rawGateway: RawGateway;
  }
}

/** Puts one into the page; it keeps all that it once had, and closes nothing. */
export async function putRawGateway(page: Page, { url, apiToken }: GatewayCredentials): Promise<void> {
  await page.evaluate(
    async ([address, token]) => {
      type Json = Record<string, unknown>;
      interface Message extends Json {
        readonly janus?: string;
        readonly transaction?: string;
        readonly data?: { id: number };
        readonly plugindata?: { data: Json };
        readonly jsep?: RTCSessionDescriptionInit;
      }
      class Raw implements RawGateway {
        socket!: WebSocket;
        session = 0;
        readonly receivers: RTCPeerConnection[] = [];
        readonly publishers: RTCPeerConnection[] = [];
        readonly waiting = new Map<string, (message: Message) => void>();
        last = 0;
        watching = false;

        async open(): Promise<void> {
          this.socket = new WebSocket(address, 'janus-protocol');
          await new Promise((resolve, reject) => {
            this.socket.onopen = resolve;
            this.socket.onerror = reject;
          });
          this.socket.onmessage = ({ data }) => {
            const message = JSON.parse(String(data)) as Message;
            if (message.janus === 'ack' || message.transaction === undefined) return;
            this.waiting.get(message.transaction)?.(message);
          };
        }
        send(message: Json): Promise<Message> {
          const transaction = crypto.randomUUID();
          const session = this.session === 0 ? {} : { session_id: this.session };
          const answer = new Promise<Message>((resolve) => this.waiting.set(transaction, resolve));
          this.socket.send(JSON.stringify({ ...session, ...message, transaction, token }));
          return answer;
        }
        async begin(): Promise<void> {
          this.session = (await this.send({ janus: 'create' })).data?.id ?? 0;
        }
        async attach(): Promise<number> {
          return (await this.send({ janus: 'attach', plugin: 'janus.plugin.videoroom' })).data?.id ?? 0;
        }
        async message(handleId: number, body: object, jsep?: RTCSessionDescriptionInit): Promise<[RawAnswer, Message]> {
          const answer = await this.send({ janus: 'message', handle_id: handleId, body, ...(jsep ? { jsep } : {}) });
          const data = answer.plugindata?.data ?? {};
          const error = (answer['error'] as { code?: number } | undefined)?.code;
          const code = (data['error_code'] as number | undefined) ?? error ?? null;
          return [{ code, handleId, privateId: Number(data['private_id'] ?? 0) }, answer];
        }
        async tell(handleId: number, body: object): Promise<RawAnswer> {
          return (await this.message(handleId, body))[0];
        }
        async described(pc: RTCPeerConnection): Promise<RTCSessionDescriptionInit> {
          while (pc.iceGatheringState !== 'complete')
            await new Promise((resolve) => pc.addEventListener('icegatheringstatechange', resolve, { once: true }));
          return pc.localDescription!.toJSON() as RTCSessionDescriptionInit;
        }
        async publish(room: string, id: string, roomToken: string | null): Promise<RawAnswer> {
          const handleId = await this.attach();
          const join = { request: 'join', ptype: 'publisher', room, id, ...(roomToken ? { token: roomToken } : {}) };
          const [joined] = await this.message(handleId, join);
          if (joined.code !== null) return joined;
          const canvas = document.createElement('canvas');
          const context = canvas.getContext('2d');
          let hue = 0;
          setInterval(() => {
            if (!context) return;
            context.fillStyle = `hsl(${(hue += 7)} 80% 50%)`;
            context.fillRect(0, 0, canvas.width, canvas.height);
          }, 40);
          const pc = new RTCPeerConnection({ iceServers: [] });
          this.publishers.push(pc);
          for (const track of canvas.captureStream(25).getTracks()) pc.addTransceiver(track, { direction: 'sendonly' });
          await pc.setLocalDescription();
          const [, answer] = await this.message(handleId, { request: 'configure' }, await this.described(pc));
          if (answer.jsep) await pc.setRemoteDescription(answer.jsep);
          return joined;
        }
        async receive(
          room: string,
          feed: string,
          roomToken: string | null,
          privateId: number | null,
        ): Promise<RawAnswer> {
          const handleId = await this.attach();
          const [answer, message] = await this.message(handleId, {
            request: 'join',
            ptype: 'subscriber',
            room,
            streams: [{ feed }],
            ...(roomToken ? { token: roomToken } : {}),
            ...(privateId === null ? {} : { private_id: privateId }),
          });
          if (answer.code !== null || !message.jsep) return answer;
          const pc = new RTCPeerConnection({ iceServers: [] });
          this.receivers.push(pc);
          await pc.setRemoteDescription(message.jsep);
          await pc.setLocalDescription();
          await this.message(handleId, { request: 'start' }, await this.described(pc));
          return answer;
        }
        async bytesOfEach(): Promise<number[]> {
          return Promise.all(
            this.receivers.map(async (pc) => {
              let sum = 0;
              for (const entry of (await pc.getStats()).values())
                if (entry.type === 'inbound-rtp') sum += (entry as { bytesReceived: number }).bytesReceived;
              return sum;
            }),
          );
        }
        async bytesReceived(): Promise<number> {
          return (await this.bytesOfEach()).reduce((sum, bytes) => sum + bytes, 0);
        }
        async lastByteAt(): Promise<number> {
          if (!this.watching) {
            this.watching = true;
            let before = await this.bytesReceived();
            setInterval(() => {
              void this.bytesReceived().then((now) => {
                if (now > before) this.last = Date.now();
                before = now;
              });
            }, 20);
          }
          return this.last;
        }
        async reconnect(): Promise<boolean> {
          this.socket.close();
          await this.open();
          const claimed = await this.send({ janus: 'claim' });
          if (claimed.janus === 'success') return true;
          this.session = 0;
          await this.begin();
          return false;
        }
      }
      const raw = new Raw();
      await raw.open();
      await raw.begin();
      window.rawGateway = raw;
    },
    [url, apiToken] as const,
  );
}
