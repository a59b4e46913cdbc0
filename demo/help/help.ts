import { ask } from '../shared/back-end.ts';
import { byId, el } from '../shared/dom.ts';

/** The region's public help page: nobody need be signed in. */
const texts = {
  sv: {
    title: 'Hjälp med videobesök',
    help: 'Hjälp',
    test: 'Prova din enhet',
    guide: 'Bildguide',
    practice: 'Öva',
    contact: 'Ring 010-000 00 00.',
  },
  en: {
    title: 'Help with video visits',
    help: 'Help',
    test: 'Test your device',
    guide: 'Guide',
    practice: 'Practise',
    contact: 'Ring 010-000 00 00.',
  },
  ar: {
    title: 'مساعدة في زيارات الفيديو',
    help: 'مساعدة',
    test: 'جرّب جهازك',
    guide: 'دليل',
    practice: 'تدريب',
    contact: 'اتصل بالرقم \u2066010-000 00 00\u2069.',
  },
} as const;
const views = ['help', 'test', 'guide', 'practice'] as const;

const query = new URLSearchParams(location.search);
const language = (['sv', 'en', 'ar'] as const).find((code) => code === query.get('lang')) ?? 'sv';
const words = texts[language];
const view = views.find((name) => name === query.get('view')) ?? 'help';

document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.title = `${words.title} – Region Norrvik`;
byId('title').textContent = words.title;
byId('pages').append(
  ...views.map((name) =>
    el(
      'a',
      { href: `?${new URLSearchParams({ view: name, lang: language })}`, 'aria-current': name === view && 'page' },
      words[name],
    ),
  ),
);
byId('main').append(await content());

async function content(): Promise<HTMLElement> {
  switch (view) {
    case 'test': {
      await import('video-visit/define/visit-self-test');
      return el('visit-self-test', await ask<{ service: string }>('help/service'));
    }
    case 'guide':
      await import('video-visit/define/visit-guide');
      return el('visit-guide', {}, el('p', {}, words.contact));
    case 'practice':
      await import('video-visit/define/video-visit');
      return el('video-visit', { practice: true, 'support-phone': '010-000 00 00' });
    case 'help': {
      await import('video-visit/define/visit-support');
      const { service } = await ask<{ service: string }>('help/service');
      const guide = `?${new URLSearchParams({ view: 'guide', lang: language })}`;
      return el('visit-support', { service, phone: '010-000 00 00', guide });
    }
  }
}
