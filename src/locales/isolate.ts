const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * For names inside sentences: sets a name of the other writing direction apart (Unicode isolates, UAX #9), so that a
 * Swedish name does not turn an Arabic sentence around. A name of the sentence's own direction stays as it is.
 */
export const isolateIn =
  (direction: 'ltr' | 'rtl') =>
  (text: string): string =>
    RTL_LETTER.test(text) === (direction === 'rtl') ? text : `\u2068${text}\u2069`;
