// A name decides only where no assignment does: on a member of another object and on a function that cannot be seen.
const IS = '^[_#]*((is|are|has|was|been|should|must|can|do|get|keep)_*)?((be|been)_*)?';
const STOPPING =
  '(stop|stopped|stopping|abort|aborted|aborting|cancel|canceled|cancelled|cancelling|canceling|cancellation|shutdown|shuttingdown|shutting_down|unload|unloaded|unloading|terminate|terminated|terminating|quitting|interrupted|exiting)(_?(requested|complete|completed|started|pending|initiated))?';
/** Says of anything that it was told to stop. */
export const TOLD = new RegExp(`${IS}(${STOPPING}|set)$`, 'i');
/** Says so of the loop's own object or program; of another object it says how that is. */
export const OWN = new RegExp(`${IS}(${STOPPING}|set|disposed|disposing|destroyed|killed|running|keeprunning|runs|alive|closed|closing|started|active)$`, 'i');
/** Objects whose purpose it is to tell. */
export const TELLERS = /^[_#]*(stop|abort|cancel|shutdown|quit|terminat)/i;
/** Says that there is more to do, or that it is to be done once more. */
export const AGAIN = /again|(^|_)more|More|dirty|pending|requested|queued|rerun/i;
/** Says that something came to its end by itself. */
export const DONE = /(^[_#]*|_)(done|finished|complete|completed|ended|settled|resolved|drained)$|[a-z0-9](Done|Finished|Complete|Completed|Ended|Settled|Resolved|Drained)$/;
/** Says that something one waits for is there. */
export const THERE = /^[_#]*(is|are|has|was)?_*(connected|ready|online|available|healthy|established|authenticated|logged_?in|initiali[sz]ed|loaded|synced|opened)$/i;
/** Errors of a call that was told to stop. */
export const ABORT = /abort|cancel/i;
/** Memory that another thread writes. */
export const SHARED = /^Atomics\.(load|wait)$/;
export const CLOCKS = /^(Date\.now|performance\.now|process\.(hrtime|uptime)|hrtime|now|random|Math\.random)$/;
export const SIZES = /^(length|size|byteLength|count|remaining)$/;
/** Functions whose purpose it is to end a loop. */
export const STOPPERS = /^[_#]*(stop|close|dispose|destroy|shutdown|terminate|abort|cancel|disable|disconnect|kill|end|quit|teardown|cleanup|clear|on(app|module)?(destroy|shutdown)|onApplicationShutdown|onModuleDestroy|beforeApplicationShutdown)/i;
/** A chain of names goes through what somebody configured. */
export const isOptions = (chain: readonly string[]): boolean => chain.some(name => /^(options|opts|config|conf|cfg|settings|params|props|env|flags|argv?)$/i.test(name.replace(/^_/, '')));
