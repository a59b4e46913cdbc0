import type { Clock } from '../../../src/core/clock.ts';
import type { CommandRunner } from '../commands/run-command.ts';
import type { ServiceConfig } from '../config.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Gateways } from '../gateways/gateways.ts';
import type { Store } from '../store/open-store.ts';
import type { Authorization } from '../tokens/authorization.ts';
import type { TokenAuthority } from '../tokens/visit-token.ts';

/** What the routes work with. */
export interface RouteContext {
  readonly config: ServiceConfig;
  readonly clock: Clock;
  readonly store: Store;
  readonly tokens: TokenAuthority;
  readonly authorization: Authorization;
  readonly commands: CommandRunner;
  readonly hub: EventHub;
  readonly gateways: Gateways;
}
