import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

interface Pair {
  readonly near: WebSocket;
  readonly far: WebSocket;
  frozen: boolean;
  /** Acknowledgements held back, by transaction. */
  readonly held: Map<string, string>;
  /** Transactions whose answers are lost. */
  readonly swallowed: Set<string>;
}

/** Stands between a page and a real Janus, passes everything on, and does on demand what bad networks and races do. */
export class FaultyProxy {
  readonly #server: WebSocketServer;
  readonly #pairs = new Set<Pair>();
  #holdAcks = false;
  #swallow: string | null = null;

  static async open(target: string): Promise<FaultyProxy> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'janus-protocol' });
    await new Promise((resolve) => server.once('listening', resolve));
    return new FaultyProxy(server, target);
  }

  private constructor(server: WebSocketServer, target: string) {
    this.#server = server;
    server.on('connection', (near) => this.#connect(near, target));
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  answerBeforeAck(): void {
    this.#holdAcks = true;
  }

  swallowAnswerTo(request: string): void {
    this.#swallow = request;
  }

  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.terminate();
      far.terminate();
    }
  }

  freeze(): void {
    for (const pair of this.#pairs) {
      pair.frozen = true;
      pair.near.pause();
    }
  }

  closeFrozen(): void {
    for (const { near, far, frozen } of this.#pairs) {
      if (!frozen) continue;
      near.terminate();
      far.terminate();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(near: WebSocket, target: string): void {
    const far = new WebSocket(target, 'janus-protocol');
    const pair: Pair = { near, far, frozen: false, held: new Map(), swallowed: new Set() };
    this.#pairs.add(pair);
    const waiting: string[] = [];
    near.on('message', (data) => {
      const text = String(data);
      if (pair.frozen) return;
      this.#note(pair, text);
      if (far.readyState === WebSocket.OPEN) far.send(text);
      else waiting.push(text);
    });
    far.on('open', () => waiting.splice(0).forEach((text) => far.send(text)));
    far.on('message', (data) => this.#back(pair, String(data)));
    const end = (): void => {
      this.#pairs.delete(pair);
      near.terminate();
      far.terminate();
    };
    near.on('close', end);
    near.on('error', end);
    far.on('error', end);
    far.on('close', () => pair.frozen || end());
  }

  #note(pair: Pair, text: string): void {
    const { transaction, body } = JSON.parse(text) as { transaction?: string; body?: { request?: string } };
    if (this.#swallow === null || body?.request !== this.#swallow || !transaction) return;
    this.#swallow = null;
    pair.swallowed.add(transaction);
  }

  #back(pair: Pair, text: string): void {
    if (pair.frozen) return;
    const { janus, transaction } = JSON.parse(text) as { janus: string; transaction?: string };
    if (transaction && pair.swallowed.has(transaction)) return;
    // Trickled candidates and keep-alives have an acknowledgement only; it may as well stay held.
    if (this.#holdAcks && janus === 'ack' && transaction) {
      pair.held.set(transaction, text);
      return;
    }
    pair.near.send(text);
    const ack = transaction ? pair.held.get(transaction) : undefined;
    if (ack) pair.near.send(ack);
  }
}
