import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FhirAnswerValue } from '../../contract/index.ts';
import type { AnswerFault } from '../../core/preparation/answer-faults.ts';
import { instancesOf, keyOf, valuesAt, type AnswerKey, type Path } from '../../core/preparation/answers.ts';
import { EnabledItems, isSameValue } from '../../core/preparation/enabled-items.ts';
import { isTyped } from '../../core/preparation/entry.ts';
import { hasInstances, isQuestion, type Form, type FormItem, type Option } from '../../core/preparation/form.ts';
import type { PreparationEditor, PreparationSnapshot } from '../../core/preparation/preparation-editor.ts';
import { MAX_TEXT } from '../../core/preparation/read-form.ts';
import type { PreparationTexts } from '../../locales/preparation/texts.ts';
import { icons } from '../icons/icons.ts';
import { faultSentence } from './fault-sentence.ts';

/** More choices than this become a list to open. */
const MOST_RADIOS = 8;

/** The id of a question's field: of its control, or of the box around several. */
export const fieldId = (key: AnswerKey): string => `field-${encodeURIComponent(key).replaceAll('%', '_')}`;

/** The fields of a form, for one state of its answers. */
export class QuestionFields {
  readonly #editor: PreparationEditor;
  readonly #snapshot: PreparationSnapshot;
  readonly #form: Form;
  readonly #texts: PreparationTexts;
  readonly #locale: string;
  readonly #enabled: EnabledItems;

  constructor(
    editor: PreparationEditor,
    snapshot: PreparationSnapshot,
    form: Form,
    texts: PreparationTexts,
    locale: string,
  ) {
    this.#editor = editor;
    this.#snapshot = snapshot;
    this.#form = form;
    this.#texts = texts;
    this.#locale = locale;
    this.#enabled = new EnabledItems(form, snapshot.answers);
  }

  render(): TemplateResult {
    return this.#items(this.#form.items, [], 3);
  }

  #items(items: readonly FormItem[], around: Path, level: number): TemplateResult {
    const shown = items.filter((item) => !item.hidden && this.#enabled.has(item, around));
    return html`${repeat(
      shown,
      (item) => keyOf(item, around),
      (item) => (hasInstances(item) ? this.#instances(item, around, level) : this.#item(item, around, level)),
    )}`;
  }

  #item(item: FormItem, path: Path, level: number): TemplateResult {
    if (item.type === 'display') return html`<p class="display"><bdi>${item.prefix} ${item.text}</bdi></p>`;
    if (item.type === 'group') return this.#group(item, path, level, item.text);
    if (!isQuestion(item))
      return html`<div class="question unsupported">
        ${item.text ? html`<p class="label"><bdi>${item.prefix} ${item.text}</bdi></p>` : nothing}
        <p class="quiet-text">${this.#texts.unsupported}</p>
      </div>`;
    return html`${this.#question(item, path)}
    ${item.items.length > 0 ? html`<div class="inner">${this.#items(item.items, path, level)}</div>` : nothing}`;
  }

