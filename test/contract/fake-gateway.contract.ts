import type { GatewayCredentials } from '../../src/contract/index.ts';
import { FakeGateway } from '../../src/testing/fake-gateway.ts';
import { gatewayContract } from './gateway-contract.ts';
import type { GatewayWorld } from './gateway-world.ts';
import { quickClock } from './quick-clock.ts';

async function makeWorld(): Promise<GatewayWorld> {
  const gateway = new FakeGateway({ clock: quickClock });
  const nothingToDo = async (): Promise<void> => {};
  return {
    gateway,
    faults: {
      // It has no frames, so none can come in the wrong order or late.
      answerBeforeAck: nothingToDo,
      closeFrozenSockets: nothingToDo,
      swallowAnswerTo: async (request) => gateway.swallowAnswerTo(request),
      revoke: async (member) => gateway.revoke(member),
      kick: async (member) => gateway.kick(member),
      destroyRoom: async () => gateway.destroyRoom(),
      forgetSessions: async () => gateway.forgetSessions(),
      cutSockets: async () => gateway.cutSockets(),
      freezeSockets: async () => gateway.cutSockets(),
    },
    credentials: (memberId, { tokenSeconds = 600 } = {}) => {
      const asked = { join: 0, renew: 0 };
      return {
        asked,
        source: async (purpose): Promise<GatewayCredentials> => {
          asked[purpose]++;
          return {
            url: 'fake:',
            room: 'room',
            roomGeneration: 1,
            memberId,
            apiToken: 'token',
            roomToken: 'token',
            bitrate: 1_500_000,
            iceServers: [],
            keyEpoch: 0,
            expiresAt: new Date(Date.now() + tokenSeconds * 1000).toISOString(),
          };
        },
      };
    },
    close: async () => {},
  };
}

gatewayContract('fake', makeWorld);
