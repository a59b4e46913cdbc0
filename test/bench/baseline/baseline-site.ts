import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Stack } from '../../../demo/stack/stack.ts';
import { signApiToken } from '../../../service/src/gateways/gateway-token.ts';
import { ROOM_BITRATE } from '../../../service/src/gateways/video-room.ts';

/** Serves the baseline's page, and makes rooms for it in the very gateway that the visits use. */
export class BaselineSite {
  readonly #server: Server;
  readonly #stack: Stack;
  readonly url: string;

  private constructor(server: Server, stack: Stack) {
    this.#server = server;
    this.#stack = stack;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(stack: Stack): Promise<BaselineSite> {
    const built = await build({
      entryPoints: [join(import.meta.dirname, 'page.js')],
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      logLevel: 'silent',
    });
    const page = await readFile(join(import.meta.dirname, 'index.html'));
    const code = built.outputFiles[0]?.contents ?? new Uint8Array();
    const server = createServer((request, response) => {
      const isCode = request.url?.startsWith('/page.js') ?? false;
      response.setHeader('content-type', isCode ? 'text/javascript' : 'text/html');
      response.end(isCode ? code : page);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new BaselineSite(server, stack);
  }

  /** Makes a room as a visit has it, but for anyone with a token for the API; returns its id. */
  async makeRoom(): Promise<string> {
    const room = randomBytes(12).toString('hex');
    await this.#askRoom({
      request: 'create',
      room,
      permanent: false,
      admin_key: this.#stack.secrets.gateway.adminKey,
      bitrate: ROOM_BITRATE,
      bitrate_cap: true,
      videocodec: 'vp8',
      publishers: 6,
    });
    return room;
  }

  /** The page of one member of a room. */
  address(room: string, id: string): string {
    const expiry = Math.floor(Date.now() / 1000) + 3600;
    const token = signApiToken(this.#stack.secrets.gateway.tokenSecret, expiry, id);
    return `${this.url}/?${new URLSearchParams({ gateway: this.#stack.gatewayUrl, room, id, token })}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #askRoom(request: object): Promise<void> {
    const socket = new WebSocket(this.#stack.adminUrl, 'janus-admin-protocol');
    const answer = await new Promise<string>((resolve, reject) => {
      socket.onerror = () => reject(new Error('the gateway’s Admin API does not answer'));
      socket.onmessage = ({ data }) => resolve(String(data));
      socket.onopen = () =>
        socket.send(
          JSON.stringify({
            janus: 'message_plugin',
            transaction: 'baseline',
            admin_secret: this.#stack.secrets.gateway.adminSecret,
            plugin: 'janus.plugin.videoroom',
            request,
          }),
        );
    });
    socket.close();
    const { response } = JSON.parse(answer) as { response?: { error?: string } };
    if (!response || response.error) throw new Error(`no room for the baseline: ${response?.error ?? answer}`);
  }
}
