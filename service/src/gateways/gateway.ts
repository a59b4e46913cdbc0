import type { Clock } from '../../../src/core/clock.ts';
import type { GatewayConfig } from '../config.ts';
import type { ServiceLog } from '../service-log.ts';
import { AdminConnection } from './admin-connection.ts';
import { RoomHandles } from './room-handles.ts';
import { VideoRooms } from './video-room.ts';

/** One Janus: how to reach it, and which rooms are known to be in it. */
export class Gateway {
  readonly config: GatewayConfig;
  readonly connection: AdminConnection;
  readonly rooms: VideoRooms;
  readonly handles: RoomHandles;
  /** Ids of rooms seen there since the connection was opened. Another process may answer after it was lost. */
  readonly knownRooms = new Set<string>();

  constructor(
    config: GatewayConfig,
    options: { clock: Clock; log: ServiceLog; onReachable: (gateway: Gateway) => void },
  ) {
    this.config = config;
    this.connection = new AdminConnection({
      gatewayId: config.id,
      url: config.adminUrl,
      secret: config.adminSecret,
      clock: options.clock,
      log: options.log,
      onOpen: () => options.onReachable(this),
      onClose: () => this.knownRooms.clear(),
    });
    this.rooms = new VideoRooms(this.connection, config.adminKey);
    this.handles = new RoomHandles(this.connection, config.tokenSecret);
  }
}
