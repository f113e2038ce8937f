import type { CallIndex, Val } from '../../facts/program/model.ts';
import type { Code, Unit } from '../settings/code.ts';
import type { Touch } from './touch.ts';

/**
 * The parts of a file that declare the environment to a validating schema: what stands in `createEnv({…})` and
 * `cleanEnv(…)`, an object of variables handed to a schema's `parse`, and, where the file hands over the
 * environment like that, the fallbacks inside the schema. Who reads there registers the variable.
 */
export function schemaSpans(unit: Unit, code: Code, touches: readonly Touch[]): readonly { readonly s: number; readonly e: number }[] {
  const { calls } = unit.facts;
  const parses = calls.flatMap((call, c) => (call.k === 'call' ? environmentIn(call.args) : []).filter(() => schemaMethod(unit, code, c) === 'parse'));
  const registers = calls.filter((call, c) => call.k === 'call' && schemaMethod(unit, code, c) === 'register').map(({ ce, e }) => ({ s: ce, e }));
  if (parses.length === 0 && registers.length === 0) return [];
  const definitions = calls.filter((call, c) => (call.k === 'call' || call.k === 'new') && schemaMethod(unit, code, c) === 'define').map(({ ce, e }) => ({ s: ce, e }));
  return [...registers, ...parses, ...definitions];

  /** Arguments that are the environment, or an object filled from it under the variables' own names. */
  function environmentIn(args: readonly Val[]): { s: number; e: number }[] {
    return args.flatMap(arg => {
      if (!('s' in arg)) return arg.k === 'call' ? environmentIn(calls[arg.c]!.args) : [];
      const inside = touches.filter(({ s, e }) => arg.s <= s && e <= arg.e);
      const whole = inside.some(({ kind }) => kind === 'snapshot');
      const named = arg.k === 'obj' && inside.length > 0 && inside.every(({ names }) => names.k === 'known' && arg.p.some(({ n }) => n === names.names[0]));
      return whole || named ? [{ s: arg.s, e: arg.e }] : [];
    });
  }
}

/** What a call does with a schema of a validation library: define one, parse with it, or declare the environment to it. */
function schemaMethod(unit: Unit, code: Code, c: CallIndex): 'define' | 'parse' | 'register' | undefined {
  const call = unit.facts.calls[c]!;
  const method = call.callee.k === 'prop' || call.callee.k === 'ref' ? call.callee.n : '';
  const from = libraryOf(unit, code, call.callee, 0);
  if (from === undefined) return undefined;
  if (registering.test(from)) return 'register';
  return parsing.has(method) ? 'parse' : 'define';
}

/** The package at the root of a chain of calls: `z.object(…).strict().parse` leads to zod, through names too. */
function libraryOf(unit: Unit, code: Code, value: Val, depth: number): string | undefined {
  if (depth > 12) return undefined;
  switch (value.k) {
    case 'prop':
    case 'elem': return libraryOf(unit, code, value.o, depth + 1);
    case 'call': return libraryOf(unit, code, unit.facts.calls[value.c]!.callee, depth + 1);
    case 'ref': {
      if (value.d < 0) return undefined;
      const origin = code.values.origin({ file: unit.path, fn: unit.facts.decls[value.d]?.fn ?? 0 }, value);
      if (origin.k === 'external') return libraries.test(origin.from) || registering.test(origin.from) ? origin.from : undefined;
      const target = origin.k === 'call' ? code.unit(origin.file) : undefined;
      return target && origin.k === 'call' ? libraryOf(target, code, target.facts.calls[origin.call]!.callee, depth + 1) : undefined;
    }
    default: return undefined;
  }
}

/** Libraries whose whole purpose is a validated environment. */
const registering = /^(@t3-oss\/env-[\w-]+|envalid|znv|zod-env|@julr\/ts-env|@adonisjs\/env|convict|ts-app-env|env-schema|@ltv\/env|@better-env\/[\w-]+|arkenv)$/;

const libraries = /^(zod|zod\/.+|valibot|yup|joi|@hapi\/joi|@sinclair\/typebox(\/.+)?|typebox|superstruct|runtypes|io-ts|arktype|effect|@effect\/schema|class-transformer|ajv|decoders|@typeschema\/[\w-]+|myzod|ow|computed-types|rescript-schema|sury|typia|@badrap\/valita|zod-validation-error|@total-typescript\/[\w-]+)$/;

const parsing = new Set([
  'parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'spa', 'validate', 'validateSync', 'validateAsync', 'attempt', 'assert', 'check', 'decode', 'decodeUnknownSync', 'cast', 'create', 'mask',
  'is', 'Decode', 'Parse', 'Check', 'Clean', 'Convert', 'Default', 'plainToInstance', 'plainToClass', 'try', 'tryParse', 'parser', 'from', 'allows', 'encode',
]);
