/**
 * A plugin for Rollup and Vite. janus.js gives itself to an AMD loader or to CommonJS where the page has one, and its own
 * export is then undefined: here it sees neither.
 */
export const onlyAsModule = {
  name: 'only-as-module',
  transform(code, id) {
    if (!id.includes('janus-gateway')) return null;
    return { code: `const define = undefined, module = undefined;\n${code}`, map: null };
  },
};
