/** An id that no other page makes, of 32 hexadecimal digits. Not `crypto.randomUUID`: only pages that are secure have it. */
export const uniqueId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
