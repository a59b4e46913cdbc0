import type { FramingTexts } from './texts.ts';

export const en: FramingTexts = {
  title: 'How to be seen well',
  tips: [
    'Have the camera at eye level, an arm’s length away.',
    'Have head and shoulders in the picture, with a little air above your head.',
    'Have the light from the front, not from a window behind you.',
    'Look into the camera when you say what matters most. Put the record near the camera, so that reading shows less.',
    'Wear a headset, and have nothing behind you that others should not see.',
  ],
  show: 'Show my picture',
  hide: 'Turn my picture off',
  outline: 'Sit so that you fill the outline. Only you see the picture.',
};
