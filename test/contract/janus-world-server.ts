import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startJanus, type RunningJanus } from '../../demo/stack/janus.ts';
import type { GatewayCredentials, SelfTestCredentials } from '../../src/contract/index.ts';
import type { GatewayFaults } from './gateway-world.ts';
import { FaultyProxy } from './faulty-proxy.ts';

export type WorldRequest =
  | { op: 'open' }
  | { op: 'close'; world: number }
  | { op: 'credentials'; world: number; member: string; tokenSeconds: number; purpose: 'join' | 'renew' }
  | { op: 'self-test'; world: number; valid: boolean }
  | { op: 'fault'; world: number; fault: keyof GatewayFaults; argument?: string };

/** One real Janus for the whole run, and a room behind a faulty proxy for each test. */
export class JanusWorldServer {
  #janus: Promise<{ running: RunningJanus; directory: string }> | null = null;
  readonly #worlds = new Map<number, JanusRoomWorld>();
  #nextId = 1;

  async handle(request: WorldRequest): Promise<unknown> {
    if (request.op === 'open') {
      const { running } = await this.#start();
      const id = this.#nextId++;
      this.#worlds.set(id, await JanusRoomWorld.open(running));
      return id;
    }
    const world = this.#worlds.get(request.world);
    if (!world) throw new Error(`no world ${request.world}`);
    switch (request.op) {
      case 'close':
        this.#worlds.delete(request.world);
        return world.close();
      case 'credentials':
        return world.credentials(request.member, request.tokenSeconds, request.purpose);
      case 'self-test':
        return world.selfTest(request.valid);
      case 'fault':
        return world.fault(request.fault, request.argument ?? '');
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#worlds.values()].map((world) => world.close()));
    const started = await this.#janus?.catch(() => null);
    await started?.running.stop();
    if (started) await rm(started.directory, { recursive: true, force: true });
  }

  #start(): Promise<{ running: RunningJanus; directory: string }> {
    this.#janus ??= (async () => {
      const directory = await mkdtemp(join(tmpdir(), 'video-visit-contract-'));
      return { directory, running: await startJanus({ directory }) };
    })();
    return this.#janus;
  }
}

class JanusRoomWorld {
  readonly #janus: RunningJanus;
  readonly #proxy: FaultyProxy;
  readonly #revoked = new Set<string>();
  readonly #roomTokens = new Map<string, string>();
  #room = '';
  #secret = '';
  #generation = 0;

  static async open(janus: RunningJanus): Promise<JanusRoomWorld> {
    const world = new JanusRoomWorld(janus, await FaultyProxy.open(janus.url));
    await world.#makeRoom();
    return world;
  }

  private constructor(janus: RunningJanus, proxy: FaultyProxy) {
    this.#janus = janus;
    this.#proxy = proxy;
  }

  async credentials(member: string, tokenSeconds: number, purpose: 'join' | 'renew'): Promise<GatewayCredentials> {
    if (!this.#room) await this.#makeRoom();
    const expires = Math.floor(Date.now() / 1000) + tokenSeconds;
    const roomToken = this.#sign(`${expires + 600},janus.plugin.videoroom,room=${this.#room},sub=${member}`);
    if (purpose === 'join') {
      await this.#plugin({ request: 'kick', room: this.#room, secret: this.#secret, id: member });
      if (!this.#revoked.has(member)) await this.#allow('add', roomToken);
      this.#roomTokens.set(member, roomToken);
    }
    return {
      url: this.#proxy.url,
      room: this.#room,
      roomGeneration: this.#generation,
      memberId: member,
      apiToken: this.#sign(`${expires},janus,janus.plugin.videoroom,sub=${member}`),
      roomToken,
      bitrate: 1_500_000,
      iceServers: [],
      keyEpoch: 0,
      expiresAt: new Date(expires * 1000).toISOString(),
    };
  }

  selfTest(valid: boolean): SelfTestCredentials {
    const expires = Math.floor(Date.now() / 1000) + 180;
    return {
      url: this.#proxy.url,
      apiToken: this.#sign(`${expires},janus,janus.plugin.${valid ? 'echotest' : 'videoroom'},sub=self-test~1`),
      iceServers: [],
      expiresAt: new Date(expires * 1000).toISOString(),
    };
  }

  async fault(fault: keyof GatewayFaults, argument: string): Promise<void> {
    switch (fault) {
      case 'answerBeforeAck':
        return this.#proxy.answerBeforeAck();
      case 'swallowAnswerTo':
        return this.#proxy.swallowAnswerTo(argument);
      case 'cutSockets':
        return this.#proxy.cut();
      case 'freezeSockets':
        return this.#proxy.freeze();
      case 'closeFrozenSockets':
        return this.#proxy.closeFrozen();
      case 'revoke':
        this.#revoked.add(argument);
        await this.#allow('remove', this.#roomTokens.get(argument) ?? '');
        return;
      case 'kick':
        await this.#plugin({ request: 'kick', room: this.#room, secret: this.#secret, id: argument });
        return;
      case 'destroyRoom':
        await this.#plugin({ request: 'destroy', room: this.#room, secret: this.#secret });
        this.#room = '';
        return;
      case 'forgetSessions': {
        const { sessions } = (await this.#admin({ janus: 'list_sessions' })) as { sessions: number[] };
        for (const session of sessions) await this.#admin({ janus: 'destroy_session', session_id: session });
        return this.#proxy.cut();
      }
    }
  }

  async close(): Promise<void> {
    if (this.#room) await this.#plugin({ request: 'destroy', room: this.#room, secret: this.#secret });
    await this.#proxy.close();
  }

  async #makeRoom(): Promise<void> {
    this.#room = randomBytes(16).toString('base64url');
    this.#secret = randomBytes(16).toString('base64url');
    this.#generation++;
    await this.#plugin({
      request: 'create',
      room: this.#room,
      admin_key: this.#janus.secrets.adminKey,
      secret: this.#secret,
      is_private: true,
      permanent: false,
      publishers: 8,
      signed_tokens: true,
      require_pvtid: true,
      allowed: ['nobody'],
      videocodec: 'vp8',
    });
  }

  async #allow(action: 'add' | 'remove', token: string): Promise<void> {
    await this.#plugin({ request: 'allowed', room: this.#room, secret: this.#secret, action, allowed: [token] });
  }

  #sign(data: string): string {
    return `${data}:${createHmac('sha1', this.#janus.secrets.tokenSecret).update(data).digest('base64')}`;
  }

  #plugin(request: object): Promise<unknown> {
    return this.#admin({ janus: 'message_plugin', plugin: 'janus.plugin.videoroom', request });
  }

  #admin(request: object): Promise<unknown> {
    const socket = new WebSocket(this.#janus.adminUrl, 'janus-admin-protocol');
    return new Promise((resolve, reject) => {
      socket.onopen = () =>
        socket.send(
          JSON.stringify({ ...request, transaction: 'world', admin_secret: this.#janus.secrets.adminSecret }),
        );
      socket.onerror = () => reject(new Error('Janus Admin API'));
      socket.onmessage = ({ data }) => {
        socket.close();
        resolve(JSON.parse(String(data)));
      };
    });
  }
}
