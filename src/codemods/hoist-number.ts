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
  const made = new Map<string, number>();
  return numbers.map(number => hoist(file, number, taken, made));
}

function hoist(file: SourceFile, number: UnnamedNumber, taken: Set<string>, made: Map<string, number>): readonly Edit[] | Left {
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
  const known = made.get(`${name} ${digits}`);
  if (known !== undefined && known <= start) return [{ start, end, text: name }];
  if (isDeclared(file, name, digits, top)) return [{ start, end, text: name }];
  if (taken.has(name)) return { left: `its name would be \`${name}\`, which stands for something else there; name it by hand` };
  taken.add(name);
  made.set(`${name} ${digits}`, place);
  const broken = lineBreak(text);
  return [{ start: place, end: place, text: `const ${name} = ${digits};${broken}` }, { start: place, end: place, text: broken }, { start, end, text: name }];
}

/** A constant of this name and number stands above already. */
function isDeclared(file: SourceFile, name: string, number: string, top: Statement): boolean {
  const declaration = file.getVariableDeclaration(name);
  const statement = declaration?.getVariableStatement();
  return statement?.getDeclarationKind() === VariableDeclarationKind.Const && declaration?.getInitializer()?.getText() === number && statement.getPos() < top.getPos();
}

/** The place of a value: not of a type, of an enum's member, of a name. */
const isValue = (node: Node): boolean => {
  const literal = Node.isNumericLiteral(node) || Node.isBigIntLiteral(node) ? node : node.getFirstDescendant(Node.isNumericLiteral) ?? node;
  return !literal.getAncestors().some(each => Node.isTypeNode(each) && !Node.isExpressionWithTypeArguments(each) || Node.isEnumMember(each) || Node.isDecorator(each))
    && !(Node.isPropertyAssignment(literal.getParent()) && literal.getParent()?.getChildAtIndex(0) === literal);
};

/**
 * Above the statement and its comments; where an earlier statement already uses the function or class that stands
 * there, above that one, since a constant is not there before its line has run.
 */
function whereFrom(file: SourceFile, top: Statement): number {
  const names = Node.isFunctionDeclaration(top) || Node.isClassDeclaration(top) ? top.getName() : undefined;
  const first = names === undefined ? undefined : file.getStatements().find(each => each.getPos() < top.getPos() && !Node.isImportDeclaration(each)
    && each.getDescendants().some(node => Node.isIdentifier(node) && node.getText() === names));
  const statement = first ?? top;
  const text = file.getFullText();
  const comments = statement.getLeadingCommentRanges();
  // The comment at the head of a file speaks of the file.
  const own = comments.filter((comment, index) => !/\n\s*\n/.test(text.slice(comment.getEnd(), comments[index + 1]?.getPos() ?? statement.getStart())));
  const from = comments.slice(comments.length - own.length)[0]?.getPos() ?? statement.getStart();
  return lineStart(text, from);
}

const unitWords: { readonly [unit: string]: string } = {
  ms: 'MS', s: 'SECONDS', min: 'MINUTES', h: 'HOURS', d: 'DAYS', week: 'WEEKS', bytes: 'BYTES', KB: 'KB', MB: 'MB', GB: 'GB', percent: 'PERCENT',
};

/** `REQUEST_TIMEOUT_MS`: the words of the place, of the role where they do not say it, and of the unit. */
function nameFor({ slot, role, unit, context, compared }: UnnamedNumber): string {
  const roles = role.split('-').map(word => word.toUpperCase());
  const suffix = unit === undefined ? undefined : unitWords[unit];
  const words = wordsOf(slot.replace(/(\.\d+)+$/, ''));
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
