import 'video-visit/define/video-visit';
import 'video-visit/define/visit-list';
import { type Access, BackEndError, ask } from '../shared/back-end.ts';
import { byId, el } from '../shared/dom.ts';
import { PageAddress } from '../shared/page-address.ts';
import { languageOf, languages } from './texts.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** What the clinic wants the person reminded of. */
interface Message {
  readonly visitId: string;
  readonly kind: 'come-now' | 'soon';
}

/** How often the portal looks for new messages while its list is in view, ms. */
const MESSAGES_EVERY_MS = 3_000;

/** A visit of the person who is signed in, as the portal's back end tells it. */
interface BookedVisit extends Access {
  readonly visitId: string;
  readonly clinician: string;
}

/** Whose sign-in it is. */
const region = 'Region Norrvik';

const address = new PageAddress();
const language = languageOf(address.get('lang'));
const { texts } = language;
const main = byId('main');

document.documentElement.lang = language.code;
document.documentElement.dir = language.direction;
document.title = `${texts.portal} – Region Norrvik`;
for (const node of document.querySelectorAll<HTMLElement>('[data-text]')) {
  const text = texts[node.dataset['text'] as keyof typeof texts];
  if (typeof text === 'string') node.textContent = text;
}

addLanguages();
await showPage();

function addLanguages(): void {
  const nav = byId('languages');
  nav.setAttribute('aria-label', texts.languages);
  nav.append(
    ...languages.map(({ code, name, short }) =>
      el(
        'a',
        {
          href: address.with({ lang: code }),
          lang: code,
          'aria-current': code === language.code && 'true',
        },
        el('span', { class: 'long' }, name),
        el('span', { class: 'short' }, short),
      ),
    ),
  );
}

async function showPage(): Promise<void> {
  main.replaceChildren(el('p', { class: 'page quiet' }, texts.loading));
  try {
    const people = await ask<Person[]>('portal/people');
    const person = people.find(({ id }) => id === address.get('person')) ?? people[0];
    if (!person) throw new BackEndError(404);
    addPersonChoice(people, person);
    byId<HTMLAnchorElement>('home').href = address.with({ person: person.id, visit: null });
    if (address.get('move') !== null) return await takeUp(person);
    const visits = await ask<BookedVisit[]>('portal/visits', { person: person.id });
    const visitId = address.get('visit');
    if (visitId === null) showList(person, visits, await dropInSection(person));
    else await showVisit(person, visitId, visits);
  } catch (error) {
    showTrouble(
      error instanceof BackEndError && (error.status === 403 || error.status === 404) ? texts.notYours : texts.away,
    );
  }
}

function addPersonChoice(people: readonly Person[], signedIn: Person): void {
  const choice = byId<HTMLSelectElement>('person');
  choice.replaceChildren(
    ...people.map(({ id, name }) => el('option', { value: id, selected: id === signedIn.id }, name)),
  );
  choice.onchange = () => location.assign(address.with({ person: choice.value, visit: null }));
  const oneMore = byId<HTMLButtonElement>('one-more');
  oneMore.onclick = async () => {
    oneMore.disabled = true;
    try {
      await ask('portal/visits', { person: signedIn.id }, { method: 'POST' });
      location.assign(address.with({ person: signedIn.id, visit: null }));
    } catch {
      showTrouble(texts.away);
    } finally {
      oneMore.disabled = false;
    }
  };
}

/** The clinic's drop-in queue: the visit is made when the person asks for it. */
async function dropInSection(person: Person): Promise<HTMLElement> {
  const { clinic, isOpen } = await ask<{ clinic: string; isOpen: boolean }>('portal/drop-in');
  const go = el('button', { type: 'button', class: 'action' }, texts.toQueue);
  go.onclick = async () => {
    go.disabled = true;
    try {
      const { id } = await ask<{ id: string }>('portal/drop-in', { person: person.id }, { method: 'POST' });
      location.assign(address.with({ person: person.id, visit: id }));
    } catch {
      // It has closed, or the service is away: the page says which.
      await showPage();
    }
  };
  return el(
    'section',
    { class: 'advice' },
    el('h2', {}, texts.dropIn(clinic)),
    el('p', {}, isOpen ? texts.dropInOpen : texts.dropInClosed),
    ...(isOpen ? [el('p', {}, go)] : []),
  );
}

