import v8 from 'node:v8';

/*
 * Much of a run is V8 warming up, and what optimises runs on threads beside us, so that it costs CPU time that nobody
 * sees. Flags are read whenever they matter and may be set late; measured in bench/README.md.
 */

/**
 * While files are parsed most of that is inlining: functions of the parser and of the walk call each other in such
 * breadth that optimised code grows large, is made on a second thread and soon thrown away. A quarter of the usual
 * budget saves a sixth of the CPU time. The flag is as old as 2016.
 */
export const tuneForParsing = (): void => v8.setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');

/**
 * Analyses are as broad, and each runs for a second at most: what is optimised has to be hotter than usual (six times
 * as much bytecode run) to be worth it. A third of the CPU time of linking and judging goes. Later engines have a
 * cheaper optimiser in between and count calls instead; they complain of the flag.
 */
export function tuneForAnalyses(): void {
  tuneForParsing();
  if (parseInt(process.versions.v8, 10) === 11) v8.setFlagsFromString('--interrupt-budget=400000');
}
