import { ContextConsumer } from '@lit/context';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { inviteLinkContext } from '../../context/invite-link-context.ts';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import { isFull } from '../../contract/people.ts';
import { isPatientSide } from '../../contract/visit-status.ts';
import type { ParticipantView, VisitView } from '../../contract/index.ts';
import {
  callInAgain,
  invite,
  putBack,
  remove,
  standingOf,
  type Invited,
  type InviteLink,
} from '../../core/participants/participants.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { participantsTexts } from '../../locales/participants/texts.ts';
import { putBackTexts } from '../../locales/put-back/texts.ts';
import { stageToolStyles } from '../../styles/stage-tool.styles.ts';
import { ActionController } from '../action-controller.ts';
import { ConfirmationController } from '../confirmation-controller.ts';
import { DisclosureController } from '../disclosure-controller.ts';
import { icon, icons } from '../icons/icons.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { VisitElement } from '../visit-element.ts';
import { fire } from '../visit-events.ts';
import { fullName, patientOf } from '../visit-people.ts';
import { patientSidePutBack } from '../visit-put-back/visit-put-back.ts';
import { Invitation } from './invitation.ts';
import { participantsStyles } from './visit-participants.styles.ts';

const door = icon(svg`<path d="M5 3.5h9v17H5zM14 12h7M18 9l3 3-3 3" />`);
const people = icon(
  svg`<circle cx="9" cy="8" r="3.5" /><path d="M2.5 19.5a6.5 6.5 0 0 1 13 0M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 13.5a6.5 6.5 0 0 1 3.5 6" />`,
);

/**
 * Who takes part (N15), for the clinician whose visit it is: puts the patient back to the waiting room and calls them in again
 * with one press; shows who is here, waits or is invited; lets in, puts back and removes an interpreter or companion, and
 * invites one. The host makes the link (`inviteLink`). Reads the session context.
 *
 * @event {CustomEvent<VisitInvitedDetail>} visit-invited - One more takes part; `detail` has participant id and role.
 * @event {CustomEvent<VisitErrorDetail>} visit-error - An action was refused.
 * @csspart base - The inner box.
 * @csspart people - The opened list.
 * @csspart person - One person in it.
 * @csspart invitation - The link for one who is invited.
 */
export class VisitParticipants extends VisitElement {
  static override styles = [VisitElement.styles, stageToolStyles, participantsStyles];
  static override properties = { inviteLink: { attribute: false } };

  /** The host's way to make the link for one who is invited. Default: what `<video-visit-clinician>` was given. */
  declare inviteLink: InviteLink | null;

