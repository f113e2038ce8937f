import type { Val } from '../../../facts/program/model.ts';
import type { Use } from './uses.ts';

/** What part of a value leads to the one that is followed, and whether it only decides about it. */
export interface Carried {
  /** Members to take, outermost first; empty for the value itself or something made of it. */
  readonly path: readonly string[];
  /** The value decides what this is, but is not in it: `enabled ? new Pusher() : null`. */
  readonly decides: boolean;
}

const MAX_PATH = 5;

/** From a value to what takes it, through the expression it stands in; `undefined` when the expression does not hand it on. */
export function climb(use: Use, from: Carried): Carried | undefined {
  let { path, decides } = from;
  let child = use.leaf;
  for (const parent of use.around) {
    switch (parent.k) {
      case 'await':
      case 'spread': break;
      case 'prop':
        if (path.length > 0) {
          if (!fits(path[0]!, parent.n)) return undefined;
          path = path.slice(1);
        }
        break;
      case 'elem':
        if (child === parent.i) path = [];
        else path = path.slice(1);
        break;
      case 'obj': {
        const member = parent.p.find(each => each.v === child);
        if (!member) path = [];
        else if (!member.spread) path = [member.n || '*', ...path];
        break;
      }
      case 'arr': path = ['*', ...path]; break;
      case 'cond':
        if (child === parent.c) {
          decides = true;
          path = [];
        }
        break;
      case 'op': {
        const next = throughOperator(parent, child, path);
        if (!next) return undefined;
        ({ path } = next);
        decides ||= next.decides;
        break;
      }
      case 'tpl': path = []; break;
      case 'item': path = path.slice(1); break;
      default: return undefined;
    }
    if (path.length > MAX_PATH) return undefined;
    child = parent;
  }
  return { path, decides };
}

function throughOperator(parent: Extract<Val, { k: 'op' }>, child: Val, path: readonly string[]): Carried | undefined {
  switch (parent.o) {
    case '&&': return child === parent.a[0] ? { path: [], decides: true } : { path, decides: false };
    case '||':
    case '??':
    case 'default':
    case 'rest':
    case ',': return { path, decides: false };
    case 'typeof':
    case 'void':
    case 'delete':
    case 'in':
    case 'instanceof': return undefined;
    default: return path.length > 0 ? undefined : { path, decides: false };
  }
}

/** A computed key fits every name, and an index fits every element. */
const fits = (taken: string, name: string): boolean => taken === name || taken === '*' || (name === '*' || /^\d+$/.test(name)) && /^\d+$|^\*$/.test(taken);
