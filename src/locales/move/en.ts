import type { MoveTexts } from './texts.ts';

export const en: MoveTexts = {
  title: 'Continue on another device',
  lead: 'Point the other device’s camera at the square. You keep your place.',
  code: 'QR code with the link to your visit',
  orLink: 'Or open this link on the other device',
  copy: 'Copy the link',
  copied: 'The link is copied.',
  notCopied: 'The link could not be copied. Select it and copy it yourself.',
  once: 'The link works once, within five minutes. Do not show it to anyone else.',
  meanwhile: 'You stay here until the other device has picture and sound.',
  making: 'We are fetching a code',
  expired: 'The code is no longer valid.',
  newCode: 'Show a new code',
  failed: 'A code could not be fetched. Your visit is still here.',

  hereTitle: 'Continue the visit here',
  hereLead: 'Turn on camera and microphone on this device. The visit stays on the other one until you are ready.',
  moving: 'The visit is moving here',
  movingNext: 'Choose Allow if the browser asks about camera and microphone.',
  usedTitle: 'The link no longer works',
  usedNext: 'It works once, within five minutes. Show a new code on the other device and scan it here.',
};
