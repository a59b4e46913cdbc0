import type { FhirAnswerValue, PreparationForm, QuestionnaireResponse } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Store, type ReadableStore } from '../store.ts';
import { answerFaults, type AnswerFault } from './answer-faults.ts';
import {
  initialAnswers,
  keyOf,
  noAnswers,
  valuesAt,
  withInstance,
  withoutInstance,
  withoutKeys,
  withValues,
  type AnswerKey,
  type Answers,
  type Path,
} from './answers.ts';
import { EnabledItems } from './enabled-items.ts';
import { isTyped, readEntry, writeEntry } from './entry.ts';
import { hasInstances, type Form, type FormItem, type Unit } from './form.ts';
import { mergeAnswers } from './merge-answers.ts';
import { readResponse, toResponse } from './response.ts';

/**
 * How safe the answers are: `untouched` nothing has been entered here; `unsaved` typed, about to be saved; `saving`;
 * `saved`; `failed` the service could not take them, which is tried again; `clash` answered differently elsewhere, and
 * waiting for a choice; `closed` the visit takes no answers any more.
 */
export type Saving = 'untouched' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'clash' | 'closed';

export interface PreparationSnapshot {
  readonly phase: 'loading' | 'failed' | 'nothing' | 'open' | 'sent';
  /** Null before it has been read. */
  readonly form: Form | null;
  readonly answers: Answers;
  /** What is wrong and may be told: of fields that have been left, and after an attempt to send, of all. */
  readonly faults: readonly AnswerFault[];
  /** Something typed is no answer, and so cannot be saved. */
  readonly unreadable: boolean;
  readonly saving: Saving;
  /** When the service last took answers, ms since 1970; null: never. */
  readonly savedAt: number | null;
  /** Questions that have been answered differently on another device. */
  readonly clashes: readonly FormItem[];
  readonly sending: boolean;
  /** Why reading or sending failed. */
  readonly error: VisitError | null;
}

export interface PreparationEditorOptions {
  readonly service: Pick<VisitService, 'preparation' | 'command'>;
  readonly visitId: string;
  readonly clock: Clock;
  /** Reads the form in the language that is shown. Throws `FormError` where it cannot be used. */
  readonly read: (form: PreparationForm) => Form;
  readonly decimalSign: () => ',' | '.';
}

/** Typing that pauses for so long is saved, ms. */
export const SAVE_AFTER_MS = 1_200;
/** Answers that the service could not take are sent again after this, ms. */
export const SAVE_AGAIN_MS = 8_000;
/** How often that is tried when nobody looks at the form any more. */
const LAST_TRIES = 5;

/**
 * One person's answers to a visit's preparation, on their way between page and service. Drafts are kept by the service and
 * never in the browser; each save names the version that it builds on, so that two devices bring their answers together
 * instead of one wiping out the other's.
 *
 *     const editor = new PreparationEditor({ service, visitId, clock, read, decimalSign });
 *     await editor.load();
 *     editor.enter(item, path, 0, '128');
 *     await editor.flush();                 // when the page goes away
 *     await editor.send();
 */
export class PreparationEditor {
  readonly #options: PreparationEditorOptions;
  readonly #store: Store<PreparationSnapshot>;
  #source: PreparationForm | null = null;
  #phase: PreparationSnapshot['phase'] = 'loading';
  #form: Form | null = null;
  #answers: Answers = noAnswers;
  /** What the service has, as far as is known here. */
  #base: Answers = noAnswers;
  #version = 0;
  /** Sent to be saved, and nobody has said yet that it was. */
  #unconfirmed: Answers | null = null;
  /** What is typed in each field that is typed into. */
  #entries: ReadonlyMap<AnswerKey, readonly string[]> = new Map();
  #units: ReadonlyMap<AnswerKey, number> = new Map();
  readonly #left = new Set<AnswerKey>();
  #triedToSend = false;
  #saving: Saving = 'untouched';
  #savedAt: number | null = null;
  #clashes: readonly AnswerKey[] = [];
  #sending = false;
  #error: VisitError | null = null;
  #changed = false;
  #pause: AbortController | null = null;
  #run: Promise<void> | null = null;
  /** How many more tries there are; without end while the form is in view. */
  #tries = Infinity;

  constructor(options: PreparationEditorOptions) {
    this.#options = options;
    this.#store = new Store(this.#compose());
  }

  get store(): ReadableStore<PreparationSnapshot> {
    return this.#store;
  }

