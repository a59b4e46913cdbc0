import { FakeEchoGateway } from '../../src/testing/fake-echo-gateway.ts';
import { echoContract } from './echo-contract.ts';

echoContract('fake', async () => {
  const gateway = new FakeEchoGateway();
  return {
    gateway,
    credentials: async ({ valid = true } = {}) => ({
      url: 'fake:',
      apiToken: valid ? 'token' : '',
      iceServers: [],
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    }),
    breakOff: async () => gateway.breakOff(),
    close: async () => {},
  };
});
