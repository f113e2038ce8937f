/**
 * Ends the process with the code of a run. A configuration is a program of its own: where it ends the process before
 * the run is done the code is 2, and what it leaves running keeps nobody waiting once everything has been written.
 */
export async function endWith(run: () => Promise<number>): Promise<void> {
  process.once('exit', cutShort);
  const code = await run();
  process.off('exit', cutShort);
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit(code);
}

function cutShort(): void {
  process.stderr.write('ghostwire: the run was cut short; look in the configuration for `process.exit`, for an error that nobody catches, and for a promise that is never settled\n');
  process.exitCode = 2;
}

/** `process.exit` alone would cut pipes short. A reader that has gone away is not waited for. */
const written = (stream: NodeJS.WriteStream): Promise<unknown> => new Promise(done => (stream.writable ? stream.write('', done) : done(undefined)));
