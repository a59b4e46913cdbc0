import { executeServerCommand } from '@web/test-runner-commands';
import type { GatewayCredentials } from '../../src/contract/index.ts';
import { JanusGateway } from '../../src/core/gateway/janus-gateway.ts';
import { gatewayContract } from './gateway-contract.ts';
import type { GatewayFaults, GatewayWorld } from './gateway-world.ts';
import type { WorldRequest } from './janus-world-server.ts';
import { quickClock } from './quick-clock.ts';

const ask = <T>(request: WorldRequest): Promise<T> => executeServerCommand('gateway-world', request) as Promise<T>;

async function makeWorld(): Promise<GatewayWorld> {
  const world = await ask<number>({ op: 'open' });
  const fault = (name: keyof GatewayFaults) => (argument?: string) =>
    ask<void>({ op: 'fault', world, fault: name, ...(argument === undefined ? {} : { argument }) });
  return {
    gateway: new JanusGateway({ clock: quickClock }),
    faults: {
      answerBeforeAck: fault('answerBeforeAck'),
      swallowAnswerTo: fault('swallowAnswerTo'),
      revoke: fault('revoke'),
      kick: fault('kick'),
      destroyRoom: fault('destroyRoom'),
      forgetSessions: fault('forgetSessions'),
      cutSockets: fault('cutSockets'),
      freezeSockets: fault('freezeSockets'),
      closeFrozenSockets: fault('closeFrozenSockets'),
    },
    credentials: (member, { tokenSeconds = 600 } = {}) => {
      const asked = { join: 0, renew: 0 };
      return {
        asked,
        source: (purpose) => {
          asked[purpose]++;
          return ask<GatewayCredentials>({ op: 'credentials', world, member, tokenSeconds, purpose });
        },
      };
    },
    close: () => ask<void>({ op: 'close', world }),
  };
}

gatewayContract('Janus', makeWorld);
