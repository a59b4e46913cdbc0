import { executeServerCommand } from '@web/test-runner-commands';
import type { SelfTestCredentials } from '../../src/contract/index.ts';
import { JanusGateway } from '../../src/core/gateway/janus-gateway.ts';
import { echoContract } from './echo-contract.ts';
import type { WorldRequest } from './janus-world-server.ts';

const ask = <T>(request: WorldRequest): Promise<T> => executeServerCommand('gateway-world', request) as Promise<T>;

echoContract('Janus', async () => {
  const world = await ask<number>({ op: 'open' });
  return {
    gateway: new JanusGateway(),
    credentials: ({ valid = true } = {}) => ask<SelfTestCredentials>({ op: 'self-test', world, valid }),
    breakOff: () => ask<void>({ op: 'fault', world, fault: 'forgetSessions' }),
    close: () => ask<void>({ op: 'close', world }),
  };
});
