import 'video-visit/define/video-visit';
import { type Access, BackEndError, ask } from '../shared/back-end.ts';
import { byId, el } from '../shared/dom.ts';
import { PageAddress } from '../shared/page-address.ts';
import { languageOf } from './texts.ts';

/**
 * A visit on a page of its own, for a portal that links out: `?visit=…&return=…`. Signing in is the host's, here as in the
 * portal; the way back is shown on the page and after the visit, and leads only to portals that the back end knows.
 */
const address = new PageAddress();
const { code, texts, direction } = languageOf(address.get('lang'));
const main = byId('main');

document.documentElement.lang = code;
document.documentElement.dir = direction;
document.title = `${texts.visit} – Region Norrvik`;
byId('title').textContent = texts.visit;
byId('skip').textContent = texts.skip;

await showPage();

async function showPage(): Promise<void> {
  main.replaceChildren(el('p', { class: 'page quiet' }, texts.loading));
  try {
    const code = new URLSearchParams(location.hash.slice(1)).get('guest');
    if (code !== null) return await showGuest(code);
    const back = await ask<{ name: string; href: string }>('visit/return', { return: address.get('return') ?? '' });
    const link = byId<HTMLAnchorElement>('back');
    link.href = back.href;
    link.textContent = texts.backTo(back.name);
    link.hidden = false;

    const person = address.get('person') ?? '';
    const visitId = address.get('visit') ?? (await nextVisit(person));
    const access = (): Promise<Access> => ask('portal/token', { person, visit: visitId }, { method: 'POST' });
    const { service, token } = await access();
    const visit = el(
      'video-visit',
      { service, token },
      el('p', { slot: 'after-visit' }, el('a', { class: 'action', href: back.href }, texts.backTo(back.name))),
    );
    visit.renewToken = async () => (await access()).token;
    main.replaceChildren(visit);
  } catch (error) {
    const isRefused = error instanceof BackEndError && [401, 403, 404].includes(error.status);
    const again = el('button', { type: 'button', class: 'action' }, texts.again);
    again.onclick = () => void showPage();
    main.replaceChildren(
      el('div', { class: 'page' }, el('p', { role: 'alert' }, isRefused ? texts.notYours : texts.away), again),
    );
  }
}

/** Somebody who was invited by the clinician: the code in the link is all they have, and a reload needs it again. */
async function showGuest(code: string): Promise<void> {
  const access = (): Promise<Access> => ask('visit/guest', {}, { method: 'POST', body: { code } });
  const { service, token } = await access();
  const visit = el('video-visit', { service, token });
  visit.renewToken = async () => (await access()).token;
  main.replaceChildren(visit);
}

async function nextVisit(person: string): Promise<string> {
  const visits = await ask<{ visitId: string; status: string }[]>('portal/visits', { person });
  const next = visits.find(({ status }) => status !== 'finished' && status !== 'cancelled');
  if (!next) throw new BackEndError(404);
  return next.visitId;
}
