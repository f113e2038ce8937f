import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * An esbuild plugin that puts the parser alone in the place of `src/facts/walk/parser.ts`: of the nine megabytes of
 * TypeScript that ts-morph bundles, the statements that parsing and the walk need. Loading all of it takes as long as
 * parsing two hundred files, and every collection of garbage goes through it again.
 *
 * What a statement needs is found by names alone, which can only keep too much; a member that is missing is `undefined`
 * at once, and `test/e2e/parser-alone.test.ts` holds the facts of this repository against those of the whole.
 */
export function parserAlone(root) {
  return {
    name: 'parser-alone',
    setup(context) {
      context.onLoad({ filter: /[\\/]src[\\/]facts[\\/]walk[\\/]parser\.ts$/ }, () => ({ contents: parserSource(root), loader: 'js', resolveDir: root }));
    },
  };
}

/** What the walk asks nodes themselves. TypeScript's own answers stand on classes of its language service, which need nearly all of it. */
const NODE_METHODS = `
  function PrivateName(kind, pos, end) { objectAllocator.getNodeConstructor().call(this, kind, pos, end); }
  objectAllocator.getPrivateIdentifierConstructor = () => PrivateName;
  for (const { prototype } of [objectAllocator.getNodeConstructor(), objectAllocator.getTokenConstructor(), objectAllocator.getIdentifierConstructor(), PrivateName]) {
    prototype.getStart = function (tree, withJsDoc) { return getTokenPosOfNode(this, tree, withJsDoc); };
    prototype.getEnd = function () { return this.end; };
    prototype.getText = function (tree = getSourceFileOfNode(this)) { return tree.text.substring(this.getStart(tree), this.end); };
  }
  for (const { prototype } of [objectAllocator.getIdentifierConstructor(), PrivateName]) Object.defineProperty(prototype, 'text', { get() { return idText(this); } });
  const { prototype: treePrototype } = objectAllocator.getSourceFileConstructor();
  treePrototype.getLineStarts = function () { return getLineStarts(this); };
  treePrototype.getLineAndCharacterOfPosition = function (position) { return getLineAndCharacterOfPosition(this, position); };
`;

function parserSource(root) {
  const fromTsMorph = createRequire(createRequire(path.join(root, 'package.json')).resolve('ts-morph'));
  const file = fromTsMorph.resolve('@ts-morph/common').replace(/ts-morph-common\.js$/, 'typescript.js');
  const ts = fromTsMorph(file);
  const tree = ts.createSourceFile('typescript.js', fs.readFileSync(file, 'utf8'), { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, ts.ScriptKind.JS);
  const statements = statementsIn(ts, tree);
  const exported = exportsIn(ts, tree, statements);
  // What is named and not exported is a type.
  const members = membersUsed(path.join(root, 'src/facts')).filter(name => exported.has(name));
  const wanted = members.map(name => exported.get(name));
  const kept = closure(ts, tree, statements, [...wanted, ...namesIn(ts, NODE_METHODS)]);
  const notice = tree.text.slice(0, tree.text.indexOf('*/') + 2).replace('/*!', '/*! @license');
  return [notice, ...kept.map(statement => tree.text.slice(statement.pos, statement.end)), NODE_METHODS, `export const ts = { ${members.map((name, i) => `${name}: ${wanted[i]}`).join(', ')} };`].join('\n');
}

/** Members of `ts` that the code below this folder names. */
function membersUsed(folder) {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const names = files.flatMap(file => [...fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/(?<![\w.'])ts\.([A-Za-z]\w*)/g)].map(([, name]) => name));
  return [...new Set(names)].sort();
}

/** Statements of the one function that the whole file is. */
function statementsIn(ts, tree) {
  let body;
  const visit = node => {
    if (!body && (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isBlock(node.body)) body = node.body;
    else if (!body) ts.forEachChild(node, visit);
  };
  tree.statements.forEach(visit);
  return [...(body?.statements ?? fail('TypeScript is no longer one function'))];
}

/** Names inside for the names outside: `__export(typescript_exports, { isBlock: () => isBlock })`. */
function exportsIn(ts, tree, statements) {
  const names = new Map();
  for (const { expression } of statements) {
    if (!expression || !ts.isCallExpression(expression) || expression.arguments[0]?.text !== 'typescript_exports' || !ts.isObjectLiteralExpression(expression.arguments[1])) continue;
    for (const { name, initializer } of expression.arguments[1].properties) names.set(name.text, initializer.body.text);
  }
  return names;
}

/** The statements that declare these names, and whatever those name, in their order. */
function closure(ts, tree, statements, roots) {
  const declaring = new Map();
  const completing = new Map();
  const add = (map, name, statement) => map.set(name, [...(map.get(name) ?? []), statement]);
  for (const statement of statements) {
    for (const name of declaredBy(ts, statement)) add(declaring, name, statement);
    for (const name of completedBy(ts, statement)) add(completing, name, statement);
  }
  const kept = new Set();
  const seen = new Set(roots);
  for (const name of seen) {
    for (const statement of [...(declaring.get(name) ?? []), ...(completing.get(name) ?? [])]) {
      if (kept.has(statement)) continue;
      kept.add(statement);
      for (const each of identifiersIn(ts, statement)) if (declaring.has(each)) seen.add(each);
    }
  }
  return statements.filter(statement => kept.has(statement));
}

function declaredBy(ts, statement) {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : identifiersIn(ts, name)));
}

/** `((Parser2) => { … })(Parser || (Parser = {}))` fills the namespace `Parser`, `__export(ns, { … })` the namespace `ns`. */
function completedBy(ts, { expression }) {
  if (!expression || !ts.isCallExpression(expression)) return [];
  const { expression: callee, arguments: [first] } = expression;
  if (ts.isIdentifier(callee) && callee.text === '__export' && first && ts.isIdentifier(first)) return [first.text];
  return ts.isParenthesizedExpression(callee) && first && ts.isBinaryExpression(first) && ts.isIdentifier(first.left) ? [first.left.text] : [];
}

function identifiersIn(ts, node) {
  const names = [];
  const visit = each => {
    if (ts.isIdentifier(each)) names.push(each.text);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}

const namesIn = (ts, text) => identifiersIn(ts, ts.createSourceFile('methods.js', text, ts.ScriptTarget.ESNext, false, ts.ScriptKind.JS));

function fail(message) {
  throw new Error(`${message}; mend \`scripts/parser-alone.mjs\``);
}
