import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController, StoreFollower } from '../../context/store-controller.ts';
import type { VisitView } from '../../contract/index.ts';
import { homeReadings } from '../../core/preparation/home-readings.ts';
import { PreparationEditor, type PreparationSnapshot } from '../../core/preparation/preparation-editor.ts';
import { readForm } from '../../core/preparation/read-form.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { homeReadingTexts } from '../../locales/home-readings/texts.ts';
import { preparationTexts } from '../../locales/preparation/texts.ts';
import { timeOfDay } from '../../locales/times.ts';
import { Announcer } from '../announcer.ts';
import { icons } from '../icons/icons.ts';
import { dayAndTime } from '../parts/day-and-time.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { VisitElement } from '../visit-element.ts';
import { givenAnswers } from './given-answers.ts';
import { fieldId, QuestionFields } from './question-fields.ts';
import { faultSentence } from './fault-sentence.ts';
import { preparationStyles } from './visit-preparation.styles.ts';

/**
 * What the clinic asks before the visit (N09): a form of the host's, or readings from home. Answers are saved by the
 * service while they are given, also when the element goes away in the middle (a call-in, a reload), and are there again
 * when it comes back. Never a condition for the visit. Reads the session context; shows nothing where nothing is asked.
 *
 * @csspart base - The inner box.
 * @csspart form - The questions.
 * @csspart saving - How safe the answers are, in words.
 */
export class VisitPreparation extends VisitElement {
  static override styles = [VisitElement.styles, preparationStyles];
  static override properties = { folded: { type: Boolean, reflect: true } };

  /** One line and a button until the person opens it. Opening takes it away. */
  declare folded: boolean;

