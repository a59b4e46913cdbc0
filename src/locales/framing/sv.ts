import type { FramingTexts } from './texts.ts';

export const sv: FramingTexts = {
  title: 'Så syns du bra',
  tips: [
    'Ha kameran i ögonhöjd, på en armlängds avstånd.',
    'Ha huvud och axlar i bild, med en liten bit luft ovanför huvudet.',
    'Ha ljuset framifrån, inte från ett fönster bakom dig.',
    'Titta i kameran när du säger det viktigaste. Lägg journalen nära kameran, så märks det mindre när du läser.',
    'Ta på headset, och ha ingenting bakom dig som andra inte ska se.',
  ],
  show: 'Visa min bild',
  hide: 'Stäng av min bild',
  outline: 'Sitt så att du fyller konturen. Bara du ser bilden.',
};
