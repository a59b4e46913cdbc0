import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { dayListContext } from '../../context/day-list-context.ts';
import { StoreController, StoreFollower } from '../../context/store-controller.ts';
import type { Preparation, VisitView } from '../../contract/index.ts';
import type { DayListLike, DayListSnapshot } from '../../core/day-list/day-list-like.ts';
import { answerSections, type AnswerSection } from '../../core/preparation/answer-sections.ts';
import type { Form, FormItem } from '../../core/preparation/form.ts';
import { homeReadings } from '../../core/preparation/home-readings.ts';
import { PreparationReader, type PreparationRead } from '../../core/preparation/preparation-reader.ts';
import { readForm } from '../../core/preparation/read-form.ts';
import { readingTrends, type ReadingPoint, type ReadingTrend } from '../../core/preparation/reading-trends.ts';
import { readResponse } from '../../core/preparation/response.ts';
import { homeReadingTexts } from '../../locales/home-readings/texts.ts';
import { preparationSummaryTexts } from '../../locales/preparation-summary/texts.ts';
import { Announcer } from '../announcer.ts';
import { icons } from '../icons/icons.ts';
import { dayAndTime } from '../parts/day-and-time.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { sayValue } from '../visit-preparation/given-answers.ts';
import { VisitElement } from '../visit-element.ts';
import { fire } from '../visit-events.ts';
import { patientOf } from '../visit-people.ts';
import { trendLine } from './trend-line.ts';
import { preparationSummaryStyles } from './visit-preparation-summary.styles.ts';

/** Which sent answers have been told of, by list: several elements may show the same ones. */
const told = new WeakMap<DayListLike, Set<string>>();

/**
 * What the patient has answered before a visit, for the clinician (N09): in the form's order and words, with the readings
 * from home as tables and small trends. New answers appear while one looks. Reads the day-list context; shows nothing
 * where nothing is asked. Folded it is one button, and reads nothing.
 *
 * @event {CustomEvent<VisitPreparationDetail>} visit-preparation-answered - Answers that have been sent were read; once for each time they were sent.
 * @csspart base - The inner box.
 */
export class VisitPreparationSummary extends VisitElement {
  static override styles = [VisitElement.styles, preparationSummaryStyles];
  static override properties = { visitId: { attribute: 'visit-id' }, folded: { type: Boolean, reflect: true } };

  /** Which visit of the list it is about. */
  declare visitId: string | null;
  /** One button, for a list; nothing before the patient has begun. The person opens and closes it. */
  declare folded: boolean;