  readonly #texts = this.useTexts(preparationTexts);
  readonly #homeTexts = this.useTexts(homeReadingTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ visit, clockOffset }) => ({
      id: visit?.id ?? null,
      unit: visit?.unit ?? null,
      status: visit?.preparation?.status ?? null,
      at: visit?.preparation?.at ?? null,
      clockOffset,
    }),
    onChange: (value) => this.#hear(value),
  });
  readonly #editing = new StoreFollower<PreparationSnapshot, PreparationEditor, PreparationSnapshot>(
    this,
    (snapshot) => snapshot,
    (snapshot) => this.#announce(snapshot),
  );
  readonly #announcer = new Announcer(this);
  #editor: PreparationEditor | null = null;
  #editedVisit: string | null = null;
  #language: string | null = null;
  /** How far it had come, and since when, at the latest news. */
  #heard: string | null = null;
  #announced: string | null = null;
  #page: AbortController | null = null;
  #showsSummary = false;

  constructor() {
    super();
    this.folded = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#page = new AbortController();
    const { signal } = this.#page;
    const flush = (): void => void this.#editor?.flush();
    window.addEventListener('pagehide', flush, { signal });
    // A phone may end a page that is out of sight without another word.
    document.addEventListener('visibilitychange', flush, { signal });
    this.#editor?.wake();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#page?.abort();
    void this.#editor?.rest();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const source = this.#session.source;
    const { id, status } = this.#session.value ?? {};
    if (!this.#texts() || !this.#homeTexts() || !source || !id || !status || this.folded) return;
    if (this.#editedVisit !== id) this.#edit(source, id);
    else if (this.#language !== this.words.language) this.#editor?.reword();
    this.#language = this.words.language;
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const { status, unit, at } = this.#session.value ?? {};
    if (!status || !unit || !at) return nothing;
    if (this.folded) return this.#renderFolded(status, at, unit);
    const snapshot = this.#editing.value;
    return html`${this.#renderPhase(snapshot, unit)} ${this.#announcer.render()}`;
  }

  #renderFolded(status: NonNullable<Selection['status']>, at: string, unit: VisitView['unit']): TemplateResult {
    const texts = this.#texts();
    const label = { 'not-begun': texts.begin, draft: texts.goOn, answered: texts.seeAnswers }[status];
    return html`<section class="folded">
      <h3>${texts.title}</h3>
      ${
        status === 'answered'
          ? html`<p class="sent">${icons.tick} <span>${texts.sentTo(unit.name, this.#when(at, unit))}</span></p>`
          : html`<p>${status === 'draft' ? texts.begun : texts.why}</p>`
      }
      <button type="button" class="button" @click=${this.#unfold}>${label}</button>
    </section>`;
  }

  #renderPhase(snapshot: PreparationSnapshot | undefined, unit: VisitView['unit']): TemplateResult {
    const texts = this.#texts();
    switch (snapshot?.phase) {
      case undefined:
      case 'loading':
        return html`<div class="view">
          <h2 tabindex="-1" data-heading>${texts.title}</h2>
          <p role="status">${texts.opening}</p>
        </div>`;
      case 'failed':
        // Not the service's fault, and no second try helps: the form cannot be read.
        return snapshot.error?.code === 'unknown'
          ? notice(html`<p class="sentence">${texts.notUsable}</p>`)
          : html`${snapshot.error ? errorNotice(this.words, snapshot.error, this.#retry) : nothing}`;
      case 'nothing':
        return html`<p>${texts.nothingAsked}</p>`;
      case 'sent':
        return this.#renderSent(snapshot, unit);
      case 'open':
        return this.#renderForm(snapshot);
    }
  }

  #renderForm(snapshot: PreparationSnapshot): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const { form } = snapshot;
    if (!form || !this.#editor) return html``;
    const fields = new QuestionFields(this.#editor, snapshot, form, texts, words.locale);
    return html`<form class="view" part="form" novalidate @submit=${this.#send} @keydown=${keepOpen}>
      <div class="top">
        <h2 tabindex="-1" data-heading><bdi>${form.title || texts.title}</bdi></h2>
        <p>${texts.why}</p>
        <p class="quiet-text">${texts.notNeeded}</p>
      </div>
      ${this.#renderFaults(snapshot)} ${this.#renderClash(snapshot)} ${fields.render()}
      <div class="foot">
        ${snapshot.error ? errorNotice(words, snapshot.error) : nothing}
        <p class="saving ${snapshot.saving}" part="saving">
          ${snapshot.saving === 'saved' && !snapshot.unreadable ? html`<span class="tick">${icons.tick}</span>` : nothing}
          ${isUnsafe(snapshot) ? icons.warning : nothing} <span>${this.#savingSentence(snapshot)}</span>
        </p>
        <button type="submit" class="button primary large" aria-disabled=${snapshot.sending ? 'true' : 'false'}>
          ${snapshot.sending ? texts.sending : this.#session.value?.status === 'answered' ? texts.sendAgain : texts.send}
        </button>
      </div>
    </form>`;
  }

  /** What has to be mended, each leading to its field. */
  #renderFaults({ faults }: PreparationSnapshot): TemplateResult | typeof nothing {
    const texts = this.#texts();
    if (!this.#showsSummary || faults.length === 0) return nothing;
    return html`<div class="summary" tabindex="-1" role="group" aria-labelledby="faults">
      <h3 id="faults">${icons.warning} <span>${texts.faultsTitle(faults.length)}</span></h3>
      <ul role="list">
        ${repeat(
          faults,
          ({ key }) => key,
          (fault) =>
            html`<li>
              <a href="#${fieldId(fault.key)}" @click=${(event: Event) => this.#goTo(event, fault.key)}>
                <bdi>${named(fault.item.text || fault.item.linkId)}</bdi>
                ${faultSentence(texts, fault, this.words.locale)}
              </a>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #renderClash({ clashes }: PreparationSnapshot): TemplateResult | typeof nothing {
    if (clashes.length === 0) return nothing;
    const texts = this.#texts();
    const settle = (keep: 'here' | 'there') => () => void this.#editor?.settleClashes(keep);
    return notice(
      html`<p class="sentence">${texts.clashTitle}</p>
        <p>${texts.clashMeans}</p>
        <ul>
          ${clashes.map((item) => html`<li><bdi>${item.text || item.linkId}</bdi></li>`)}
        </ul>
        <div class="actions">
          <button type="button" class="button" @click=${settle('here')}>${texts.keepHere}</button>
          <button type="button" class="button" @click=${settle('there')}>${texts.takeThere}</button>
        </div>`,
    );
  }

  #renderSent(snapshot: PreparationSnapshot, unit: VisitView['unit']): TemplateResult {
    const texts = this.#texts();
    const { form, answers, savedAt } = snapshot;
    return html`<div class="view">
      <div class="top">
        <h2 tabindex="-1" data-heading>${texts.sent}</h2>
        ${savedAt === null ? nothing : html`<p class="sent">${icons.tick} <span>${texts.sentTo(unit.name, this.#when(savedAt, unit))}</span></p>`}
      </div>
      ${form ? givenAnswers(form, answers, texts, this.words.locale) : nothing}
      <div class="again">
        <button type="button" class="button" @click=${() => this.#editor?.edit()}>${texts.change}</button>
        <p class="quiet-text">${texts.changeMeans}</p>
      </div>
    </div>`;
  }

  #savingSentence(snapshot: PreparationSnapshot): string {
    const texts = this.#texts();
    const { saving, savedAt, unreadable } = snapshot;
    if (saving !== 'saved') return texts[`saving:${saving}`];
    if (unreadable) return texts.unreadable;
    const zone = this.#session.value?.unit?.timeZone;
    return savedAt === null || !zone
      ? texts['saving:saved']
      : texts.savedAt(timeOfDay(savedAt, zone, this.words.locale));
  }

  /** In a sentence: “today at 10:20”. */
  #when(instant: string | number, unit: VisitView['unit']): string {
    const now = Date.now() + (this.#session.value?.clockOffset ?? 0);
    const said = dayAndTime(this.words, new Date(instant).toISOString(), unit.timeZone, now);
    return said.charAt(0).toLocaleLowerCase(this.words.locale) + said.slice(1);
  }

  #edit(session: VisitSessionLike, visitId: string): void {
    void this.#editor?.rest();
    this.#editedVisit = visitId;
    const editor = (this.#editor = new PreparationEditor({
      service: session.service,
      clock: session.clock,
      visitId,
      read: (form) => {
        const { language } = this.words;
        return readForm(form === 'home-readings' ? homeReadings(this.#homeTexts(), language) : form, language);
      },
      decimalSign: () => (this.words.language === 'sv' ? ',' : '.'),
    }));
    this.#editing.follow(editor);
    void editor.load();
  }

  /** How far it has come has changed, here or on another device. */
  #hear(value: Selection | undefined): void {
    const heard = value?.status ? `${value.status} ${value.at}` : null;
    if (heard !== this.#heard && this.#heard !== null) void this.#refresh();
    this.#heard = heard;
  }

  async #refresh(): Promise<void> {
    if (await this.#editor?.refresh()) this.#announcer.say(this.#texts().updatedElsewhere);
  }

  /** Only what somebody who cannot see has to know: not each saving. */
  #announce(snapshot: PreparationSnapshot | undefined): void {
    const texts = this.#texts();
    if (!snapshot || !texts) return;
    const said =
      snapshot.phase === 'open' && (isUnsafe(snapshot) || (this.#announced && snapshot.saving === 'saved'))
        ? this.#savingSentence(snapshot)
        : null;
    const isNews = said !== null && said !== this.#announced;
    if (isNews) this.#announcer.say(said);
    if (said !== null) this.#announced = isUnsafe(snapshot) ? said : null;
  }

  readonly #send = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.#showsSummary = true;
    const sent = await this.#editor?.send();
    if (sent) {
      this.#showsSummary = false;
      return;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.summary')?.focus();
  };

  #goTo(event: Event, key: string): void {
    // The host's page keeps its address.
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(fieldId(key))}`);
    const control = field?.matches('input, select, textarea') ? field : field?.querySelector<HTMLElement>('input');
    control?.focus();
  }

  readonly #retry = (): void => void this.#editor?.load();

  readonly #unfold = (): void => {
    this.folded = false;
  };
}

/** Enter in a field would send the answers, half of which may be left to give. */
function keepOpen(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}

/** Something typed is not with the service, and the person may have to do something about it. */
const isUnsafe = ({ saving, unreadable }: PreparationSnapshot): boolean =>
  saving === 'failed' || saving === 'clash' || saving === 'closed' || (saving === 'saved' && unreadable);

interface Selection {
  readonly id: string | null;
  readonly unit: VisitView['unit'] | null;
  readonly status: NonNullable<VisitView['preparation']>['status'] | null;
  readonly at: string | null;
  readonly clockOffset: number;
}

/** Before what is said of a question; its own question mark is enough. */
const named = (question: string): string => (/[?؟!:]$/.test(question.trim()) ? question : `${question}:`);

declare global {
  interface HTMLElementTagNameMap {
    'visit-preparation': VisitPreparation;
  }
}
