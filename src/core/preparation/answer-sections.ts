import type { FhirAnswerValue } from '../../contract/index.ts';
import { instancesOf, valuesAt, type Answers, type Path } from './answers.ts';
import { EnabledItems } from './enabled-items.ts';
import { hasInstances, isQuestion, type Form, type FormItem } from './form.ts';

/** Questions that stand together under a heading of the form. */
export interface AnswerSection {
  /** The group's own words; empty for questions that stand in no group. */
  readonly title: string;
  /** Which of several it is, from 1; null where the group comes once. */
  readonly number: number | null;
  readonly rows: readonly AnswerRow[];
}

export interface AnswerRow {
  readonly item: FormItem;
  /** Empty: not answered. */
  readonly values: readonly FhirAnswerValue[];
}

/**
 * A form with its answers, to be read: what is asked, in the form's order, and in its words. Groups that have nothing to
 * read are left out. `skip`: what is shown in another way.
 */
export function answerSections(
  form: Form,
  answers: Answers,
  skip: (item: FormItem) => boolean = () => false,
): AnswerSection[] {
  const enabled = new EnabledItems(form, answers);
  const sections: AnswerSection[] = [];
  const walk = (items: readonly FormItem[], around: Path, title: string, number: number | null): void => {
    let rows: AnswerRow[] = [];
    const close = (): void => {
      if (rows.length > 0) sections.push({ title, number, rows });
      rows = [];
    };
    for (const item of items) {
      if (item.hidden || skip(item) || !enabled.has(item, around)) continue;
      const paths = instancesOf(answers, item, around);
      if (item.type === 'group') close();
      for (const [index, path] of paths.entries()) {
        if (isQuestion(item)) rows.push({ item, values: valuesAt(answers, item, path) });
        if (item.items.length === 0) continue;
        close();
        walk(item.items, path, item.text, hasInstances(item) && paths.length > 1 ? index + 1 : null);
      }
    }
    close();
  };
  walk(form.items, [], '', null);
  return sections;
}
