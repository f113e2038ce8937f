import type { CallGraph, Instantiation } from '../../calls/model.ts';

/** What a launcher calls of what it loads. */
export const LAUNCHED = /^_?(main|run|start|startup|init|initialize|initialise|setup|boot|bootstrap|listen|serve|launch|activate|default|server|app|create(App|Server|Application))$/;

/** What is called once to set something up, by names alone. */
export const SETS_UP = /^_?(start|startup|init|initialize|initialise|setup|boot|bootstrap|enable|onStart|onInit)$/;

/** What extends a class of another package and is handed on as a value is made by whoever takes it, when that sees fit. */
export const isMadeByOthers = ({ classes }: CallGraph, { cls, strength, of }: Instantiation): boolean => strength === 'framework' && of === undefined && classes[cls]?.external === true;
