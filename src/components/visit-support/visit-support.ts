import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController, StoreFollower } from '../../context/store-controller.ts';
import type { MessageKind, Role, SupportStep } from '../../contract/index.ts';
import { MESSAGE_MAX_LENGTH } from '../../contract/limits.ts';
import { VisitError } from '../../core/errors.ts';
import type { VisitService } from '../../core/service/visit-service.ts';
import {
  emptyDraft,
  MessageWriter,
  type MessageDraft,
  type MessageWriterSnapshot,
} from '../../core/support/message-writer.ts';
import { isLikely, problemsOf, stepOf, topicsFor, type SupportTopic } from '../../core/support/support-topics.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { supportTexts } from '../../locales/support/texts.ts';
import { drawings } from '../icons/drawings.ts';
import { notice } from '../parts/error-notice.ts';
import { VisitElement } from '../visit-element.ts';
import { fire } from '../visit-events.ts';
import { supportStyles } from './visit-support.styles.ts';

const kinds: readonly MessageKind[] = ['fault', 'opinion', 'question'];
/** What has no drawing of its own. */
const drawnAs = {
  'patient-away': 'wait',
  late: 'time',
  ring: 'network',
  dictate: 'heard',
  'put-back': 'back',
  'drop-in': 'open',
  'be-seen': 'picture',
} as const;
const drawingOf = (topic: SupportTopic): TemplateResult =>
  drawings[topic in drawnAs ? drawnAs[topic as keyof typeof drawnAs] : (topic as keyof typeof drawings)];

/**
 * Help that knows where the person is (N21): the common problems of this step with pictures, what failed first; one contact;
 * and three ways to write, to the visit service. Works with a session from the context, and without one and without a token
 * on a public page (N31), where `service` is given.
 *
 * @slot contact - More on how to get in touch, as the host knows it.
 * @event {CustomEvent<VisitReportedDetail>} visit-reported - The service has what the person wrote; `detail.kind` is fault, opinion or question. The text is not in it.
 * @csspart base - The inner box.
 * @csspart contact - How to get in touch.
 */
export class VisitSupport extends VisitElement {
  static override styles = [VisitElement.styles, supportStyles];
  static override properties = {
    service: {},
    token: { attribute: false },
    step: {},
    problems: { attribute: false },
    phone: {},
    email: {},
    guide: {},
    readOnly: { type: Boolean, attribute: 'read-only' },
    draft: { attribute: false },
  };

  /** Address of the visit service, where there is no session. Without either nobody can write, only read. */
  declare service: string | null;
  /** The person's token, where there is no session and they have one: then it is known in which role they write. */
  declare token: string | null;
  /** Where the person is, where no session says it. Default: a help page. */
  declare step: SupportStep | null;
  /** Codes of what is wrong, beside what the session knows. */
  declare problems: readonly string[];
  /** The one telephone number for this person's role. */
  declare phone: string | null;
  /** The one address for this person's role. */
  declare email: string | null;
  /** Address of a page with the illustrated guide. */
  declare guide: string | null;
  /** Nobody can write: in a practice visit nobody would read it. */
  declare readOnly: boolean;
  /** What is being written. Whoever gives the same one again gives the person their words back. Default: the element's own. */
  declare draft: MessageDraft;

