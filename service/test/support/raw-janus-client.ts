import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

export type Message = Readonly<Record<string, unknown>>;

interface PluginEvent {
  readonly sender?: number;
  readonly plugindata?: { readonly data: Message };
}

/** Speaks to Janus as anybody could, with whatever it has got hold of. */
export class RawJanusClient {
  readonly received: Message[] = [];
  readonly #socket: WebSocket;
  readonly #apiToken: string;
  #sessionId = 0;
  #waiting: (() => void)[] = [];

  private constructor(socket: WebSocket, apiToken: string) {
    this.#socket = socket;
    this.#apiToken = apiToken;
    socket.on('message', (data) => {
      this.received.push(JSON.parse(String(data)) as Message);
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
    socket.on('error', () => {});
  }

  /** Opens a socket and a session. */
  static async connect(url: string, apiToken: string): Promise<RawJanusClient> {
    const socket = new WebSocket(url, 'janus-protocol');
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const client = new RawJanusClient(socket, apiToken);
    const answer = await client.request({ janus: 'create' });
    client.#sessionId = (answer['data'] as { id: number }).id;
    return client;
  }

  /** A handle of the VideoRoom plugin. */
  async attach(): Promise<number> {
    const answer = await this.request({ janus: 'attach', plugin: 'janus.plugin.videoroom' });
    return (answer['data'] as { id: number }).id;
  }

  /** Sends to the room; resolves with what the plugin says, be it yes or no. */
  async tell(handleId: number, body: Message): Promise<Message> {
    const transaction = await this.#send({ janus: 'message', handle_id: handleId, body });
    const event = await this.until((message) => message['transaction'] === transaction && message['janus'] !== 'ack');
    return (event as PluginEvent).plugindata?.data ?? event;
  }

  /** Joins as publisher on a new handle. */
  async join(room: string, id: string, token?: string): Promise<{ handleId: number; answer: Message }> {
    const handleId = await this.attach();
    const answer = await this.tell(handleId, {
      request: 'join',
      ptype: 'publisher',
      room,
      id,
      ...(token === undefined ? {} : { token }),
    });
    return { handleId, answer };
  }

  /** Resolves when the handle has been thrown out of the room. */
  kicked(handleId: number): Promise<Message> {
    return this.until((message) => {
      const { plugindata, sender } = message as PluginEvent;
      return sender === handleId && plugindata?.data['leaving'] === 'ok' && plugindata.data['reason'] === 'kicked';
    });
  }

  async request(message: Message): Promise<Message> {
    const transaction = await this.#send(message);
    return this.until((answer) => answer['transaction'] === transaction);
  }

  /** The first message, past or to come, that fits. Rejects after half a minute. */
  async until(fits: (message: Message) => boolean): Promise<Message> {
    const deadline = AbortSignal.timeout(30_000);
    for (;;) {
      const found = this.received.find(fits);
      if (found) return found;
      if (deadline.aborted) throw new Error(`no such message among ${JSON.stringify(this.received.slice(-5))}`);
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        deadline.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  close(): void {
    this.#socket.terminate();
  }

  async #send(message: Message): Promise<string> {
    const transaction = randomUUID();
    const session = this.#sessionId === 0 ? {} : { session_id: this.#sessionId };
    this.#socket.send(JSON.stringify({ ...message, ...session, transaction, token: this.#apiToken }));
    return transaction;
  }
}
