import type { GuideTexts } from './texts.ts';

export const en: GuideTexts = {
  title: 'How a video visit works',
  lead: 'You need a phone, tablet or computer with a camera. There is nothing to install.',
  print: 'Print the guide',
  steps: {
    open: { title: 'Open the visit', text: 'Sign in and open your visit, a few minutes before your time if you can.' },
    permission: {
      title: 'Allow camera and microphone',
      text: 'The browser asks for permission. Choose Allow. Nobody sees you yet.',
    },
    private: {
      title: 'Sit in private',
      text: 'Sit where you are alone. With a headset nobody else hears what is said.',
    },
    wait: {
      title: 'Wait in the waiting room',
      text: 'You see whether the clinic knows that you are here. It may take a while. You keep your place.',
    },
    meeting: {
      title: 'The visit begins',
      text: 'You are called in. Then you see and hear each other. You need not do anything.',
    },
    controls: {
      title: 'The buttons',
      text: 'With the buttons you turn microphone and camera off and on. With the red one you leave the visit.',
    },
    network: {
      title: 'If it breaks up',
      text: 'Move closer to your router, or turn the camera off for a while. The visit reconnects by itself.',
    },
    phone: { title: 'If it does not work at all', text: 'Keep your phone near. Then the clinic can ring you instead.' },
    done: {
      title: 'When the visit is over',
      text: 'The page says that the visit is over. Camera and microphone are off.',
    },
  },
  contact: 'Do you need help?',
};