  #group(item: FormItem, path: Path, level: number, title: string, more: unknown = nothing): TemplateResult {
    const content = html`${this.#items(item.items, path, level + 1)} ${more}`;
    if (!title) return html`<div class="group">${content}</div>`;
    return html`<fieldset class="group level-${level}">
      <legend>
        <span role="heading" aria-level=${level}><bdi>${item.prefix} ${title}</bdi></span>
      </legend>
      ${content}
    </fieldset>`;
  }

  /** What repeats as a whole. */
  #instances(item: FormItem, around: Path, level: number): TemplateResult {
    const texts = this.#texts;
    const paths = instancesOf(this.#snapshot.answers, item, around);
    return html`<div class="repeated">
      ${paths.map((path, index) => {
        const title = paths.length > 1 ? texts.groupNumber(item.text, index + 1) : item.text;
        const remove = html`<button
          type="button"
          class="button quiet small"
          aria-label="${texts.remove}: ${title}"
          @click=${(event: Event) => {
            focusAdding(event);
            this.#editor.removeInstance(item, path);
          }}
        >
          ${texts.remove}
        </button>`;
        const more = paths.length > 1 ? remove : nothing;
        return item.type === 'group'
          ? this.#group(item, path, level, title, more)
          : html`<div class="group">${this.#item(item, path, level)} ${more}</div>`;
      })}
      <button type="button" class="button" data-adds @click=${() => this.#editor.addInstance(item, around)}>
        ${item.text ? texts.addNamed(item.text) : texts.addGroup}
      </button>
    </div>`;
  }

  #question(item: FormItem, path: Path): TemplateResult {
    const id = fieldId(keyOf(item, path));
    const fault = this.#snapshot.faults.find(({ key }) => key === keyOf(item, path)) ?? null;
    if (item.readOnly) return this.#readOnly(item, path);
    if (isTyped(item))
      return item.repeats && item.items.length === 0
        ? this.#typedList(item, path, id, fault)
        : html`<div class="question">
            <label class="label" for=${id}>${this.#label(item)}</label>
            ${this.#hint(item, id)} ${this.#typed(item, path, 0, id, fault, null)} ${this.#fault(fault, id)}
          </div>`;
    const asList = item.type === 'choice' && !item.repeats && item.options.length > MOST_RADIOS;
    return asList ? this.#select(item, path, id, fault) : this.#choice(item, path, id, fault);
  }

  #label(item: FormItem): TemplateResult {
    const unit = item.type === 'quantity' || item.units.length !== 1 ? '' : ` (${item.units[0]?.label ?? ''})`;
    return html`<bdi>${item.prefix} ${item.text || item.linkId}${unit}</bdi>
      ${item.required ? html`<span class="must">(${this.#texts.required})</span>` : nothing}`;
  }

  #hint(item: FormItem, id: string): TemplateResult | typeof nothing {
    const limited = (item.type === 'string' || item.type === 'text') && item.maxLength < MAX_TEXT;
    return limited ? html`<p class="quiet-text" id="${id}-hint">${this.#texts.atMost(item.maxLength)}</p>` : nothing;
  }

  #fault(fault: AnswerFault | null, id: string): TemplateResult | typeof nothing {
    return fault
      ? html`<p class="fault" id="${id}-fault">
          ${icons.warning} <span>${faultSentence(this.#texts, fault, this.#locale)}</span>
        </p>`
      : nothing;
  }

  #describedBy(item: FormItem, id: string, fault: AnswerFault | null): string | typeof nothing {
    const hinted = this.#hint(item, id) !== nothing;
    return [hinted && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || nothing;
  }

  /** One field that is typed into. `label` where it has no label of its own. */
  #typed(
    item: FormItem,
    path: Path,
    index: number,
    id: string,
    fault: AnswerFault | null,
    label: string | null,
  ): TemplateResult {
    const text = this.#editor.entriesAt(item, path)[index] ?? '';
    const enter = (event: Event): void =>
      this.#editor.enter(item, path, index, (event.target as HTMLInputElement).value);
    const leave = (): void => this.#editor.leave(item, path);
    const described = this.#describedBy(item, fieldId(keyOf(item, path)), fault);
    const invalid = fault ? 'true' : 'false';
    if (item.type === 'text')
      return html`<textarea
        id=${id}
        rows="4"
        aria-label=${label ?? nothing}
        aria-describedby=${described}
        aria-invalid=${invalid}
        aria-required=${String(item.required)}
        .value=${live(text)}
        @input=${enter}
        @change=${leave}
      ></textarea>`;
    const numeric =
      item.type === 'integer' ? 'numeric' : item.type === 'decimal' || item.type === 'quantity' ? 'decimal' : null;
    const type = item.type === 'date' || item.type === 'time' ? item.type : 'text';
    const input = html`<input
      id=${id}
      class=${numeric ? 'number' : type}
      type=${type}
      inputmode=${numeric ?? nothing}
      autocomplete="off"
      min=${typeof item.min === 'string' ? item.min : nothing}
      max=${typeof item.max === 'string' ? item.max : nothing}
      aria-label=${label ?? nothing}
      aria-describedby=${described}
      aria-invalid=${invalid}
      aria-required=${String(item.required)}
      .value=${live(text)}
      @input=${enter}
      @change=${leave}
    />`;
    return item.type === 'quantity' ? this.#withUnit(item, path, id, input) : input;
  }

  #withUnit(item: FormItem, path: Path, id: string, input: TemplateResult): TemplateResult {
    const { units } = item;
    if (units.length === 0) return input;
    const chosen = this.#editor.unitAt(item, path);
    return html`<div class="with-unit">
      ${input}
      ${
        units.length === 1
          ? html`<span><bdi>${units[0]?.label}</bdi></span>`
          : html`<select
              id="${id}-unit"
              aria-label="${this.#texts.unit}: ${item.text}"
              @change=${(event: Event) =>
                this.#editor.chooseUnit(item, path, (event.target as HTMLSelectElement).selectedIndex)}
            >
              ${units.map(({ label }, index) => html`<option ?selected=${index === chosen}>${label}</option>`)}
            </select>`
      }
    </div>`;
  }

  /** A question that is typed into and may have several answers. */
  #typedList(item: FormItem, path: Path, id: string, fault: AnswerFault | null): TemplateResult {
    const texts = this.#texts;
    const entries = this.#editor.entriesAt(item, path);
    return html`<fieldset class="question repeated" id=${id}>
      <legend class="label">${this.#label(item)}</legend>
      ${this.#hint(item, id)}
      ${entries.map((_, index) => {
        const label = texts.answerNumber(index + 1);
        return html`<div class="entry">
          ${this.#typed(item, path, index, `${id}-${index}`, fault, label)}
          ${
            entries.length > 1
              ? html`<button
                  type="button"
                  class="button quiet small"
                  aria-label="${texts.remove}: ${label}"
                  @click=${(event: Event) => {
                    focusAdding(event);
                    this.#editor.removeEntry(item, path, index);
                  }}
                >
                  ${texts.remove}
                </button>`
              : nothing
          }
        </div>`;
      })}
      ${this.#fault(fault, id)}
      <button
        type="button"
        class="button small"
        data-adds
        aria-label="${texts.addAnswer}: ${item.text}"
        @click=${() => this.#editor.addEntry(item, path)}
      >
        ${texts.addAnswer}
      </button>
    </fieldset>`;
  }

  #select(item: FormItem, path: Path, id: string, fault: AnswerFault | null): TemplateResult {
    const [value] = valuesAt(this.#snapshot.answers, item, path);
    const choose = (event: Event): void => {
      const option = item.options[(event.target as HTMLSelectElement).selectedIndex - 1];
      this.#editor.answer(item, path, option ? [option.value] : []);
    };
    return html`<div class="question">
      <label class="label" for=${id}>${this.#label(item)}</label>
      <select
        id=${id}
        aria-describedby=${this.#describedBy(item, id, fault)}
        aria-invalid=${fault ? 'true' : 'false'}
        aria-required=${String(item.required)}
        @change=${choose}
      >
        <option ?selected=${!value}>${this.#texts.choose}</option>
        ${item.options.map((option) => html`<option ?selected=${isChosen(option, value)}>${option.label}</option>`)}
      </select>
      ${this.#fault(fault, id)}
    </div>`;
  }

  /** Yes and no, one of several, some of several; with words of one's own where the question is open. */
  #choice(item: FormItem, path: Path, id: string, fault: AnswerFault | null): TemplateResult {
    const texts = this.#texts;
    const values = valuesAt(this.#snapshot.answers, item, path);
    const several = item.repeats && item.items.length === 0;
    const options = item.type === 'boolean' ? yesAndNo(texts) : item.options;
    const chosen = (option: Option): boolean => values.some((value) => isChosen(option, value));
    const choose = (option: Option, on: boolean): void =>
      this.#editor.answer(item, path, several ? withChoice(item, this.#now(item, path), option, on) : [option.value]);
    const clearable =
      !several && !item.required && values.some((value) => options.some((option) => isChosen(option, value)));
    return html`<fieldset class="question" id=${id} aria-describedby=${this.#describedBy(item, id, fault)}>
      <legend class="label">${this.#label(item)}</legend>
      <div class="options">
        ${options.map(
          (option) =>
            html`<label class="option">
              <input
                type=${several ? 'checkbox' : 'radio'}
                name=${id}
                aria-invalid=${several ? nothing : fault ? 'true' : nothing}
                .checked=${live(chosen(option))}
                @change=${(event: Event) => choose(option, (event.target as HTMLInputElement).checked)}
              />
              <span><bdi>${option.label}</bdi></span>
            </label>`,
        )}
      </div>
      ${item.type === 'open-choice' ? this.#ownWords(item, path, id, several, values) : nothing}
      ${this.#fault(fault, id)}
      ${
        clearable
          ? html`<button
              type="button"
              class="button quiet small"
              aria-label="${texts.clear}: ${item.text}"
              @click=${(event: Event) => {
                (event.target as HTMLElement).closest('fieldset')?.querySelector('input')?.focus();
                this.#editor.answer(item, path, []);
              }}
            >
              ${texts.clear}
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  #ownWords(
    item: FormItem,
    path: Path,
    id: string,
    several: boolean,
    values: readonly FhirAnswerValue[],
  ): TemplateResult {
    const isOwn = (value: FhirAnswerValue): boolean =>
      value.valueString !== undefined && !item.options.some((option) => isChosen(option, value));
    const enter = (event: Event): void => {
      const words = (event.target as HTMLInputElement).value;
      const own = words.trim() === '' ? [] : [{ valueString: words }];
      const others = several || own.length === 0 ? this.#now(item, path).filter((value) => !isOwn(value)) : [];
      this.#editor.answer(item, path, [...others, ...own]);
    };
    return html`<div class="own-words">
      <label for="${id}-own">${this.#texts.other}</label>
      <input
        id="${id}-own"
        type="text"
        autocomplete="off"
        .value=${live(values.find(isOwn)?.valueString ?? '')}
        @input=${enter}
      />
    </div>`;
  }

  /** The answers as they are: two quick taps may come between two renderings. */
  #now(item: FormItem, path: Path): readonly FhirAnswerValue[] {
    return valuesAt(this.#editor.store.get().answers, item, path);
  }

  #readOnly(item: FormItem, path: Path): TemplateResult {
    const values = valuesAt(this.#snapshot.answers, item, path);
    const label = (value: FhirAnswerValue): string =>
      item.options.find((option) => isChosen(option, value))?.label ??
      value.valueString ??
      value.valueDate ??
      value.valueTime ??
      String(value.valueInteger ?? value.valueDecimal ?? value.valueQuantity?.value ?? '');
    return html`<div class="question">
      <p class="label"><bdi>${item.prefix} ${item.text || item.linkId}</bdi></p>
      ${values.map((value) => html`<p><bdi>${value.valueBoolean === undefined ? label(value) : value.valueBoolean ? this.#texts.yes : this.#texts.no}</bdi></p>`)}
    </div>`;
  }
}

const isChosen = (option: Option, value: FhirAnswerValue | undefined): boolean =>
  value !== undefined && isSameValue(option.value, value);

const yesAndNo = ({ yes, no }: PreparationTexts): readonly Option[] => [
  { value: { valueBoolean: true }, label: yes, exclusive: false },
  { value: { valueBoolean: false }, label: no, exclusive: false },
];

/** The answers with an option taken or left; “none of these” and the others exclude each other. */
function withChoice(
  item: FormItem,
  values: readonly FhirAnswerValue[],
  option: Option,
  on: boolean,
): readonly FhirAnswerValue[] {
  const others = values.filter((value) => !isChosen(option, value));
  if (!on) return others;
  if (option.exclusive) return [option.value];
  const excluded = item.options.filter(({ exclusive }) => exclusive);
  return [...others.filter((value) => !excluded.some((other) => isChosen(other, value))), option.value];
}

/** The button that is pressed goes away: the one that adds takes the focus, not the top of the page. */
function focusAdding(event: Event): void {
  (event.target as HTMLElement).closest('.repeated')?.querySelector<HTMLElement>(':scope > [data-adds]')?.focus();
}
