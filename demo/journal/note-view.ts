import { el } from '../shared/dom.ts';

/** What the note asks of the panel. */
export interface Dictation {
  /** Mutes the visit for dictation, or takes the microphone back. Rejects where it cannot. */
  mute(on: boolean): Promise<void>;
}

/** A note that is being written, with the journal's own dictation button. */
export interface NoteView {
  readonly element: HTMLElement;
  /** The visit's microphone is released for dictation, or not any more: whoever pressed which button. */
  showDictation(on: boolean): void;
}

const heads = ['Kontaktorsak', 'Bedömning', 'Planering'] as const;

/** A new note, kept for each patient as long as the page is open. `texts` holds what has been written so far. */
export function noteView(texts: Map<string, string>, { mute }: Dictation): NoteView {
  const status = el('p', { class: 'dictation-status', role: 'status' });
  const button = el('button', { type: 'button', class: 'dictate', 'aria-pressed': 'false' }, 'Diktera');
  let isOn = false;
  const show = (on: boolean): void => {
    isOn = on;
    button.setAttribute('aria-pressed', String(on));
    button.textContent = on ? 'Sluta diktera' : 'Diktera';
    status.textContent = on ? 'Diktera nu. Mikrofonen i videobesöket är släppt, och patienten hör dig inte.' : '';
  };
  button.onclick = () => {
    const wanted = !isOn;
    void mute(wanted).then(
      () => show(wanted),
      () => (status.textContent = 'Mikrofonen i videobesöket gick inte att ställa om.'),
    );
  };
  const fields = heads.map((head) => {
    const field = el('textarea', { rows: head === 'Kontaktorsak' ? 1 : 3, 'data-head': head });
    field.value = texts.get(head) ?? '';
    field.oninput = () => texts.set(head, field.value);
    return el('label', {}, el('span', {}, head), field);
  });
  return {
    element: el(
      'section',
      { class: 'card writing' },
      el('div', { class: 'card-head' }, el('h2', {}, 'Ny anteckning'), button),
      status,
      ...fields,
    ),
    showDictation: show,
  };
}