  readonly #texts = this.useTexts(preparationSummaryTexts);
  readonly #homeTexts = this.useTexts(homeReadingTexts);
  readonly #list = new StoreController<DayListSnapshot, DayListLike, Selection>(this, {
    context: dayListContext,
    selector: ({ visits, clockOffset }) => ({ visit: visits.find(({ id }) => id === this.visitId), clockOffset }),
  });
  readonly #reading = new StoreFollower<PreparationRead, PreparationReader, PreparationRead>(
    this,
    (snapshot) => snapshot,
    (snapshot) => this.#hear(snapshot),
  );
  readonly #announcer = new Announcer(this);
  #reader: PreparationReader | null = null;
  /** What is read: of which list and visit, and how far it had come. */
  #read: { readonly list: DayListLike; readonly visitId: string; readonly news: string } | null = null;
  /** Was folded when it came, and so can be again. */
  #foldable = false;
  /** The version that is on screen; null before the first. */
  #version: number | null = null;

  constructor() {
    super();
    this.visitId = null;
    this.folded = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#foldable = this.folded;
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.folded = this.#foldable;
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const list = this.#list.source;
    const { id: visitId, preparation } = this.#visit ?? {};
    if (!this.isConnected || this.folded || !list || !visitId || !preparation) return this.#stop();
    const news = `${preparation.status} ${preparation.at}`;
    const isSame = this.#read?.list === list && this.#read.visitId === visitId;
    if (isSame && this.#read?.news === news) return;
    if (!isSame) this.#stop();
    this.#read = { list, visitId, news };
    this.#reader ??= new PreparationReader((signal) => list.preparation(visitId, signal));
    this.#reading.follow(this.#reader);
    void this.#reader.refresh();
  }

  /** As the list has it now: `visitId` may have changed since it was selected. */
  get #visit(): VisitView | undefined {
    return this.#list.source?.store.get().visits.find(({ id }) => id === this.visitId);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const visit = this.#visit;
    if (!visit?.preparation || (this.#foldable && visit.preparation.status === 'not-begun')) return nothing;
    return html`${this.#foldable ? this.#renderFold(visit) : nothing} ${this.#renderRead(visit)}
    ${this.#announcer.render()}`;
  }

  #renderFold(visit: VisitView): TemplateResult {
    const texts = this.#texts();
    const label = visit.preparation?.status === 'answered' ? texts.read : texts.readDraft;
    return html`<button
      type="button"
      class="button quiet fold"
      aria-expanded=${this.folded ? 'false' : 'true'}
      aria-label=${`${label}: ${patientOf(visit)?.name ?? ''}`}
      @click=${() => (this.folded = !this.folded)}
    >
      ${label}
    </button>`;
  }

  #renderRead(visit: VisitView): TemplateResult | typeof nothing {
    const read = this.#reading.value;
    if (!read) return nothing;
    const texts = this.#texts();
    const { preparation, error, phase } = read;
    return html`<section aria-labelledby="title">
      <h3 id="title">${texts.title}</h3>
      ${error ? errorNotice(this.words, error, this.#retry) : nothing}
      ${phase === 'loading' ? html`<p role="status">${texts.opening}</p>` : nothing}
      ${preparation ? this.#renderPreparation(preparation, visit) : nothing}
    </section>`;
  }

  #renderPreparation({ form: source, response, observations, savedAt }: Preparation, visit: VisitView): TemplateResult {
    const texts = this.#texts();
    if (!response) return html`<p class="quiet-text">${texts.notBegun}</p>`;
    const isSent = response.status === 'completed';
    const form = this.#form(source);
    const trends = readingTrends(observations);
    const now = Date.now() + (this.#list.value?.clockOffset ?? 0);
    const when = savedAt ? dayAndTime(this.words, savedAt, visit.unit.timeZone, now) : '';
    return html`${
      isSent
        ? html`<p class="state">${icons.tick}<span>${texts.sentAt(when)}</span></p>`
        : html`<p class="state draft">${icons.clock}<span>${texts.notSent}</span></p>
            <p class="quiet-text">${texts.draftMeans}</p>`
    }
    ${trends.length > 0 ? this.#renderReadings(trends, visit) : nothing}
    ${
      form
        ? answerSections(form, readResponse(form, response).answers, trends.length > 0 ? isReadings : undefined).map(
            (section) => this.#renderSection(section),
          )
        : html`<p>${texts.notReadable}</p>`
    }`;
  }

  /** Null where it cannot be read. */
  #form(source: Preparation['form']): Form | null {
    const { language } = this.words;
    try {
      return readForm(source === 'home-readings' ? homeReadings(this.#homeTexts(), language) : source, language);
    } catch {
      return null;
    }
  }

  #renderSection({ title, number, rows }: AnswerSection): TemplateResult {
    const texts = this.#texts();
    const heading = number === null ? title : texts.numbered(title, number);
    return html`${heading ? html`<h4><bdi>${heading}</bdi></h4>` : nothing}
      <dl class=${heading ? nothing : 'apart'}>
        ${rows.map(
          ({ item, values }) =>
            html`<div>
              <dt><bdi>${item.text || item.linkId}</bdi></dt>
              ${
                values.length > 0
                  ? values.map((value) => html`<dd><bdi>${sayValue(item, value, texts, this.words.locale)}</bdi></dd>`)
                  : html`<dd class="unanswered">${texts.unanswered}</dd>`
              }
            </div>`,
        )}
      </dl>`;
  }

  /** What was measured several times, each in a table of its own; what was measured once, in one. */
  #renderReadings(trends: readonly ReadingTrend[], visit: VisitView): TemplateResult {
    const texts = this.#texts();
    const once = trends.filter(({ points }) => points.length === 1);
    return html`<div class="readings">
      ${trends.map((trend) => (trend.points.length > 1 ? this.#renderTrend(trend, visit) : nothing))}
      ${
        once.length > 0
          ? html`<div class="reading">
              <table>
                <caption>
                  ${texts.readings}
                </caption>
                <tbody>
                  ${once.flatMap(({ kind, unit, points }) =>
                    points.map(
                      (point) =>
                        html`<tr>
                          <th scope="row">
                            ${texts[`reading:${kind}`]}
                            <span class="unit">${this.#sayTime(point, visit.unit.timeZone)}</span>
                          </th>
                          <td class="value"><bdi>${this.#sayReading(point)} ${unit}</bdi></td>
                        </tr>`,
                    ),
                  )}
                </tbody>
              </table>
            </div>`
          : nothing
      }
    </div>`;
  }

  #renderTrend(trend: ReadingTrend, visit: VisitView): TemplateResult {
    const texts = this.#texts();
    const { kind, unit, points } = trend;
    const name = texts[`reading:${kind}`];
    return html`<div class="reading">
      <table>
        <caption>
          <span>${name}</span>
          <bdi class="unit">${unit}</bdi>
        </caption>
        <thead>
          <tr>
            <th scope="col">${texts.time}</th>
            <th scope="col" class="value">${texts.value}</th>
          </tr>
        </thead>
        <tbody>
          ${points.toReversed().map(
            (point) =>
              html`<tr>
                <th scope="row">${this.#sayTime(point, visit.unit.timeZone)}</th>
                <td class="value"><bdi>${this.#sayReading(point)}</bdi></td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${trendLine(trend)}
    </div>`;
  }

  #sayReading({ values }: ReadingPoint): string {
    const number = new Intl.NumberFormat(this.words.locale, { maximumFractionDigits: 10 });
    return values.map((value) => (value === null ? this.#texts().missing : number.format(value))).join('/');
  }

  /** A day, or a day and time. */
  #sayTime({ at }: ReadingPoint, timeZone: string): string {
    const isDay = at.length === 10;
    return new Intl.DateTimeFormat(this.words.locale, {
      calendar: 'gregory',
      hourCycle: 'h23',
      day: 'numeric',
      month: 'short',
      ...(isDay ? { timeZone: 'UTC' } : { timeZone, hour: '2-digit', minute: '2-digit' }),
    }).format(Date.parse(at));
  }

  #hear(snapshot: PreparationRead | undefined): void {
    const preparation = snapshot?.phase === 'ready' ? snapshot.preparation : null;
    const read = this.#read;
    if (!preparation || !read || preparation.version === this.#version) return;
    const isFirst = this.#version === null;
    this.#version = preparation.version;
    if (!isFirst && this.words.ready) this.#announcer.say(this.#texts()?.newAnswers ?? '');
    this.#tell(preparation, read);
  }

  #tell(
    { response, observations, version }: Preparation,
    { list, visitId }: { list: DayListLike; visitId: string },
  ): void {
    if (response?.status !== 'completed') return;
    const known = told.get(list) ?? new Set();
    const key = `${visitId} ${version}`;
    if (known.has(key)) return;
    told.set(list, known.add(key));
    fire(this, 'visit-preparation-answered', { visitId, response, observations });
  }

  #stop(): void {
    this.#reader?.close();
    this.#reader = null;
    this.#read = null;
    this.#version = null;
    this.#reading.follow(null);
  }

  readonly #retry = (): void => void this.#reader?.refresh();
}

interface Selection {
  readonly visit: VisitView | undefined;
  readonly clockOffset: number;
}

/** What the tables have. */
const isReadings = ({ linkId }: FormItem): boolean => linkId === 'pressure' || linkId === 'others';

declare global {
  interface HTMLElementTagNameMap {
    'visit-preparation-summary': VisitPreparationSummary;
  }
}
