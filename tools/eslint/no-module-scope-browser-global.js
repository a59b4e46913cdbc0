import globals from 'globals';

/** Known to browsers only: what Node has too may be used anywhere. */
const browserOnly = new Set(
  Object.keys(globals.browser).filter(
    (name) => !(name in globals.nodeBuiltin) && !(name in globals.builtin) && name !== 'WebSocket',
  ),
);
for (const name of ['navigator', 'WebSocket', 'crypto', 'localStorage', 'sessionStorage']) browserOnly.add(name);

/** Whether this scope runs when the module is loaded, rather than when something is called. */
function runsAtLoad(scope) {
  for (let current = scope; current; current = current.upper) {
    if (current.type === 'function') return false;
    if (current.type === 'class-field-initializer') {
      const field = current.block.parent;
      if (field?.type === 'PropertyDefinition' && !field.static) return false;
    }
  }
  return true;
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    docs: {
      description:
        'every entry of the package can be imported on a server, so nothing of a browser is touched while loading',
    },
    messages: {
      early: '`{{name}}` exists in browsers only, and this runs when the module is loaded. Use it inside a function.',
    },
    schema: [],
  },
  create(context) {
    return {
      'Program:exit'(program) {
        const scope = context.sourceCode.getScope(program);
        const global = scope.type === 'global' ? scope : scope.upper;
        for (const reference of global?.through ?? []) check(reference);
        for (const variable of global?.variables ?? [])
          if (variable.defs.length === 0) variable.references.forEach(check);
      },
    };
    function check(reference) {
      const { identifier } = reference;
      if (!browserOnly.has(identifier.name) || reference.isTypeReference || !runsAtLoad(reference.from)) return;
      if (identifier.parent?.type === 'UnaryExpression' && identifier.parent.operator === 'typeof') return;
      if (identifier.parent?.type === 'TSTypeQuery') return;
      context.report({ node: identifier, messageId: 'early', data: { name: identifier.name } });
    }
  },
};