  /** Reads form and answers from the service. Never rejects: `phase` says `failed`, and `error` why. */
  async load(): Promise<void> {
    this.#phase = 'loading';
    this.#error = null;
    this.#publish();
    try {
      await this.#read();
    } catch (error) {
      this.#phase = 'failed';
      this.#error = VisitError.from(error);
    }
    this.#publish();
  }

  /** Takes what another device has saved, where nothing here waits to be saved. True where that changed something. */
  async refresh(): Promise<boolean> {
    const isBusy = (): boolean =>
      this.#changed || this.#run !== null || this.#sending || (this.#phase !== 'open' && this.#phase !== 'sent');
    if (isBusy()) return false;
    const stored = await this.#options.service.preparation(this.#options.visitId).catch(() => null);
    // What was read may be older than what has been saved from here since.
    if (!stored || stored.version <= this.#version || isBusy()) return false;
    this.#take(stored.response, stored.version, stored.savedAt);
    this.#publish();
    return true;
  }

  /** The form in another language. */
  reword(): void {
    if (this.#source === null) return;
    this.#form = this.#options.read(this.#source);
    this.#publish();
  }

  /** What is typed: one text a field, at least one. */
  entriesAt(item: FormItem, path: Path): readonly string[] {
    return this.#entries.get(keyOf(item, path)) ?? this.#written(item, path);
  }

  unitAt(item: FormItem, path: Path): number {
    return this.#units.get(keyOf(item, path)) ?? Math.max(0, this.#unitOf(item, path));
  }

  enter(item: FormItem, path: Path, index: number, text: string): void {
    this.#enter(item, path, this.entriesAt(item, path).with(index, text));
  }

  addEntry(item: FormItem, path: Path): void {
    this.#setEntries(item, path, [...this.entriesAt(item, path), '']);
    this.#publish();
  }

  removeEntry(item: FormItem, path: Path, index: number): void {
    const left = this.entriesAt(item, path).filter((_, at) => at !== index);
    this.#enter(item, path, left.length > 0 ? left : ['']);
  }

  chooseUnit(item: FormItem, path: Path, unit: number): void {
    this.#units = new Map(this.#units).set(keyOf(item, path), unit);
    this.#enter(item, path, this.entriesAt(item, path));
  }

  /** Answers a question that is not typed into. */
  answer(item: FormItem, path: Path, values: readonly FhirAnswerValue[]): void {
    this.#answers = withValues(this.#answers, item, path, values);
    this.#left.add(keyOf(item, path));
    this.#onChange();
  }

  addInstance(item: FormItem, around: Path): void {
    this.#answers = withInstance(this.#answers, item, around);
    this.#publish();
  }

  removeInstance(item: FormItem, path: Path): void {
    this.#answers = withoutInstance(this.#answers, item, path);
    this.#entries = withoutKeys(this.#entries, item, path);
    this.#units = withoutKeys(this.#units, item, path);
    this.#onChange();
  }

  /** The person has left the field: what is wrong with it may be told. */
  leave(item: FormItem, path: Path): void {
    if (this.#left.has(keyOf(item, path))) return;
    this.#left.add(keyOf(item, path));
    this.#publish();
  }

  /** Saves what has not been saved, at once. Never rejects. */
  flush(): Promise<void> {
    this.#endPause();
    if (!this.#changed || this.#clashes.length > 0 || this.#saving === 'closed') return this.#run ?? Promise.resolve();
    return (this.#run ??= this.#save().finally(() => (this.#run = null)));
  }

  /** The form goes out of view: saves what there is, now or within the next minute, and then nothing is left running. */
  rest(): Promise<void> {
    this.#tries = LAST_TRIES;
    return this.flush();
  }

  /** The form is in view again, as after a move in the page. */
  wake(): void {
    this.#tries = Infinity;
    if (this.#changed) this.#saveAfter(SAVE_AFTER_MS);
  }

  /** Sends the answers. False where something has to be mended first, or the service could not take them. */
  async send(): Promise<boolean> {
    if (this.#sending || !this.#form) return false;
    this.#triedToSend = true;
    this.#error = null;
    this.#sending = true;
    this.#publish();
    try {
      await this.flush();
      if (this.#compose().faults.length > 0 || this.#clashes.length > 0) return false;
      await this.#command('completed');
      this.#changed = false;
      this.#phase = 'sent';
      this.#triedToSend = false;
      return true;
    } catch (error) {
      if ((error as VisitError).code === 'version-conflict') await this.#bringTogether().catch(() => {});
      else this.#error = VisitError.from(error);
      return false;
    } finally {
      this.#sending = false;
      this.#publish();
    }
  }

  /** Opens answers that have been sent, to change them. */
  edit(): void {
    if (this.#phase !== 'sent') return;
    this.#phase = 'open';
    this.#publish();
  }

  /** Where both devices have answered: keeps what is here, or takes what is there. */
  async settleClashes(keep: 'here' | 'there'): Promise<void> {
    if (keep === 'there') {
      const values = new Map(this.#answers.values);
      const entries = new Map(this.#entries);
      for (const key of this.#clashes) {
        const there = this.#base.values.get(key);
        if (there) values.set(key, there);
        else values.delete(key);
        entries.delete(key);
      }
      this.#answers = { ...this.#answers, values };
      this.#entries = entries;
    }
    this.#clashes = [];
    this.#changed = true;
    await this.flush();
  }

  async #read(): Promise<void> {
    const stored = await this.#options.service.preparation(this.#options.visitId);
    if (!stored) {
      this.#phase = 'nothing';
      return;
    }
    this.#source = stored.form;
    this.#form = this.#options.read(stored.form);
    this.#take(stored.response, stored.version, stored.savedAt);
  }

  #take(response: QuestionnaireResponse | null, version: number, savedAt: string | null): void {
    if (!this.#form) return;
    this.#answers = response ? readResponse(this.#form, response).answers : initialAnswers(this.#form);
    this.#base = this.#answers;
    this.#version = version;
    this.#entries = new Map();
    this.#units = new Map();
    this.#savedAt = savedAt === null ? null : Date.parse(savedAt);
    this.#saving = response ? 'saved' : 'untouched';
    this.#phase = response?.status === 'completed' ? 'sent' : 'open';
  }

  #enter(item: FormItem, path: Path, texts: readonly string[]): void {
    this.#setEntries(item, path, texts);
    const unit = this.#chosenUnit(item, path);
    const values = texts.flatMap((text) => readEntry(item, text, unit).value ?? []);
    this.#answers = withValues(this.#answers, item, path, values);
    this.#onChange();
  }

  #setEntries(item: FormItem, path: Path, texts: readonly string[]): void {
    this.#entries = new Map(this.#entries).set(keyOf(item, path), texts);
  }

  #written(item: FormItem, path: Path): readonly string[] {
    const sign = this.#options.decimalSign();
    const texts = valuesAt(this.#answers, item, path).map((value) => writeEntry(value, sign));
    return texts.length > 0 ? texts : [''];
  }

  #unitOf(item: FormItem, path: Path): number {
    const given = valuesAt(this.#answers, item, path)[0]?.valueQuantity;
    return item.units.findIndex(({ code, label }) => (code ? code === given?.code : label === given?.unit));
  }

  #chosenUnit(item: FormItem, path: Path): Unit | null {
    return item.units[this.unitAt(item, path)] ?? null;
  }

  #onChange(): void {
    this.#changed = true;
    if (this.#saving !== 'closed' && this.#saving !== 'clash') this.#saving = this.#run ? 'saving' : 'unsaved';
    this.#publish();
    if (this.#saving !== 'closed') this.#saveAfter(SAVE_AFTER_MS);
  }

  #saveAfter(ms: number): void {
    this.#endPause();
    const pause = (this.#pause = new AbortController());
    this.#options.clock.sleep(ms, pause.signal).then(
      () => void this.flush(),
      () => {},
    );
  }

  #endPause(): void {
    this.#pause?.abort();
    this.#pause = null;
  }

  async #save(): Promise<void> {
    while (this.#changed && this.#clashes.length === 0) {
      this.#changed = false;
      this.#saving = 'saving';
      this.#publish();
      try {
        await this.#command('in-progress');
      } catch (error) {
        this.#changed = true;
        const { code } = VisitError.from(error);
        if (code === 'version-conflict' && (await this.#hasBroughtTogether())) continue;
        this.#saving = refusals.has(code) ? 'closed' : 'failed';
        this.#publish();
        if (this.#saving === 'failed' && --this.#tries > 0) this.#saveAfter(SAVE_AGAIN_MS);
        return;
      }
    }
    this.#publish();
  }

  async #command(status: QuestionnaireResponse['status']): Promise<void> {
    if (!this.#form) throw new VisitError('invalid-state');
    const answers = this.#answers;
    const { service, visitId, clock } = this.#options;
    const response = toResponse(this.#form, answers, status);
    const earlier = this.#unconfirmed;
    this.#unconfirmed = answers;
    try {
      await service.command({ type: 'save-preparation', visitId, version: this.#version, response });
    } catch (error) {
      // Refused, so not saved; the one before may have been.
      if ((error as VisitError).code === 'version-conflict') this.#unconfirmed = earlier;
      throw error;
    }
    this.#version++;
    this.#base = answers;
    this.#unconfirmed = null;
    this.#savedAt = clock.now();
    this.#saving = this.#changed ? 'unsaved' : 'saved';
  }

  async #hasBroughtTogether(): Promise<boolean> {
    return this.#bringTogether().then(
      () => true,
      () => false,
    );
  }

  /** Others have saved in the meantime: their answers and those given here become one. */
  async #bringTogether(): Promise<void> {
    const stored = await this.#options.service.preparation(this.#options.visitId);
    const form = this.#form;
    if (!form || !stored?.response) throw new VisitError('invalid-state');
    const theirs = readResponse(form, stored.response).answers;
    const items = (answers: Answers): string => JSON.stringify(toResponse(form, answers, 'in-progress').item);
    // They may be one's own, of which only the receipt was lost.
    const isOwn = this.#unconfirmed !== null && items(this.#unconfirmed) === items(theirs);
    const { answers, clashes } = mergeAnswers(isOwn ? theirs : this.#base, this.#answers, theirs);
    // What is typed here stands; what came from elsewhere is written anew.
    const entries = new Map(this.#entries);
    for (const key of new Set([...theirs.values.keys(), ...this.#base.values.keys()]))
      if (answers.values.get(key) !== this.#answers.values.get(key)) entries.delete(key);
    this.#entries = entries;
    this.#answers = answers;
    this.#base = theirs;
    this.#version = stored.version;
    this.#clashes = clashes;
    this.#changed = true;
    if (clashes.length > 0) this.#saving = 'clash';
    this.#publish();
  }

  #publish(): void {
    this.#store.set(this.#compose());
  }

  #compose(): PreparationSnapshot {
    const form = this.#form;
    const unread = form ? this.#unreadEntries(form) : [];
    const all = form ? inOrder(form, [...unread, ...answerFaults(form, this.#answers)]) : [];
    const told = (fault: AnswerFault): boolean =>
      this.#triedToSend || (this.#left.has(fault.key) && fault.code !== 'required');
    return {
      phase: this.#phase,
      form,
      answers: this.#answers,
      faults: all.filter(told),
      unreadable: unread.length > 0,
      saving: this.#saving,
      savedAt: this.#savedAt,
      clashes: this.#clashes.flatMap((key) => form?.places.get(key.split('\u0000')[0] ?? '')?.item ?? []),
      sending: this.#sending,
      error: this.#error,
    };
  }

  /** What is typed in fields that are asked, and is no answer. */
  #unreadEntries(form: Form): AnswerFault[] {
    const enabled = new EnabledItems(form, this.#answers);
    return [...this.#entries].flatMap(([key, texts]) => {
      const [linkId = '', ...indexes] = key.split('\u0000');
      const item = form.places.get(linkId)?.item;
      const path = indexes.map(Number);
      if (!item || !isTyped(item) || !enabled.has(item, hasInstances(item) ? path.slice(0, -1) : path)) return [];
      const unit = this.#chosenUnit(item, path);
      const fault = texts.map((text) => readEntry(item, text, unit)).find(({ value, fault }) => fault && !value)?.fault;
      return fault ? [{ key, item, path, ...fault }] : [];
    });
  }
}

/** After these the visit takes no answers any more, or not from this person. */
const refusals: ReadonlySet<string> = new Set(['invalid-state', 'forbidden', 'wrong-visit', 'visit-not-found']);

/** One fault a question, in the order in which they stand in the form. */
function inOrder(form: Form, faults: readonly AnswerFault[]): AnswerFault[] {
  const order = new Map([...form.places.keys()].map((linkId, index) => [linkId, index]));
  const first = faults.filter(({ key }, at) => faults.findIndex((other) => other.key === key) === at);
  return first.sort(
    (one, other) =>
      (order.get(one.item.linkId) ?? 0) - (order.get(other.item.linkId) ?? 0) ||
      (one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
  );
}
