import { html, nothing, type TemplateResult } from 'lit';
import type { ParticipantView } from '../../contract/index.ts';
import type { VisitError } from '../../core/errors.ts';
import type { Localize } from '../../locales/localize.ts';
import { icons } from '../icons/icons.ts';
import { deviceNotice } from '../parts/device-notice.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { fullName, patientOf } from '../visit-people.ts';
import { qualityWords, type QualityWords } from './quality-words.ts';
import { soundPausedAt, waitingOutside, type StageState } from './stage-state.ts';

/** What the person may answer. */
export interface MessageActions {
  letIn(participantId: string): void;
  playSound(): void;
  answerNotice(yes: boolean): void;
  retry(): void;
}

/** What is to be said between pictures and buttons; the most urgent first. Nothing while all is well. */
export function stageMessages(
  words: Localize,
  state: StageState,
  trouble: { readonly soundBlocked: boolean; readonly error: VisitError | null },
  actions: MessageActions,
): TemplateResult | typeof nothing {
  const { gateway, devices } = state;
  const messages: TemplateResult[] = waitingOutside(state).map((person) => waits(words, person, actions));
  if (trouble.soundBlocked) {
    messages.push(
      notice(
        html`<p class="sentence">${words.term('soundStopped')}</p>
          <button type="button" class="button primary" @click=${actions.playSound}>
            ${icons.sound} ${words.term('playSound')}
          </button>`,
      ),
    );
  }
  for (const { participant } of soundPausedAt(state.people))
    messages.push(notice(html`<p class="sentence">${words.term('soundPaused', participant.name)}</p>`));
  if (devices.notice) messages.push(deviceNotice(words, devices.notice, actions.answerNotice));
  const error = trouble.error ?? state.problem;
  if (error) messages.push(errorNotice(words, error, actions.retry));
  // That all goes on trying is said with the offer.
  if (state.ringInstead) {
    messages.push(
      notice(
        html`<p class="sentence">${ringWords(words, state)}</p>
          <p>${words.term('keepTrying')}</p>`,
      ),
    );
  } else if (!error && (gateway === 'interrupted' || gateway === 'away')) {
    messages.push(notice(html`<p class="sentence">${words.term('reconnecting')}</p>`));
  } else if (!error && state.phase === 'on-stage') {
    const line = qualityLine(words, state);
    if (line) messages.push(quality(line));
  }
  return messages.length > 0 ? html`<div class="messages">${messages}</div>` : nothing;
}

export const qualityLine = (
  words: Localize,
  { quality: now, pictureHeldBack, people }: StageState,
): QualityWords | null => now && qualityWords(words, now, pictureHeldBack, people);

export function ringWords(words: Localize, { role, visit }: StageState): string {
  if (role === 'clinician') return words.term('ringThePatient', (visit && patientOf(visit)?.name) ?? '');
  return words.term(role === 'interpreter' ? 'stayMeanwhile' : 'clinicWillRing');
}

/** One press lets them in. */
const waits = (words: Localize, person: ParticipantView, { letIn }: MessageActions): TemplateResult =>
  html`<div class="guest" part="waiting">
    <p class="sentence">${words.term('waitsOutside', fullName(words, person), words.term(`role:${person.role}`))}</p>
    <button
      type="button"
      class="button primary"
      aria-label=${words.term('letInPerson', person.name)}
      @click=${() => letIn(person.id)}
    >
      ${words.term('letIn')}
    </button>
  </div>`;

const quality = ({ sentence, advice }: QualityWords): TemplateResult =>
  html`<p class="quality" part="quality">${icons.connection}<span>${sentence} ${advice ?? nothing}</span></p>`;
