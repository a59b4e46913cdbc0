import type { SupportTexts } from './texts.ts';

export const en: SupportTexts = {
  title: 'Help',
  step: {
    'help-page': 'Here is help with video visits.',
    'self-test': 'You are testing camera and sound.',
    before: 'Your visit is booked. The waiting room is not open yet.',
    opening: 'Your visit is being opened.',
    checking: 'You are at camera and microphone, before the waiting room.',
    waiting: 'You are in the waiting room.',
    'called-in': 'You are on your way into the visit.',
    'on-stage': 'You are in the visit.',
    over: 'The visit is over.',
    'taken-over': 'The visit is open somewhere else.',
    failed: 'The visit could not be opened.',
    'day-list': 'You are in the list of today’s visits.',
  },
  visitStays: 'The visit stays while you read.',
  common: 'This most often helps',
  topics: {
    open: {
      title: 'The visit cannot be opened',
      tries: [
        'Go back to your booked visits and open the visit from there.',
        'Reload the page.',
        'Try another browser or another device.',
      ],
    },
    time: {
      title: 'The waiting room is not open',
      tries: [
        'It opens a while before your time.',
        'Keep the page open, or come back later. You need not confirm anything.',
      ],
    },
    permission: {
      title: 'The browser does not let camera or microphone through',
      tries: [
        'Press the symbol to the left of the page’s address.',
        'Choose Allow for camera and microphone.',
        'Reload the page.',
      ],
    },
    picture: {
      title: 'I cannot be seen',
      tries: [
        'See that nothing covers the camera.',
        'Close other programs that may use the camera.',
        'Choose another camera under Devices.',
      ],
    },
    heard: {
      title: 'I cannot be heard',
      tries: [
        'See that the microphone is on, also on the headset itself.',
        'Choose another microphone under Devices.',
        'Unplug the headset and try without it.',
      ],
    },
    sound: {
      title: 'I hear nothing',
      tries: [
        'Turn up the sound of the phone or computer.',
        'Choose another speaker under Devices.',
        'Ask whether the other person’s microphone is on.',
      ],
    },
    network: {
      title: 'Picture or sound breaks up or goes away',
      tries: [
        'Move closer to your router, or change to the phone’s network.',
        'Close what else uses the network, such as films.',
        'Turn the camera off for a while. Then there is room for the sound.',
      ],
    },
    wait: {
      title: 'Nobody comes',
      tries: [
        'Stay here. You keep your place, and the clinic sees that you are here when the page says so.',
        'The visit before yours may take longer.',
        'Ring the clinic if you have waited long.',
      ],
    },
    private: {
      title: 'I do not want others to hear or see',
      tries: ['Sit where you are alone.', 'Use a headset. Then nobody else hears.', 'Sit with a wall behind you.'],
    },
    back: {
      title: 'I want to go back to the visit',
      tries: [
        'Open the visit again from your booked visits.',
        'Has the clinic ended the visit? Then you need to contact them.',
      ],
    },
    'patient-away': {
      title: 'The patient does not come',
      tries: [
        'The row shows whether the patient has opened the visit.',
        'Wait some minutes. The patient can come in though the time has begun.',
        'Ring the patient if it takes long.',
      ],
    },
    late: {
      title: 'I am late',
      tries: [
        'Tell it on the patient’s row: 5, 10, 15 or 30 minutes, or in your own words.',
        'The patient sees it at once and keeps their place.',
        'You can take it back.',
      ],
    },
    ring: {
      title: 'Picture or sound will not work',
      tries: [
        'Press the phone number in the panel. In the visit the patient sees at once that you are ringing.',
        'The picture stays if it works.',
        'You can go back to video at any time.',
      ],
    },
    dictate: {
      title: 'I am going to dictate',
      tries: [
        'Mute the microphone for dictation. It is then released, and the patient is told that sound is paused.',
        'Dictate with the dictation device.',
        'Turn it off again when you are done. Then the patient hears you.',
      ],
    },
    'put-back': {
      title: 'I need a moment to myself',
      tries: [
        'Put the patient back in the waiting room. The patient then sees and hears nothing from you.',
        'Call in again when you are ready.',
      ],
    },
    'drop-in': {
      title: 'Patients without a booked time',
      tries: [
        'If the unit holds drop-in visits, those who wait are in a queue in the panel.',
        'Take the next, or choose someone in the queue.',
        'Close the queue when you have no time for more. Those who wait keep their place.',
      ],
    },
    'be-seen': {
      title: 'I want to be seen and heard well',
      tries: [
        'Have the camera at eye level, an arm’s length away.',
        'Have the light from the front, not from a window behind you.',
        'Use a headset. Test it under Test sound and picture.',
      ],
    },
  },
  contact: 'Contact us',
  contactWhy: 'We help you whatever it is about.',
  guide: 'Illustrated guide to print',
  write: 'Write to us',
  kind: { fault: 'Something does not work', opinion: 'I have an opinion', question: 'I wonder how to do something' },
  ask: { fault: 'What does not work?', opinion: 'What do you think?', question: 'What do you wonder?' },
  noHealth: 'Write nothing about your health and no personal numbers. We see where in the visit you are.',
  send: 'Send',
  sending: 'Sending',
  empty: 'Write something first.',
  sent: 'Thank you! We have received what you wrote.',
  notSent: 'It could not be sent. What you have written is still here. Try again in a while.',
  writeMore: 'Write something more',
  code: 'Error code:',
};
