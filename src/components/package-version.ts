/** As in package.json (a test holds them together); JSON cannot be imported everywhere that this must load. */
export const packageVersion = '0.1.0';
