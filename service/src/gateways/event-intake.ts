import { timingSafeEqual } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { intakePathOf } from '../config.ts';
import type { ServiceLog } from '../service-log.ts';
import type { Gateway } from './gateway.ts';
import { type GatewayEvent, readGatewayEvents } from './gateway-event.ts';

/** Only programs of the same machine reach it. */
const host = '127.0.0.1';
const longestMessage = 4 * 1024 * 1024;

export interface EventIntakeOptions {
  readonly port: number;
  readonly gateways: readonly Gateway[];
  readonly log: ServiceLog;
  /** A gateway's event handler has connected: its events before are lost. */
  readonly onConnected: (gateway: Gateway) => void;
  /** In the order of the gateway. */
  readonly onEvent: (gateway: Gateway, event: GatewayEvent) => void;
}

/** Where the gateways' event handlers (`wsevh`) connect and tell what happens. */
export class EventIntake {
  readonly #options: EventIntakeOptions;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage, perMessageDeflate: false });

  constructor(options: EventIntakeOptions) {
    this.#options = options;
    this.#server = createServer((_request, response) => response.writeHead(404).end());
    this.#server.on('upgrade', (request, socket, head) => {
      const gateway = this.#gatewayAt(request.url ?? '');
      if (!gateway) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('error', () => webSocket.terminate());
        webSocket.on('message', (data) => {
          for (const event of readGatewayEvents(String(data))) options.onEvent(gateway, event);
        });
        options.log.info({ gatewayId: gateway.config.id }, 'gateway sends its events');
        options.onConnected(gateway);
      });
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? 0;
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port: this.#options.port }, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Address to put as `backend` into the gateway's event handler. */
  addressFor(gateway: Gateway): string {
    return `ws://${host}:${this.port}${intakePathOf(gateway.config)}`;
  }

  #gatewayAt(path: string): Gateway | null {
    const given = Buffer.from(path);
    for (const gateway of this.#options.gateways) {
      const right = Buffer.from(intakePathOf(gateway.config));
      if (given.length === right.length && timingSafeEqual(given, right)) return gateway;
    }
    return null;
  }
}
