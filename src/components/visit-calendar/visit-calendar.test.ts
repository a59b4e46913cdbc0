import './visit-calendar.define.ts';
import ICAL from 'ical.js';
import {
  afterEach,
  assert,
  assertAccessible,
  assertFits,
  beforeEach,
  describe,
  find,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeVisit, snapshots } from '../../testing/visit-fixtures.ts';

describe('visit-calendar', () => {
  const { createObjectURL, revokeObjectURL } = URL;
  const files: Blob[] = [];
  const live = new Set<string>();
  const clicked: { href: string; download: string }[] = [];
  const onClick = (event: Event): void => {
    const link = event.target as HTMLAnchorElement;
    clicked.push({ href: link.href, download: link.download });
    event.preventDefault();
  };
  const { click } = HTMLAnchorElement.prototype;

  beforeEach(() => {
    files.length = 0;
    clicked.length = 0;
    live.clear();
    URL.createObjectURL = (file) => {
      const url = createObjectURL(file);
      files.push(file as Blob);
      live.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      live.delete(url);
      revokeObjectURL(url);
    };
    HTMLAnchorElement.prototype.click = function (): void {
      this.addEventListener('click', onClick, { once: true });
      click.call(this);
    };
  });

  afterEach(() => {
    Object.assign(URL, { createObjectURL, revokeObjectURL });
    HTMLAnchorElement.prototype.click = click;
  });

  const visit = makeVisit({ id: 'visit-7', bookedStart: '2026-11-25T13:10:00Z', version: 3 });
  const make = async ({ lang = 'en', width = 360, address = null as string | null } = {}) => {
    const home = document.createElement('div');
    provideSession(home, new FakeVisitSession(snapshots.ahead(visit)));
    const element = document.createElement('visit-calendar');
    element.lang = lang;
    if (address !== null) element.setAttribute('address', address);
    mount(home, { width }).append(element);
    await settled(element);
    return element;
  };
  const event = async (): Promise<ICAL.Component> => {
    const file = files.at(-1);
    assert.ok(file);
    const found = new ICAL.Component(ICAL.parse(await file.text())).getFirstSubcomponent('vevent');
    assert.ok(found);
    return found;
  };

  it('downloads a file that a calendar reads, and says what to do with it', async () => {
    const element = await make();
    find(element, 'button', 'Add to calendar').click();
    await settled(element);
    assert.equal(files[0]?.type, 'text/calendar;charset=utf-8');
    assert.equal(clicked[0]?.download, 'video-visit.ics');
    assert.equal(clicked[0]?.href, [...live][0]);
    const read = await event();
    assert.equal(read.getFirstPropertyValue('summary'), 'Video visit');
    assert.equal(String(read.getFirstPropertyValue('dtstart')), '2026-11-25T13:10:00Z');
    assert.equal(String(read.getFirstPropertyValue('sequence')), '3');
    assert.include(seenText(element), 'The file has been downloaded. Open it');
    await assertAccessible(element);
  });

  it('links to the page without its fragment, or to the address that the host gives', async () => {
    history.replaceState(null, '', '#only-once');
    try {
      find(await make(), 'button').click();
      assert.equal((await event()).getFirstPropertyValue('url'), location.href.split('#')[0]);
    } finally {
      history.replaceState(null, '', location.pathname + location.search);
    }
    find(await make({ address: 'https://vard.example.se/besok/7' }), 'button').click();
    assert.equal((await event()).getFirstPropertyValue('conference'), 'https://vard.example.se/besok/7');
  });

  it('keeps one file at most, and none when it is gone', async () => {
    const element = await make();
    const button = find(element, 'button');
    button.click();
    button.click();
    assert.equal(files.length, 2);
    assert.equal(live.size, 1);
    element.remove();
    assert.equal(live.size, 0);
  });

  it('speaks Swedish and Arabic, also in the file, and fits', async () => {
    const swedish = await make({ lang: 'sv', width: 280 });
    find(swedish, 'button', 'Lägg till i kalendern').click();
    assert.equal((await event()).getFirstPropertyValue('summary'), 'Videobesök');
    assertFits(swedish);
    const arabic = await make({ lang: 'ar', width: 280 });
    find(arabic, 'button').click();
    assert.equal((await event()).getFirstPropertyValue('summary'), 'زيارة عبر الفيديو');
    assertFits(arabic);
  });
});