  readonly #texts = this.useTexts(participantsTexts);
  readonly #putBackTexts = this.useTexts(putBackTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ visit, self }) => ({ visit, self }),
  });
  readonly #hostsLink = new ContextConsumer(this, { context: inviteLinkContext, subscribe: true });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);
  readonly #opened = new DisclosureController(this, 'people');
  readonly #confirmation = new ConfirmationController(this);
  readonly #invitation = new Invitation(this, () => this.inviteLink ?? this.#hostsLink.value ?? null);
  /** Whom the question is about. */
  #removing: string | null = null;
  #nameMissing = false;
  #role: Invited['role'] = 'interpreter';

  constructor() {
    super();
    this.inviteLink = null;
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const { visit = null, self = null } = this.#session.value ?? {};
    if (!visit || self?.role !== 'clinician') return nothing;
    const texts = this.#texts();
    const count = visit.participants.filter(({ admission }) => admission === 'admitted').length;
    return html`${this.#renderPutBack(visit)}
      <button
        type="button"
        class="button tool"
        data-discloses=${this.#opened.name}
        aria-expanded=${this.#opened.open ? 'true' : 'false'}
        aria-controls="people"
        @click=${this.#opened.toggle}
      >
        ${people} ${texts.people(count)}
      </button>
      <div id="people" class="tool-opened" ?hidden=${!this.#opened.open && !this.#action.error}>
        ${this.#action.error ? errorNotice(this.words, this.#action.error) : nothing}
        ${this.#opened.open ? this.#renderPeople(visit, self) : nothing}
      </div>`;
  }

  /** Of the patient's side; one button, so that it keeps the focus when it turns into its opposite. */
  #renderPutBack(visit: VisitView): TemplateResult | typeof nothing {
    const texts = this.#putBackTexts();
    const away = patientSidePutBack(visit) !== null;
    const isHere = visit.participants.some((person) => isPatientSide(person) && person.admission === 'admitted');
    if (!away && !isHere) return nothing;
    return html`<button
      type="button"
      class="button tool ${away ? 'primary' : ''}"
      aria-disabled=${this.#action.busy ? 'true' : 'false'}
      @click=${() => (away ? this.#do('call-in', callInAgain) : this.#do('put-back', (session) => putBack(session)))}
    >
      ${away ? icons.call : door} ${away ? texts.callInAgain : texts.putBack}
    </button>`;
  }

  #renderPeople(visit: VisitView, self: ParticipantView): TemplateResult {
    const texts = this.#texts();
    // Colleagues who only look on take no part.
    const shown = visit.participants.filter(
      ({ id, role, admission }) =>
        admission !== 'removed' && (role !== 'clinician' || id === self.id || admission === 'admitted'),
    );
    return html`<div class="people" part="people" role="group" aria-labelledby="title" @keydown=${this.#closeOnEscape}>
      <h3 id="title" tabindex="-1" data-heading data-disclosed=${this.#opened.name}>${texts.title}</h3>
      <ul class="list">
        ${shown.map((person) => this.#renderPerson(visit, person))}
      </ul>
      ${this.#invitation.participantId === null ? this.#renderInvite(visit) : this.#invitation.render(texts)}
      <button type="button" class="button quiet" @click=${this.#opened.close}>${this.words.term('close')}</button>
    </div>`;
  }

  #renderPerson(visit: VisitView, person: ParticipantView): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const isGuest = person.role === 'interpreter' || person.role === 'companion';
    return html`<li class="person" part="person">
      <div class="who">
        <p class="name">${fullName(words, person)}</p>
        <p class="quiet-text">${words.term(`role:${person.role}`)} · ${texts.standing[standingOf(visit, person)]}</p>
      </div>
      ${isGuest ? this.#renderGuest(visit, person) : nothing}
    </li>`;
  }

  #renderGuest(visit: VisitView, { id, name, role, admission, onBehalfOf }: ParticipantView): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const busy = this.#action.busy ? 'true' : 'false';
    if (this.#confirmation.open && this.#removing === id)
      return html`${this.#confirmation.render(
        { question: texts.removeQuestion(name), means: texts.removeMeans, yes: texts.remove, no: texts.keep },
        () => this.#do('remove', (session) => remove(session, id)),
      )}`;
    const button = (label: string, text: string, primary: boolean, press: () => void, asks = false): TemplateResult =>
      html`<button
        type="button"
        class="button ${primary ? 'primary' : ''}"
        aria-label=${label}
        aria-disabled=${busy}
        ?data-asks=${asks && (this.#removing ?? id) === id}
        @click=${press}
      >
        ${text}
      </button>`;
    const isOfPatient = isPatientSide({ role, onBehalfOf });
    return html`<div class="actions">
      ${
        admission === 'waiting' && visit.status === 'in-progress'
          ? button(words.term('letInPerson', name), words.term('letIn'), true, () =>
              this.#do('admit', (session) => session.admit(id)),
            )
          : nothing
      }
      ${
        admission === 'admitted' && !isOfPatient
          ? button(texts.putBackPerson(name), texts.putBack, false, () =>
              this.#do('put-back', (session) => putBack(session, id)),
            )
          : nothing
      }
      ${
        admission === 'outside' && role !== 'clinician' && role !== 'patient' && this.#invitation.participantId !== id
          ? button(texts.showLinkOf(name), texts.showLink, false, () =>
              this.#showLink({ visitId: visit.id, participantId: id, role, name }),
            )
          : nothing
      }
      ${button(texts.removePerson(name), texts.remove, false, () => this.#askToRemove(id), true)}
    </div>`;
  }

  #renderInvite(visit: VisitView): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    if (isFull(visit.participants)) return html`<p class="full">${texts.full}</p>`;
    const patient = patientOf(visit)?.name ?? '';
    return html`<form novalidate @submit=${this.#submit}>
      <h4>${texts.inviteTitle}</h4>
      <fieldset>
        <legend>${texts.who}</legend>
        ${(['interpreter', 'companion'] as const).map(
          (role) =>
            html`<label class="choice">
              <input
                type="radio"
                name="role"
                value=${role}
                ?checked=${role === 'interpreter'}
                @change=${() => this.#chooseRole(role)}
              />
              ${words.term(`role:${role}`)}
            </label>`,
        )}
      </fieldset>
      <label class="field">
        <span>${texts.name}</span>
        <input
          name="name"
          maxlength="200"
          autocomplete="off"
          required
          aria-invalid=${this.#nameMissing ? 'true' : 'false'}
          aria-describedby="missing"
        />
      </label>
      <p id="missing" class="wrong" role="alert">${this.#nameMissing ? texts.nameMissing : ''}</p>
      ${
        this.#role === 'companion'
          ? html`<label class="choice"><input type="checkbox" name="acts" /> ${texts.actsForPatient(patient)}</label>`
          : nothing
      }
      <button type="submit" class="button primary" aria-disabled=${this.#action.busy ? 'true' : 'false'}>
        ${texts.invite}
      </button>
    </form>`;
  }

  #chooseRole(role: Invited['role']): void {
    this.#role = role;
    this.requestUpdate();
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const name = String(data.get('name') ?? '').trim();
    this.#nameMissing = name === '';
    this.requestUpdate();
    if (name === '') return form.querySelector<HTMLInputElement>('[name="name"]')?.focus();
    const visit = this.#session.value?.visit;
    const patient = visit && patientOf(visit);
    const role = this.#role;
    const onBehalfOf = role === 'companion' && data.get('acts') !== null && patient ? { onBehalfOf: patient.name } : {};
    this.#do('invite', async (session) => {
      const invited = await invite(session, { role, name, ...onBehalfOf });
      fire(this, 'visit-invited', { visitId: invited.visitId, participantId: invited.participantId, role });
      form.reset();
      this.#role = 'interpreter';
      await this.#showLink(invited);
    });
  };

  async #showLink(invited: Invited): Promise<void> {
    const shown = this.#invitation.show(invited);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-invited]')?.focus();
    await shown;
  }

  #askToRemove(id: string): void {
    this.#removing = id;
    this.#confirmation.ask();
  }

  /** The question takes its own Escape. */
  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    if (!this.#confirmation.open) this.#opened.closeOnEscape(event);
  };

  #do(name: string, deed: (session: VisitSessionLike) => Promise<void>): void {
    const session = this.#session.source;
    if (session) void this.#action.run(name, () => deed(session));
  }
}

type Selection = Pick<VisitSnapshot, 'visit' | 'self'>;

declare global {
  interface HTMLElementTagNameMap {
    'visit-participants': VisitParticipants;
  }
}
