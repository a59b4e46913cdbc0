import type { MoveTexts } from './texts.ts';

export const sv: MoveTexts = {
  title: 'Fortsätt på en annan enhet',
  lead: 'Rikta den andra enhetens kamera mot rutan. Du behåller din plats.',
  code: 'QR-kod med länken till ditt besök',
  orLink: 'Eller öppna den här länken på den andra enheten',
  copy: 'Kopiera länken',
  copied: 'Länken är kopierad.',
  notCopied: 'Länken kunde inte kopieras. Markera den och kopiera den själv.',
  once: 'Länken fungerar en gång, inom fem minuter. Visa den inte för någon annan.',
  meanwhile: 'Du är kvar här tills den andra enheten har bild och ljud.',
  making: 'Vi hämtar en kod',
  expired: 'Koden har slutat gälla.',
  newCode: 'Visa en ny kod',
  failed: 'Det gick inte att hämta en kod. Ditt besök är kvar här.',

  hereTitle: 'Fortsätt besöket här',
  hereLead: 'Slå på kamera och mikrofon på den här enheten. Besöket är kvar på den andra tills du är klar.',
  moving: 'Besöket flyttas hit',
  movingNext: 'Välj Tillåt om webbläsaren frågar om kamera och mikrofon.',
  usedTitle: 'Länken fungerar inte längre',
  usedNext: 'Den fungerar en gång, inom fem minuter. Visa en ny kod på den andra enheten och läs av den här.',
};
