import { namesDefaults } from './configuration.ts';

// What the name of the function or the variable around a number says of it.

/** A function whose result is a set of settings says what they are until somebody sets them. */
export const yieldsSettings = (owner: string): boolean => /(settings?|config(uration)?|preferences)$/i.test(owner);

/** And one whose name says that these are the defaults. */
export const yieldsDefaults = (owner: string): boolean => /((config(uration)?|settings?|preferences)_?defaults?|default_?(config(uration)?|settings?|preferences))$/i.test(owner);

/** `defaultOptions()`, `getDefaultLimits()`: what comes of it is what callers get who give nothing. `new Queue({ defaultJobOptions: { … } })` is given, and decides. */
export function yieldsOptions(owner: string, slot: string): boolean {
  const last = owner.slice(owner.lastIndexOf('.') + 1);
  return !slot.startsWith(`${last}.`) && namesDefaults(last.replace(/^(get|create|make|build)(?=D)/, '').replace(/^D(?=efault)/, 'd'));
}

/** What is made here stands for the real thing, or moves a database to its next shape. */
export const isBesideTheProgram = (owner: string): boolean => illustrates.test(owner) || runsOnce.test(owner);

/** In documents and trials. */
const illustrates = /(examples?|samples?|mocks?|stubs?|fixtures?|dummy)$/i;

/** Once, by whoever wrote it. */
const runsOnce = /migrat(e|ion)|back_?fill/i;

/** `sleepOneSecond`, `wait500ms`: the function is named after the number. */
export const namesAmount = (owner: string): boolean =>
  /(one|two|three|five|ten|fifteen|thirty|sixty|[a-z]\d+)_?(millisecond|second|sec|minute|min|hour|ms)s?([A-Z_]|$)/i.test(
    owner.slice(owner.lastIndexOf('.') + 1),
  );

/** A function that prepares text for readers; what it cuts and keeps is layout. */
export const presents = (owner: string): boolean =>
  /(truncat|shorten|ellips|abbreviat|format|render|display|humani[sz]e|preview|summari[sz]e|pretty|stringify|title|caption|headline|colou?r)\w*$/i.test(
    owner,
  );