function showList(person: Person, visits: readonly BookedVisit[], dropIn: HTMLElement): void {
  byId('demo').hidden = false;
  document.body.classList.remove('in-visit');
  const list = el('visit-list', { 'identity-provider': region });
  list.visits = visits.map(({ visitId, service, token }) => ({
    visitId,
    service,
    token,
    renewToken: async () => (await access(person, visitId)).token,
    href: address.with({ person: person.id, visit: visitId }),
  }));
  const messages = el('div', { class: 'messages', role: 'status' });
  main.replaceChildren(
    el(
      'div',
      { class: 'page' },
      messages,
      el('h1', {}, texts.visits),
      el('p', { class: 'lead' }, texts.visitsLead),
      list,
      dropIn,
      el(
        'section',
        { class: 'advice' },
        el('h2', {}, texts.before),
        el('ul', {}, ...texts.advice.map((line) => el('li', {}, line))),
      ),
    ),
  );
  void followMessages(person, visits, messages);
}

/** Until another view takes its place. */
async function followMessages(person: Person, visits: readonly BookedVisit[], box: HTMLElement): Promise<void> {
  let shown = '';
  while (box.isConnected) {
    if (document.visibilityState === 'visible') {
      const messages = await ask<Message[] | null>('portal/messages', { person: person.id }).catch(() => null);
      const seen = JSON.stringify(messages);
      if (messages && seen !== shown) {
        shown = seen;
        box.replaceChildren(...messages.map((message) => messageCard(person, visits, message)));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, MESSAGES_EVERY_MS));
  }
}

function messageCard(person: Person, visits: readonly BookedVisit[], { visitId, kind }: Message): HTMLElement {
  const clinician = visits.find((visit) => visit.visitId === visitId)?.clinician ?? '';
  return el(
    'p',
    { class: 'message' },
    texts.reminders[kind](clinician),
    ' ',
    el('a', { href: address.with({ person: person.id, visit: visitId }) }, texts.openVisit),
  );
}

async function showVisit(person: Person, visitId: string, visits: readonly BookedVisit[]): Promise<void> {
  const { service, token } = await access(person, visitId);
  const booked = visits.find((visit) => visit.visitId === visitId);
  const visit = el('video-visit', {
    service,
    token,
    'phone-page': address.with({ person: person.id, visit: null, move: '1' }),
    'identity-provider': region,
    'support-phone': '010-000 00 00',
    'support-guide': `/help/?${new URLSearchParams({ view: 'guide', lang: language.code })}`,
  });
  visit.renewToken = async () => (await access(person, visitId)).token;
  document.body.classList.add('in-visit');
  main.replaceChildren(
    el(
      'div',
      { class: 'visit-head' },
      el('a', { class: 'back', href: address.with({ person: person.id, visit: null }) }, texts.back),
      el('h1', {}, booked?.clinician ? `${texts.visit} ${texts.with} ${booked.clinician}` : texts.visit),
    ),
    visit,
  );
}

/** The page that a person comes to with a code from another device, signed in as themselves. */
async function takeUp(person: Person): Promise<void> {
  const { service } = await ask<{ service: string }>('help/service');
  const visit = el('video-visit', { service, 'identity-provider': region, 'support-phone': '010-000 00 00' });
  visit.redeemHandover = async (code) => {
    const query = { person: person.id };
    const taken = await ask<{ token: string; visitId: string }>('portal/handover', query, {
      method: 'POST',
      body: { code },
    });
    visit.renewToken = async () => (await access(person, taken.visitId)).token;
    // A reload comes back to the visit.
    history.replaceState(null, '', address.with({ move: null, visit: taken.visitId }));
    return taken.token;
  };
  document.body.classList.add('in-visit');
  main.replaceChildren(visit);
}

function access(person: Person, visitId: string): Promise<Access> {
  return ask('portal/token', { person: person.id, visit: visitId }, { method: 'POST' });
}

function showTrouble(text: string): void {
  document.body.classList.remove('in-visit');
  const again = el('button', { type: 'button', class: 'action' }, texts.again);
  again.onclick = () => void showPage();
  const list = el('a', { href: address.with({ visit: null }) }, texts.back);
  main.replaceChildren(
    el('div', { class: 'page' }, el('p', { role: 'alert' }, text), el('p', { class: 'row' }, again, list)),
  );
}
