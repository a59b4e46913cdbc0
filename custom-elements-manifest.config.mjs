const published = (path) => path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');

/** The manifest speaks of the published files, not of the sources. */
const publishedPaths = {
  name: 'published-paths',
  packageLinkPhase({ customElementsManifest }) {
    const visit = (node) => {
      if (Array.isArray(node)) return node.forEach(visit);
      if (node === null || typeof node !== 'object') return;
      for (const [key, value] of Object.entries(node)) {
        if ((key === 'path' || key === 'module') && typeof value === 'string')
          node[key] = published(value.replace(/^\//, ''));
        else visit(value);
      }
    };
    visit(customElementsManifest);
  },
};

export default {
  globs: ['src/components/**/*.ts', 'src/index.ts'],
  exclude: ['**/*.test.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publishedPaths],
};