  readonly #texts = this.useTexts(supportTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: (snapshot) => ({
      visitId: snapshot.visit?.id ?? null,
      step: stepOf(snapshot),
      role: snapshot.self?.role ?? null,
      // One text, so that the same problems are no news.
      codes: problemsOf(snapshot).join(' '),
    }),
  });
  readonly #writer = new StoreFollower<MessageWriterSnapshot, MessageWriter, MessageWriterSnapshot>(
    this,
    (snapshot) => snapshot,
  );
  #isEmpty = false;
  #focusNext: string | null = null;

  constructor() {
    super();
    this.service = null;
    this.token = null;
    this.step = null;
    this.problems = [];
    this.phone = null;
    this.email = null;
    this.guide = null;
    this.readOnly = false;
    this.draft = emptyDraft();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // That it was sent has been read.
    if (this.#writer.value?.status === 'sent') this.#writer.source?.begin();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('draft')) this.#writer.follow((this.draft.writer ??= new MessageWriter()));
  }

  protected override renderContent(): TemplateResult {
    const texts = this.#texts();
    const step = this.#step;
    const problems = this.#problems;
    const inVisit = step === 'waiting' || step === 'called-in' || step === 'on-stage';
    return html`<div class="view">
      <div class="part">
        <h2 tabindex="-1" data-heading>${texts.title}</h2>
        <p>${texts.step[step]} ${inVisit ? texts.visitStays : nothing}</p>
      </div>
      <div class="part">
        <h3>${texts.common}</h3>
        <div>
          ${topicsFor(step, problems, this.#session.value?.role ?? null).map((topic) => this.#renderTopic(topic, isLikely(topic, problems)))}
        </div>
        ${
          this.guide
            ? html`<a class="guide" href=${this.guide} target="_blank" rel="noopener">${texts.guide}</a>`
            : nothing
        }
      </div>
      ${this.#renderContact()}
      ${!this.readOnly && (this.#session.source || this.service) ? html`<div class="part">${this.#renderWrite()}</div>` : nothing}
      ${problems.length > 0 ? html`<p class="codes">${texts.code} <bdi>${problems.join(', ')}</bdi></p>` : nothing}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#focusNext === null) return;
    const next = this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (!next) return;
    next.focus();
    this.#focusNext = null;
  }

  #renderTopic(topic: SupportTopic, open: boolean): TemplateResult {
    const { title, tries } = this.#texts().topics[topic];
    return html`<details ?open=${open}>
      <summary>${title}</summary>
      <div class="topic">
        ${drawingOf(topic)}
        <ol>
          ${tries.map((text) => html`<li>${text}</li>`)}
        </ol>
      </div>
    </details>`;
  }

  #renderContact(): TemplateResult | typeof nothing {
    const texts = this.#texts();
    const { phone, email } = this;
    if (!phone && !email && !this.querySelector(':scope > [slot="contact"]')) return nothing;
    return html`<div class="part contact" part="contact">
      <h3>${texts.contact}</h3>
      <p>${texts.contactWhy}</p>
      ${phone ? html`<a href=${`tel:${phone.replaceAll(/[^+\d]/g, '')}`}><bdi dir="ltr">${phone}</bdi></a>` : nothing}
      ${email ? html`<a href=${`mailto:${email}`}><bdi dir="ltr">${email}</bdi></a>` : nothing}
      <slot name="contact"></slot>
    </div>`;
  }

  #renderWrite(): TemplateResult {
    const texts = this.#texts();
    const writer = this.#writer.value;
    if (writer?.status === 'sent')
      return html`<h3 tabindex="-1" data-sent>${texts.write}</h3>
        <p role="status">${texts.sent}</p>
        <button type="button" class="button" @click=${this.#writeMore}>${texts.writeMore}</button>`;
    return html`<fieldset class="kinds">
        <legend>${texts.write}</legend>
        ${kinds.map(
          (kind) =>
            html`<label class="kind">
              <input
                type="radio"
                name="kind"
                .checked=${live(this.draft.kind === kind)}
                @change=${() => this.#choose(kind)}
              />
              <span>${texts.kind[kind]}</span>
            </label>`,
        )}
      </fieldset>
      ${this.draft.kind ? this.#renderField(this.draft.kind, writer) : nothing}`;
  }

  #renderField(kind: MessageKind, writer: MessageWriterSnapshot | undefined): TemplateResult {
    const texts = this.#texts();
    const sending = writer?.status === 'sending';
    return html`<label class="text">
        <span>${texts.ask[kind]}</span>
        <textarea
          maxlength=${MESSAGE_MAX_LENGTH}
          aria-describedby="advice"
          aria-invalid=${this.#isEmpty ? 'true' : 'false'}
          .value=${live(this.draft.text)}
          @input=${this.#onInput}
        ></textarea>
      </label>
      <p id="advice" class="quiet-text">${texts.noHealth}</p>
      <div role="status">
        ${this.#isEmpty ? notice(html`<p>${texts.empty}</p>`) : nothing}
        ${writer?.status === 'failed' ? this.#renderNotSent(writer.error) : nothing}
      </div>
      <button
        type="button"
        class="button primary"
        aria-disabled=${sending ? 'true' : 'false'}
        @click=${() => this.#send(kind)}
      >
        ${sending ? texts.sending : texts.send}
      </button>`;
  }

  #renderNotSent({ code }: VisitError): TemplateResult {
    if (code !== 'too-many-requests') return notice(html`<p>${this.#texts().notSent}</p>`);
    return notice(html`<p>${this.words.term(`error:${code}`)} ${this.words.term(`next:${code}`)}</p>`);
  }

  get #step(): SupportStep {
    return this.step ?? this.#session.value?.step ?? 'help-page';
  }

  get #problems(): readonly string[] {
    const codes = this.#session.value?.codes.split(' ').filter(Boolean) ?? [];
    return [...new Set([...this.problems, ...codes])];
  }

  #choose(kind: MessageKind): void {
    this.draft.kind = kind;
    this.#isEmpty = false;
    this.requestUpdate();
  }

  readonly #onInput = (event: Event): void => {
    this.draft.text = (event.target as HTMLTextAreaElement).value;
    if (this.#isEmpty && this.draft.text.trim() !== '') {
      this.#isEmpty = false;
      this.requestUpdate();
    }
  };

  async #send(kind: MessageKind): Promise<void> {
    const { draft } = this;
    const { writer } = draft;
    const text = draft.text.trim();
    this.#isEmpty = text === '';
    this.requestUpdate();
    if (this.#isEmpty) return this.renderRoot.querySelector('textarea')?.focus();
    if (!writer || writer.store.get().status === 'sending') return;
    const visitId = this.#session.value?.visitId ?? null;
    // The help may be closed before it has got there; what it stood in tells the host then.
    const home = this.getRootNode();
    const language = this.words.language;
    const problems = this.#problems.slice(0, 12);
    // The button that is pressed goes then.
    this.#focusNext = '[data-sent]';
    await writer.send({ kind, text, step: this.#step, problems, language }, () => this.#reach());
    if (writer.store.get().status !== 'sent') {
      this.#focusNext = null;
      return;
    }
    draft.kind = null;
    draft.text = '';
    fire(this.isConnected ? this : home, 'visit-reported', { visitId, kind });
  }

  readonly #writeMore = (): void => {
    this.#writer.source?.begin();
    this.#focusNext = '.kind input';
    this.requestUpdate();
  };

  /** The session's service; without one, the service at the address. */
  async #reach(): Promise<Pick<VisitService, 'sendMessage'>> {
    const { source } = this.#session;
    if (source) return source.service;
    if (!this.service) throw new VisitError('bad-attribute', { detail: 'service' });
    const { HttpVisitService } = await import('../../core/service/http-visit-service.ts');
    return new HttpVisitService({ service: this.service, token: this.token ?? '' });
  }
}

interface Selection {
  readonly visitId: string | null;
  readonly step: SupportStep;
  readonly role: Role | null;
  readonly codes: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-support': VisitSupport;
  }
}
