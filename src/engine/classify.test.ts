import { expect, it } from 'vitest';
import { isTest } from './classify.ts';

it.each(['src/a.test.ts', 'src/a.spec.tsx', 'src/a.servertest.ts', 'src/a.clienttest.ts', 'src/a.integration-test.ts', 'src/a.slow-spec.ts', 'src/a.e2e-spec.ts', 'src/a_unittest.ts', 'test/a.ts'])(
  'takes %s for test code', path => {
    expect(isTest(path)).toBe(true);
  });

it.each(['src/latest.ts', 'src/deployments.latest.ts', 'src/contest.ts', 'src/fastest.server.ts', 'src/inspec.ts', 'src/spec/openapi.ts'])('does not take %s for test code', path => {
  expect(isTest(path)).toBe(false);
});
