import type { PolicyNumber } from './model.ts';
import { inBase } from './policy-name.ts';

/** What is known of a number when it is decided what to ask for. */
export type Asked = Pick<PolicyNumber, 'quantity' | 'slot' | 'sink' | 'named' | 'number' | 'settles' | 'tidies' | 'explained' | 'owner' | 'callees'>;

/** What makes one of many events that come together, and the length of a text that nobody's memory suffers from. */
export function isSlight({ quantity: { role, unit }, slot, number, named, callees, sink }: Asked): boolean {
  const amount = Number(number.value);
  if (role === 'duration') return sink === 'comparison' && unit === 'ms' && amount < A_SECOND;
  if (role === 'size-limit') return unit === undefined && isLength.test(slot) && amount < A_LOAD;
  return role === 'delay' && (named || inBase(amount, unit ?? 'ms') <= A_SECOND) && [slot, ...callees].some(name => collects.test(name));
}

/** So many of something, and not so much memory or so many jobs. */
export const isCount = ({ quantity: { unit }, slot, number: { form } }: Asked): boolean => unit === undefined && form === 'literal' && !/jobs?|queue|keep|retain|connection|worker|token/i.test(slot);

/** How much is asked of a list, and how long a step of something quicker than a second takes. */
export function isJudgement({ quantity: { role, unit }, slot, owner, number, callees, sink, tidies }: Asked): boolean {
  const amount = Number(number.value);
  if (role === 'page-size' || (role === 'limit' && (sink === 'argument' || ofList.test(slot)))) return true;
  if (role === 'size-limit') return unit === undefined && number.form === 'literal' && amount < A_LOAD;
  if (role === 'ttl') return callees.some(callee => /cookie/i.test(callee));
  if (role !== 'delay' && role !== 'interval') return false;
  const isJitter = /jitter/i.test(slot);
  if (!isJitter && again.test(`${owner} ${slot}`)) return false;
  if (tidies || callees.some(name => collects.test(name))) return true;
  return (unit === 'ms' || sink === 'timer' || isJitter || amount >= 100) && inBase(amount, unit ?? 'ms') <= A_SECOND;
}

/** So many tries are there so that a loop ends at all. */
export const guardsLoop = ({ quantity: { role }, number }: Asked): boolean => role === 'retry-limit' && Number(number.value) >= MANY_TRIES;

/** A pause that is taken once and is short: what is waited for is on its way. */
export const isSettling = ({ settles, slot, number, quantity: { role, unit } }: Pick<PolicyNumber, 'settles' | 'slot' | 'number' | 'quantity'>): boolean =>
  settles === true && role === 'delay' && !again.test(slot) && inBase(Number(number.value), unit ?? 'ms') < LONG_PAUSE;

const LONG_PAUSE = 5_000;
const MANY_TRIES = 50;
const A_SECOND = 1_000;
/** Fewer bytes than this nobody notices. */
const A_LOAD = 65_536;
const isLength = /len(gth)?(_?(max|limit))?$/i;
/** Makes one of many calls that come together. */
export const collects = /debounce|throttle/i;
/** How soon something that failed is tried again. */
const again = /retr(y|ies)|back_?off|reconnect|min_?timeout/i;
/** The end of a list, and of what is read into one. */
const ofList = /(^|\.)(\w*_?limit|max_?(results|items|rows|entries|records|buckets|redirects))$/i;

/** Another name is made up until one is free: that it ends at all is what the number is for. */
export const findsName = ({ quantity: { role }, slot, owner }: Asked): boolean => role === 'retry-limit' && namesNames.test(`${owner} ${slot}`);
const namesNames = /(generat|suggest|make|create|random|unique)\w*_?(unique|random|code|slug|name|username|nickname|id|identifier|reference|key|token|handle)s?\b|collision|username_?max_?attempts|code_?generation/i;
