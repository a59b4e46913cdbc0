import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { createCommandRunner } from './commands/run-command.ts';
import { type ServiceOptions, completeConfig } from './config.ts';
import { describeError } from './errors/describe-error.ts';
import { EventHub } from './events/event-hub.ts';
import { Gateways } from './gateways/gateways.ts';
import { type LogStream, createHttpServer } from './http-server.ts';
import { describeApi } from './openapi.ts';
import { PresenceSweeper } from './presence/presence-sweeper.ts';
import { commandRoutes } from './routes/command-routes.ts';
import { credentialsRoutes } from './routes/credentials-routes.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { handoverRoutes } from './routes/handover-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { messageRoutes } from './routes/message-routes.ts';
import { selfTestRoutes } from './routes/self-test-routes.ts';
import { preparationRoutes } from './routes/preparation-routes.ts';
import { queueRoutes } from './routes/queue-routes.ts';
import type { RouteContext } from './routes/route-context.ts';
import { REMINDERS_EVERY_MS, tellDueReminders } from './reminders/due-reminders.ts';
import { tokenRoutes } from './routes/token-routes.ts';
import { visitRoutes } from './routes/visit-routes.ts';
import { forgetOldAnswers } from './store/kept-answers.ts';
import { openStore } from './store/open-store.ts';
import { createAuthorization } from './tokens/authorization.ts';
import { createTokenAuthority } from './tokens/visit-token.ts';

export interface RunningService {
  /** Address of the HTTP contract. */
  readonly url: string;
  readonly port: number;
  readonly eventIntakePort: number;
  /** WebSocket address to put as `backend` into the event handler (wsevh) of this gateway. */
  eventAddress(gatewayId: string): string;
  /** Says goodbye to all readers and closes the store. Safe to call twice. */
  stop(): Promise<void>;
}

export interface ServiceParts {
  readonly clock?: Clock;
  readonly logStream?: LogStream;
}

const cleaningMs = 3600_000;

/**
 * Starts the visit service; resolves when it answers. Rejects with one clear line when the configuration is wrong or the
 * folder is in use. A gateway that cannot be reached does not keep it from starting.
 */
export async function startService(options: ServiceOptions, parts: ServiceParts = {}): Promise<RunningService> {
  const config = completeConfig(options);
  const clock = parts.clock ?? systemClock;
  const store = await openStore(config.dataDir);
  const app = await createHttpServer(config, parts.logStream);
  const { log } = app;
  const hub = new EventHub({ store, clock, log });
  const presence = new PresenceSweeper({ store, hub, clock, log });
  const gateways = new Gateways({ config, store, hub, clock, log });
  const commands = createCommandRunner({
    store,
    clock,
    listeners: [{ onChange: () => hub.wake() }, presence, gateways.keeper],
    enforcer: gateways.keeper,
  });
  const tokens = createTokenAuthority(config.tokenSecret, clock);
  const stopping = new AbortController();

  const stop = async (): Promise<void> => {
    stopping.abort();
    await hub.stop();
    await app.close();
    await gateways.stop();
    await presence.stop();
    await store.close();
  };
  try {
    await describeApi(app);
    const authorization = createAuthorization(app, { hostApiKey: config.hostApiKey, tokens });
    const context: RouteContext = { config, clock, store, tokens, authorization, commands, hub, gateways };
    healthRoutes(app);
    for (const routes of [
      visitRoutes,
      tokenRoutes,
      handoverRoutes,
      commandRoutes,
      credentialsRoutes,
      eventRoutes,
      messageRoutes,
      selfTestRoutes,
      preparationRoutes,
      queueRoutes,
    ])
      routes(app, context);
    await hub.start();
    await presence.start();
    await gateways.start();
    await app.listen({ host: config.host, port: config.port, listenTextResolver: () => 'listening' });
  } catch (error) {
    await stop();
    throw error;
  }
  const every = async (ms: number, work: () => Promise<unknown>, failure: string): Promise<void> => {
    while (!stopping.signal.aborted) {
      await work().catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error({ error: describeError(error) }, failure);
      });
      await clock.sleep(ms, stopping.signal).catch(() => {});
    }
  };
  void every(cleaningMs, () => forgetOldAnswers(store.database, clock.now()), 'old answers cannot be forgotten');
  const remind = async (): Promise<void> => {
    if ((await tellDueReminders(store, clock.now())) > 0) hub.wake();
  };
  void every(REMINDERS_EVERY_MS, remind, 'due reminders cannot be told');

  const { port } = app.server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  let stopped: Promise<void> | null = null;
  return {
    url: `http://${host}:${port}`,
    port,
    eventIntakePort: gateways.eventIntakePort,
    eventAddress: (gatewayId) => gateways.eventAddress(gatewayId),
    stop: () => (stopped ??= stop()),
  };
}
