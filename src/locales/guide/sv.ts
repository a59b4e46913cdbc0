import type { GuideTexts } from './texts.ts';

export const sv: GuideTexts = {
  title: 'Så går ett videobesök till',
  lead: 'Du behöver en telefon, surfplatta eller dator med kamera. Du behöver inte installera något.',
  print: 'Skriv ut guiden',
  steps: {
    open: { title: 'Öppna besöket', text: 'Logga in och öppna ditt besök. Gör det gärna några minuter före din tid.' },
    permission: {
      title: 'Tillåt kamera och mikrofon',
      text: 'Webbläsaren frågar om lov. Välj Tillåt. Ingen ser dig än.',
    },
    private: { title: 'Sitt ostört', text: 'Sitt där du är ensam. Med headset hör ingen annan vad som sägs.' },
    wait: {
      title: 'Vänta i väntrummet',
      text: 'Du ser om mottagningen vet att du är här. Det kan dröja en stund. Du behåller din plats.',
    },
    meeting: {
      title: 'Besöket börjar',
      text: 'Du blir inropad. Då ser och hör ni varandra. Du behöver inte göra något.',
    },
    controls: {
      title: 'Knapparna',
      text: 'Med knapparna stänger du av och slår på mikrofonen och kameran. Med den röda lämnar du besöket.',
    },
    network: {
      title: 'Om det hackar',
      text: 'Gå närmare din router, eller stäng av kameran en stund. Besöket kopplar upp sig igen av sig självt.',
    },
    phone: { title: 'Om det inte går alls', text: 'Ha telefonen nära. Då kan mottagningen ringa dig i stället.' },
    done: {
      title: 'När besöket är slut',
      text: 'Sidan säger att besöket är slut. Kameran och mikrofonen är avstängda.',
    },
  },
  contact: 'Behöver du hjälp?',
};
