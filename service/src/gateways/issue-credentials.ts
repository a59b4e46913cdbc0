import type { CredentialsRequest, GatewayCredentials } from '../../../src/contract/index.ts';
import type { Clock } from '../../../src/core/clock.ts';
import type { ServiceConfig } from '../config.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { Database, Store } from '../store/open-store.ts';
import { saveRoomToken } from '../store/save-change.ts';
import type { ConnectionRow, RoomRow } from '../store/schema.ts';
import { type VisitRecord, loadVisit, memberIdOf } from '../store/visit-record.ts';
import { demandAccess } from '../tokens/access.ts';
import { type Actor, participantOf } from '../tokens/actor.ts';
import { GatewayUnreachableError } from './admin-connection.ts';
import type { Gateway } from './gateway.ts';
import { signApiToken, signRoomToken } from './gateway-token.ts';
import { reasonAgainstPlace } from './place.ts';
import type { RoomKeeper } from './room-keeper.ts';
import { iceServersAt } from './turn-credentials.ts';
import type { TurnTaking } from './turn-taking.ts';
import { ROOM_BITRATE, isRoomMissing } from './video-room.ts';

export interface CredentialsIssuerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly config: ServiceConfig;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly keeper: RoomKeeper;
  readonly turns: TurnTaking;
}

interface RoomToken {
  readonly token: string;
  readonly expiresAt: Date;
  readonly isNew: boolean;
}

/** Gives a connection what it needs to take its place in the room; makes the room when it is the first. */
export class CredentialsIssuer {
  readonly #options: CredentialsIssuerOptions;

  constructor(options: CredentialsIssuerOptions) {
    this.#options = options;
  }

  /** Throws `ServiceProblem`: no access, no place now, `connection-replaced`, or `gateway-unreachable`. */
  issue(request: CredentialsRequest, actor: Actor): Promise<GatewayCredentials> {
    return this.#options.turns.run(request.visitId, async () => {
      const { store, gateways } = this.#options;
      const { record } = await demandPlace(store.database, request, actor);
      const gateway = gateways.get(record.visit.gatewayId);
      if (!gateway) throw new ServiceProblem('gateway-unreachable', 'the gateway of the visit is not configured');
      try {
        return await this.#issueIn(gateway, request, actor);
      } catch (error) {
        if (error instanceof GatewayUnreachableError)
          throw new ServiceProblem('gateway-unreachable', error.message, { cause: error });
        throw error;
      }
    });
  }

  async #issueIn(gateway: Gateway, request: CredentialsRequest, actor: Actor): Promise<GatewayCredentials> {
    const { keeper, store } = this.#options;
    const room = await keeper.ensureRoom(gateway, request.visitId);
    const { connection } = await demandPlace(store.database, request, actor);
    keeper.noteGiven(room, connection.participantId);
    const roomToken = this.#roomTokenFor(gateway, room, connection);
    try {
      if (roomToken.isNew) await gateway.rooms.allow(room, 'add', [roomToken.token]);
      if (request.purpose === 'join') await gateway.rooms.kick(room, memberIdOf(connection));
    } catch (error) {
      if (!isRoomMissing(error)) throw error;
      // It went between two questions: the next one finds none and makes it.
      await keeper.loseRoom(gateway, room);
      return this.#issueIn(gateway, request, actor);
    }
    if (roomToken.isNew) await this.#keep(gateway, room, roomToken, connection, request, actor);
    return this.#credentials(gateway, room, connection, roomToken);
  }

  /** The stored one for as long as it outlives the API token that goes with it. */
  #roomTokenFor(gateway: Gateway, room: RoomRow, connection: ConnectionRow): RoomToken {
    const { clock, config } = this.#options;
    const { roomToken, roomTokenExpiresAt, roomTokenRoom } = connection;
    if (roomToken !== null && roomTokenRoom === room.id && roomTokenExpiresAt !== null) {
      if (roomTokenExpiresAt.getTime() > clock.now() + config.apiTokenSeconds * 1000) {
        return { token: roomToken, expiresAt: roomTokenExpiresAt, isNew: false };
      }
    }
    const expiry = Math.floor(clock.now() / 1000) + Math.max(config.roomTokenSeconds, 2 * config.apiTokenSeconds);
    const token = signRoomToken(gateway.config.tokenSecret, expiry, room.id, memberIdOf(connection));
    return { token, expiresAt: new Date(expiry * 1000), isNew: true };
  }

  /**
   * Stores the token that the gateway already takes, if its connection still has its place; else takes it back. So a
   * token is on the gateway's list before it is stored, and on nobody's page before both.
   */
  async #keep(
    gateway: Gateway,
    room: RoomRow,
    roomToken: RoomToken,
    before: ConnectionRow,
    request: CredentialsRequest,
    actor: Actor,
  ): Promise<void> {
    try {
      await this.#options.store.transaction(async (transaction) => {
        const { connection } = await demandPlace(transaction, request, actor, { forChange: true });
        await saveRoomToken(transaction, connection, {
          token: roomToken.token,
          room: room.id,
          expiresAt: roomToken.expiresAt,
        });
      });
    } catch (error) {
      await gateway.rooms.allow(room, 'remove', [roomToken.token]).catch(() => {});
      throw error;
    }
    const old = before.roomTokenRoom === room.id ? before.roomToken : null;
    if (old !== null && old !== roomToken.token) await gateway.rooms.allow(room, 'remove', [old]);
  }

  #credentials(gateway: Gateway, room: RoomRow, connection: ConnectionRow, roomToken: RoomToken): GatewayCredentials {
    const { clock, config } = this.#options;
    const memberId = memberIdOf(connection);
    const expiry = Math.floor(clock.now() / 1000) + config.apiTokenSeconds;
    return {
      url: gateway.config.url,
      room: room.id,
      roomGeneration: room.generation,
      memberId,
      apiToken: signApiToken(gateway.config.tokenSecret, expiry, memberId),
      roomToken: roomToken.token,
      bitrate: ROOM_BITRATE,
      iceServers: iceServersAt(config, clock.now()),
      keyEpoch: 0,
      expiresAt: new Date(expiry * 1000).toISOString(),
    };
  }
}

/** The caller's connection, if it is the current one of a participant who may have a place in the room now. */
async function demandPlace(
  database: Database,
  request: CredentialsRequest,
  actor: Actor,
  options: { forChange?: boolean } = {},
): Promise<{ record: VisitRecord; connection: ConnectionRow }> {
  demandAccess(actor, { visitId: request.visitId });
  const record = await loadVisit(database, request.visitId, options);
  if (!record) throw new ServiceProblem('not-found', 'no such visit');
  demandAccess(actor, { visitId: request.visitId, unitId: record.visit.unitId });
  if (actor.kind === 'unit-staff') throw new ServiceProblem('forbidden', 'unit staff take no part');
  const participant = participantOf(record, actor);
  const connection = record.connections.find(
    (row) => row.participantId === participant?.id && row.id === request.connectionId,
  );
  if (!participant || !connection)
    throw new ServiceProblem('invalid-state', 'the connection is unknown: connect first', { record });
  if (participant.connectionId !== connection.id) {
    throw new ServiceProblem('connection-replaced', 'a newer connection has taken over', { record });
  }
  const reason = reasonAgainstPlace(record, participant);
  if (reason)
    throw new ServiceProblem(reason, `no place in the room for a ${participant.role} who is ${participant.admission}`, {
      record,
    });
  return { record, connection };
}
