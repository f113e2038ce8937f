import { Node, VariableDeclarationKind, type SourceFile, type Statement } from 'ts-morph';
import type { Location } from '../core/model.ts';
import type { Edit, Left } from './edit.ts';
import { lineBreak, lineStart } from './lines.ts';
import { offsetsOf } from './source.ts';

/** A number that readers cannot follow. */
export interface UnnamedNumber {
  readonly at: Location;
  /** Name of the place it stands in: `confidence`, `retry.1`. */
  readonly slot: string;
  readonly role: string;
  readonly unit?: string;
  /** It stands in a comparison, so the place is what is compared. */
  readonly compared: boolean;
  /** Who is given the number or who holds it, for a place that says no more than the role. */
  readonly context: string;
}

/**
 * Gives numbers names: constants above the statement of the module in which each stands first, named after place, role and unit.
 * Equal numbers of one place share one.
 */
export function hoistNumbers(file: SourceFile, numbers: readonly UnnamedNumber[]): readonly (readonly Edit[] | Left)[] {
  const taken = new Set(file.getDescendants().filter(Node.isIdentifier).map(each => each.getText()));
  const made = new Map<string, readonly Edit[]>();
  return numbers.map(number => hoist(file, number, taken, made));
}

function hoist(file: SourceFile, number: UnnamedNumber, taken: Set<string>, made: Map<string, readonly Edit[]>): readonly Edit[] | Left {
  const text = file.getFullText();
  const { start, end } = offsetsOf(file, number.at);
  const digits = text.slice(start, end);
  // A product of names needs them where the constant stands, and a comment needs its place.
  if (!/^[-+\d._a-fA-FxXoObnE\s*/()]+$/.test(digits) || /\/[/*]|\n/.test(digits)) return { left: 'it is more than a number; name it by hand' };
  const node = file.getDescendantAtPos(start);
  const top = node?.getAncestors().find(each => Node.isSourceFile(each.getParent()));
  if (node === undefined || top === undefined || !Node.isStatement(top) || !isValue(node)) return { left: 'no constant can stand for it there; name it by hand' };
  const place = whereFrom(file, top);
  const name = nameFor(number);
  const uses = [{ start, end, text: name }, ...twinsOf(node, top, start, digits).map(twin => ({ start: twin.getStart(), end: twin.getEnd(), text: name }))];
  const known = made.get(`${name} ${digits}`);
  // The others may come to nothing, so each brings the constant along; of equal edits one is made.
  if (known !== undefined && known[0]!.start <= start) return [...known, ...uses];
  if (isDeclared(file, name, digits, top)) return uses;
  if (taken.has(name)) return { left: `its name would be \`${name}\`, which stands for something else there; name it by hand` };
  taken.add(name);
  const broken = lineBreak(text);
  const constant: readonly Edit[] = [{ start: place, end: place, text: `const ${name} = ${digits}${hasSemicolons(file, place) ? ';' : ''}${broken}` }, { start: place, end: place, text: broken }];
  made.set(`${name} ${digits}`, constant);
  return [...constant, ...uses];
}

/** Equal numbers that the same quantity is held against beside it (`if (a.length > 50) a.splice(0, a.length - 50)`): named alone, the two would drift apart. */
function twinsOf(node: Node, top: Statement, start: number, digits: string): readonly Node[] {
  const isNumber = (each: Node): boolean => each.getText() === digits && (Node.isNumericLiteral(each) || Node.isBinaryExpression(each) || Node.isPrefixUnaryExpression(each));
  const own = [node, ...node.getAncestors()].find(each => each.getStart() === start && isNumber(each));
  const held = own && heldAgainst(own);
  return held === undefined ? [] : top.getDescendants().filter(each => each.getStart() !== start && isNumber(each) && heldAgainst(each) === held && isValue(each));
}

/** The other side of a comparison or a difference; nothing for what does not name a quantity. */
function heldAgainst(number: Node): string | undefined {
  const around = number.getParent();
  if (!Node.isBinaryExpression(around) || !/^([<>]=?|[=!]==?|-)$/.test(around.getOperatorToken().getText())) return undefined;
  const other = around.getLeft() === number ? around.getRight() : around.getLeft();
  return Node.isIdentifier(other) || Node.isPropertyAccessExpression(other) ? other.getText().replaceAll('?.', '.') : undefined;
}

/** As most statements of the file do; always where what begins the next line would read on without one. */
function hasSemicolons(file: SourceFile, place: number): boolean {
  const ends = file
    .getDescendantStatements()
    .filter(
      each =>
        Node.isVariableStatement(each) ||
        Node.isExpressionStatement(each) ||
        Node.isReturnStatement(each) ||
        Node.isImportDeclaration(each) ||
        Node.isExportAssignment(each),
    )
    .map(each => each.getText());
  return ends.filter(text => /[^\s];$/.test(text)).length * 2 >= ends.length || /^\s*[[(`+\-/](?![/*])/.test(file.getFullText().slice(place));
}

/** A constant of this name and number stands above already. */
function isDeclared(file: SourceFile, name: string, number: string, top: Statement): boolean {
  const declaration = file.getVariableDeclaration(name);
  const statement = declaration?.getVariableStatement();
  return statement?.getDeclarationKind() === VariableDeclarationKind.Const && declaration?.getInitializer()?.getText() === number && statement.getPos() < top.getPos();
}

/** The place of a value: not of a type, of an enum's member, of a name, and nothing that has to be a literal. */
const isValue = (node: Node): boolean => {
  const literal = Node.isNumericLiteral(node) || Node.isBigIntLiteral(node) ? node : node.getFirstDescendant(Node.isNumericLiteral) ?? node;
  return !literal.getAncestors().some(each => Node.isTypeNode(each) && !Node.isExpressionWithTypeArguments(each) || Node.isEnumMember(each) || Node.isDecorator(each) || isLiteralConst(each, node))
    && !(Node.isPropertyAssignment(literal.getParent()) && literal.getParent()?.getChildAtIndex(0) === literal);
};

/** `5 as const` takes no name in the place of the number. */
const isLiteralConst = (each: Node, number: Node): boolean =>
  (Node.isAsExpression(each) || Node.isTypeAssertion(each)) && each.getTypeNode()?.getText() === 'const' && each.getExpression().getStart() === number.getStart();

/**
 * Above the statement and its comments; where an earlier statement may already run the function or class that stands
 * there, above that one, since a constant is not there before its line has run.
 */
function whereFrom(file: SourceFile, top: Statement): number {
  const text = file.getFullText();
  const statements = file.getStatements();
  let index = statements.indexOf(firstThatRuns(statements, top));
  while (index > 0 && lineStart(text, statements[index]!.getStart()) < statements[index - 1]!.getEnd()) index--; // On the last line of another.
  const statement = statements[index]!;
  const comments = statement.getLeadingCommentRanges();
  // The comment at the head of a file speaks of the file, and some must stay there.
  const isApart = (at: number): boolean => /\n\s*\n/.test(text.slice(comments[at]!.getEnd(), comments[at + 1]?.getPos() ?? statement.getStart()));
  let foreign = comments.findLastIndex((comment, at) => isApart(at) || ofFile.test(comment.getText()));
  // Lines that read on from the head of the file are part of it.
  if (foreign >= 0 && /Copyright|@license/.test(comments[foreign]!.getText()))
    while (!isApart(foreign) && comments[foreign + 1]?.getText().startsWith('//') && comments[foreign]!.getText().startsWith('//')) foreign++;
  return lineStart(text, comments[foreign + 1]?.getPos() ?? statement.getStart());
}

const ofFile = /^\/\/\/|^\/[/*][*!\s]*(@ts-(nocheck|check)|@jsx|@flow|@(license|copyright|preserve|fileoverview|file\b|vitest-environment|jest-environment)|eslint-(disable|enable|env)(?!-)|global |oxlint-(disable|enable)(?!-)|biome-ignore-all|prettier-ignore-start|Copyright)/;

/** The first statement that names the function or class, or a function or class that names it, and so on. */
function firstThatRuns(statements: readonly Statement[], top: Statement): Statement {
  const name = Node.isFunctionDeclaration(top) || Node.isClassDeclaration(top) ? top.getName() : undefined;
  if (name === undefined) return top;
  const names = new Set([name]);
  const mentions = new Map(statements.filter(each => !Node.isImportDeclaration(each)).map(each => [each, new Set(each.getDescendants().filter(Node.isIdentifier).map(node => node.getText()))]));
  for (let size = 0; size < names.size;) {
    size = names.size;
    for (const [each, own] of mentions) {
      const declared = Node.isFunctionDeclaration(each) || Node.isClassDeclaration(each) ? each.getName() : undefined;
      if (declared !== undefined && [...names].some(known => own.has(known))) names.add(declared);
    }
  }
  return [...mentions].find(([each, own]) => each.getPos() < top.getPos() && [...names].some(known => own.has(known)))?.[0] ?? top;
}

const unitWords: { readonly [unit: string]: string } = {
  ms: 'MS', s: 'SECONDS', min: 'MINUTES', h: 'HOURS', d: 'DAYS', week: 'WEEKS', bytes: 'BYTES', KB: 'KB', MB: 'MB', GB: 'GB', percent: 'PERCENT',
};

/** `REQUEST_TIMEOUT_MS`: the words of the place, of the role where they do not say it, and of the unit. */
function nameFor({ slot, role, unit, context, compared }: UnnamedNumber): string {
  const roles = role.split('-').map(word => word.toUpperCase());
  const unitWord = unit === undefined ? undefined : unitWords[unit];
  const words = wordsOf(slot.replace(/(\.\d+)+$/, ''));
  // A percentage says its unit.
  const suffix = unitWord !== undefined && unitWord.length > 3 && words.some(word => word.startsWith(unitWord) && word !== unitWord) ? undefined : unitWord;
  const isUnit = suffix !== undefined && [suffix, suffix.replace(/S$/, ''), unit?.toUpperCase()].includes(words.at(-1));
  const body = isUnit ? words.slice(0, -1) : words;
  const place = body.some(word => !roles.includes(word)) ? body : [...wordsOf(context), ...body];
  // What a number is compared with is not its name, and a temperature is a weight to the rule alone.
  const all = [...place, ...(!compared || roles.every(word => place.includes(word)) ? [] : roles), ...(suffix === undefined ? [] : [suffix])];
  const name = all.filter((word, index) => word !== all[index - 1]).join('_');
  return /^\d/.test(name) ? `N_${name}` : name;
}

const wordsOf = (name: string): string[] =>
  name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').split(/[^\p{L}\d]+/u).filter(word => word !== '').map(word => word.toUpperCase());
