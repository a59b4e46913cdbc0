import { LitElement, html } from 'lit';
import { assert, describe, it, mount, settled } from '../../test/components/harness.ts';
import { Store } from '../core/store.ts';
import type { VisitSessionLike } from '../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../core/visit/visit-state.ts';
import { FakeVisitSession } from '../testing/fake-visit-session.ts';
import { provideSession } from '../testing/provide-contexts.ts';
import { makeWaitingVisit, snapshots } from '../testing/visit-fixtures.ts';
import { sessionContext } from './session-context.ts';
import { StoreController, shallowEqual } from './store-controller.ts';

type Selection = { phase: string; service: string };

class Reader extends LitElement {
  renders = 0;
  readonly controller = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ phase, service }) => ({ phase, service }),
  });

  override render() {
    this.renders++;
    return html`${this.controller.value?.phase ?? 'none'}`;
  }
}
customElements.define('test-reader', Reader);

describe('StoreController', () => {
  const make = async (session: FakeVisitSession | null) => {
    const home = document.createElement('div');
    const provider = provideSession(home, session);
    const reader = document.createElement('test-reader') as Reader;
    mount(home).append(reader);
    await settled(reader);
    return { home, provider, reader, said: () => reader.shadowRoot?.textContent?.trim() };
  };

  it('updates only when the selected value has changed', async () => {
    const session = new FakeVisitSession(snapshots.checking());
    const { reader, said } = await make(session);
    assert.equal(said(), 'checking');
    const { renders } = reader;
    session.change({ lastNewsAt: 1 });
    session.change({ gateway: 'connecting' });
    await settled(reader);
    assert.equal(reader.renders, renders);
    session.show(snapshots.waiting());
    await settled(reader);
    assert.equal(reader.renders, renders + 1);
    assert.equal(said(), 'waiting');
  });

  it('ends with the disconnection, and takes up again what was missed', async () => {
    const session = new FakeVisitSession(snapshots.checking());
    const { home, reader, said } = await make(session);
    reader.remove();
    assert.equal(session.store.listenerCount, 0);
    session.show(snapshots.waiting());
    home.append(reader);
    await settled(reader);
    assert.equal(session.store.listenerCount, 1);
    assert.equal(said(), 'waiting');
  });

  it('follows another context value, and none', async () => {
    const first = new FakeVisitSession(snapshots.checking());
    const second = new FakeVisitSession(snapshots.waiting());
    const { provider, reader, said } = await make(first);
    provider.setValue(second);
    await settled(reader);
    assert.equal(said(), 'waiting');
    assert.equal(first.store.listenerCount, 0);
    assert.equal(reader.controller.source, second);
    provider.setValue(null);
    await settled(reader);
    assert.equal(said(), 'none');
    assert.equal(second.store.listenerCount, 0);
  });

  it('meets the context of another copy of the package', () => {
    assert.equal(sessionContext as unknown, Symbol.for('video-visit/session@1'));
  });
});

describe('shallowEqual', () => {
  it('compares plain objects and arrays by their members, all else by itself', () => {
    assert.isTrue(shallowEqual({ a: 1 }, { a: 1 }));
    assert.isFalse(shallowEqual({ a: 1 }, { a: 1, b: undefined }));
    assert.isTrue(shallowEqual([1, 2], [1, 2]));
    assert.isFalse(shallowEqual(new MediaStream(), new MediaStream()));
    assert.isFalse(shallowEqual(new Store({}), new Store({})));
    assert.isFalse(shallowEqual(makeWaitingVisit(), makeWaitingVisit()));
    assert.isFalse(shallowEqual(null, {}));
  });
});
