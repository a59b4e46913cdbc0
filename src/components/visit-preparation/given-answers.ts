import { html, nothing, type TemplateResult } from 'lit';
import type { FhirAnswerValue } from '../../contract/index.ts';
import { instancesOf, valuesAt, type Answers, type Path } from '../../core/preparation/answers.ts';
import { EnabledItems, isSameValue } from '../../core/preparation/enabled-items.ts';
import { isQuestion, type Form, type FormItem } from '../../core/preparation/form.ts';
import type { PreparationTexts } from '../../locales/preparation/texts.ts';

/** The questions that have been answered, with their answers, to be read. */
export function givenAnswers(form: Form, answers: Answers, texts: PreparationTexts, locale: string): TemplateResult {
  const enabled = new EnabledItems(form, answers);
  const rows = (items: readonly FormItem[], around: Path): TemplateResult[] =>
    items.flatMap((item) => {
      if (item.hidden || !enabled.has(item, around)) return [];
      return instancesOf(answers, item, around).flatMap((path) => {
        const values = isQuestion(item) ? valuesAt(answers, item, path) : [];
        const own =
          values.length > 0
            ? [
                html`<div>
                  <dt><bdi>${item.text || item.linkId}</bdi></dt>
                  ${values.map((value) => html`<dd><bdi>${sayValue(item, value, texts, locale)}</bdi></dd>`)}
                </div>`,
              ]
            : [];
        return [...own, ...rows(item.items, path)];
      });
    });
  const all = rows(form.items, []);
  return html`${all.length > 0 ? html`<dl class="given">${all}</dl>` : nothing}`;
}

/** One answer, as people say it. */
export function sayValue(
  item: FormItem,
  value: FhirAnswerValue,
  texts: Pick<PreparationTexts, 'yes' | 'no'>,
  locale: string,
): string {
  if (value.valueBoolean !== undefined) return value.valueBoolean ? texts.yes : texts.no;
  const option = item.options.find((candidate) => isSameValue(candidate.value, value));
  if (option) return option.label;
  if (value.valueDate?.length === 10)
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(value.valueDate));
  const number = value.valueInteger ?? value.valueDecimal ?? value.valueQuantity?.value;
  if (number !== undefined) {
    const unit = value.valueQuantity?.unit ?? (value.valueQuantity ? '' : (item.units[0]?.label ?? ''));
    return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(number)} ${unit}`.trim();
  }
  return value.valueString ?? value.valueTime?.slice(0, 5) ?? value.valueDate ?? value.valueCoding?.display ?? '';
}
