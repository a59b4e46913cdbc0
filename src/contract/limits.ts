/** The most that one message holds, characters. */
export const MESSAGE_MAX_LENGTH = 2_000;
