import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDictationDevice, isDockOrScreen, isHandsFree, isHeadset, isUnsuited } from './device-labels.ts';

const dictation = [
  'Microphone (SpeechMike III) (0911:0c1c)',
  'Philips SpeechMike Premium Air',
  'Mikrofon (Philips SpeechOne)',
  'SPM4000',
  'LFH3500 Audio',
  'Grundig Digta SonicMic 3',
  'Mikrofon (Digta)',
  'Olympus RecMic II RM-4010P',
  'OM System RecMic',
  'Nuance PowerMic 4',
  'PowerMic III',
  'Dictaphone PowerMic II-NS',
];
const docks = [
  'ThinkPad USB-C Dock Gen2 USB Audio (17ef:a396)',
  'HP USB-C Dock Audio Headset',
  'Mikrofon (Realtek USB Audio – WD19 Docking Station)',
  'DELL U2722DE (Intel(R) Display Audio)',
  'HDMI 1 (NVIDIA High Definition Audio)',
  'DisplayLink Audio',
  'Monitor of Built-in Audio Analog Stereo',
];
const headsets = [
  'Jabra Evolve2 40 (0b0e:2481)',
  'Headset Microphone (Plantronics Blackwire 3220 Series)',
  'Headsetmikrofon (Poly Voyager Focus 2)',
  'EPOS IMPACT 760T',
  'Annas AirPods Pro',
  'Hörlurar (WH-1000XM4 Stereo)',
  'Headset (WH-1000XM4 Hands-Free AG Audio)',
];
const others = [
  'FaceTime HD-kamera',
  'MacBook Pro-mikrofon',
  'Mikrofonmatris (Realtek(R) Audio)',
  'Studio Display Microphone',
  'Logitech BRIO',
  'Jabra SPEAK 510 USB',
  'Poly Sync 20',
  'Built-in Audio Analog Stereo',
  '',
];

describe('device labels', () => {
  for (const label of dictation)
    test(`for dictation: ${label}`, () => {
      assert(isDictationDevice(label) && isUnsuited(label));
      assert(!isHeadset(label));
    });
  for (const label of docks)
    test(`dock or screen: ${label}`, () => {
      assert(isDockOrScreen(label) && isUnsuited(label));
      assert(!isHeadset(label));
    });
  for (const label of headsets)
    test(`headset: ${label}`, () => {
      assert(isHeadset(label));
      assert(!isUnsuited(label));
    });
  for (const label of others)
    test(`neither: ${label || 'no label'}`, () => {
      assert(!isUnsuited(label) && !isHeadset(label));
    });
  test('a camera for signing in is no camera for a visit', () => {
    assert(isUnsuited('Integrated IR Camera (04f2:b6ea)'));
    assert(!isUnsuited('Integrated Camera (04f2:b6ea)'));
  });
  test('Bluetooth in hands-free mode', () => {
    for (const label of [
      'Headset (WH-1000XM4 Hands-Free AG Audio)',
      'Headset (Jabra Evolve2 65) (Bluetooth)',
      'AirPods Pro (Bluetooth)',
      'AirPods – Anna',
      'bluez_input.AC_12_2F.0',
    ])
      assert(isHandsFree(label), label);
    for (const label of ['Hörlurar (WH-1000XM4 Stereo)', 'Jabra Link 380', 'Inbyggd mikrofon', ''])
      assert(!isHandsFree(label), label);
  });
});
