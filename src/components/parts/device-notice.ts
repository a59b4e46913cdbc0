import { html, nothing, type TemplateResult } from 'lit';
import { isHeadset } from '../../core/media/device-labels.ts';
import type { DeviceNotice } from '../../core/media/devices-snapshot.ts';
import type { Localize } from '../../locales/localize.ts';
import { notice as noticeBox } from './error-notice.ts';

/** What a notice says: what is so, then what to do where there is anything to do. */
export function noticeSentence(words: Localize, notice: DeviceNotice): string {
  switch (notice.kind) {
    case 'nothing':
      if (notice.what !== 'silent') return words.term(`nothing:${notice.what}`);
      return words.term(isHeadset(notice.label) ? 'nothing:silent-headset' : 'nothing:silent');
    case 'returned':
      return words.term('deviceReturned', notice.label || words.term(notice.device));
    case 'switched': {
      const to = notice.to || words.term('systemSpeaker');
      if (notice.why === 'gone') return words.term('deviceGone', notice.from || words.term(notice.device), to);
      return notice.device === 'camera' ? words.term('deviceNow', to) : words.term('soundNow', to);
    }
  }
}

/** What happened to a device by itself, and what the person may do about it. */
export function deviceNotice(words: Localize, notice: DeviceNotice, answer: (yes: boolean) => void): TemplateResult {
  const offer =
    notice.kind === 'returned'
      ? words.term('useDevice', notice.label || words.term(notice.device))
      : notice.kind === 'switched' && notice.undo
        ? words.term('undo')
        : null;
  return noticeBox(
    html`<p class="sentence">${noticeSentence(words, notice)}</p>
      <div class="actions">
        ${offer ? html`<button type="button" class="button" @click=${() => answer(true)}>${offer}</button>` : nothing}
        <button type="button" class="button ${offer ? 'quiet' : ''}" @click=${() => answer(false)}>
          ${words.term('understood')}
        </button>
      </div>`,
  );
}
