import { LitElement } from 'lit';
import { assert, describe, it, mount, pause } from '../../test/components/harness.ts';
import { VisitError } from '../core/errors.ts';
import { attributeError, SourceOwner, type OwnedSource, type WantedSource } from './source-owner.ts';

class Owner extends LitElement {
  readonly log: string[] = [];
  wanted: WantedSource | null = { service: 'https://a.example', token: 't1' };
  create = (wanted: WantedSource): Promise<OwnedSource> => Promise.resolve(this.source(wanted.service));
  readonly owner = new SourceOwner<OwnedSource>(
    this,
    (wanted) => this.create(wanted),
    (source, error) => this.log.push(error ? `error ${error.code}` : source ? 'has' : 'none'),
  );

  source(name: string): OwnedSource {
    this.log.push(`make ${name}`);
    return {
      start: () => this.log.push('start'),
      close: async () => void this.log.push('close'),
      setToken: (token) => this.log.push(`token ${token}`),
    };
  }

  override willUpdate(): void {
    if (this.isConnected) this.owner.want(this.wanted);
  }
}
customElements.define('test-owner', Owner);

describe('SourceOwner', () => {
  const make = async (prepare: (owner: Owner) => void = () => {}) => {
    const owner = document.createElement('test-owner') as Owner;
    prepare(owner);
    mount(owner);
    await pause();
    return owner;
  };

  it('makes nothing before it is connected, then makes and starts', async () => {
    const owner = document.createElement('test-owner') as Owner;
    await pause();
    assert.deepEqual(owner.log, []);
    mount(owner);
    await pause();
    assert.deepEqual(owner.log, ['make https://a.example', 'has', 'start']);
  });

  it('a move keeps it; being taken out ends it; coming back makes a new one', async () => {
    const owner = await make();
    const home = owner.parentElement as HTMLElement;
    owner.log.length = 0;
    owner.remove();
    document.body.append(owner);
    home.append(owner);
    await pause(10);
    assert.deepEqual(owner.log, []);
    owner.remove();
    await pause(10);
    assert.deepEqual(owner.log, ['none', 'close']);
    home.append(owner);
    await pause(10);
    assert.deepEqual(owner.log.slice(2), ['make https://a.example', 'has', 'start']);
  });

  it('gives a new token to the one that is there, and makes another for another service', async () => {
    const owner = await make();
    owner.log.length = 0;
    owner.wanted = { service: 'https://a.example', token: 't2' };
    owner.requestUpdate();
    await pause();
    assert.deepEqual(owner.log, ['token t2']);
    owner.wanted = { service: 'https://b.example', token: 't2' };
    owner.requestUpdate();
    await pause();
    assert.deepEqual(owner.log.slice(1), ['none', 'close', 'make https://b.example', 'has', 'start']);
    owner.wanted = null;
    owner.requestUpdate();
    await pause();
    assert.deepEqual(owner.log.slice(6), ['none', 'close']);
  });

  it('what comes after the element is gone is closed and never started; a token that changed meanwhile is given', async () => {
    let come: (source: OwnedSource) => void = () => {};
    const slow = (owner: Owner) => (owner.create = () => new Promise((resolve) => (come = resolve)));
    const gone = await make(slow);
    gone.remove();
    await pause(5);
    come(gone.source('late'));
    await pause();
    assert.deepEqual(gone.log, ['make late', 'close']);

    const owner = await make(slow);
    owner.wanted = { service: 'https://a.example', token: 't2' };
    owner.requestUpdate();
    await pause();
    come(owner.source('late'));
    await pause();
    assert.deepEqual(owner.log, ['make late', 'token t2', 'has', 'start']);
  });

  it('says when it cannot be made, and tries again when asked', async () => {
    const owner = await make((one) => (one.create = () => Promise.reject(new TypeError('no network'))));
    assert.deepEqual(owner.log, ['error service-unreachable']);
    owner.create = ({ service }) => Promise.resolve(owner.source(service));
    owner.owner.again();
    await pause();
    assert.deepEqual(owner.log.slice(1), ['make https://a.example', 'has', 'start']);
  });
});

describe('attributeError', () => {
  it('wants an address with http or https, and a token', () => {
    const code = (service: string | null, token: string | null) => attributeError(service, token)?.code ?? null;
    assert.equal(code(null, 't'), 'bad-attribute');
    assert.equal(code('/v1', 't'), 'bad-attribute');
    assert.equal(code('javascript:alert(1)', 't'), 'bad-attribute');
    assert.equal(code('https://a.example', null), 'token-missing');
    assert.equal(code('https://a.example', ''), 'token-missing');
    assert.equal(code('http://localhost:8080', 't'), null);
    assert.isFalse(new VisitError('bad-attribute').recoverable);
  });
});
