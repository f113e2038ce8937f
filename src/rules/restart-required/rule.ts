import { capture } from '../../analyses/capture/analysis.ts';
import type { Capture, End, ReadJudged } from '../../analyses/capture/model.ts';
import { saysRestart } from '../../analyses/capture/told/says-restart.ts';
import { booleanOf } from '../../analyses/reach/defaults.ts';
import { settings } from '../../analyses/settings/analysis.ts';
import type { Setting } from '../../analyses/settings/model.ts';
import { wiring } from '../../analyses/wiring/analysis.ts';
import { defineRule, type Step } from '../../core/model.ts';

type RestartFlag = 'restart' | 'readOnly';

interface Told {
  readonly key: string;
  readonly flag: RestartFlag;
}

export default defineRule({
  id: 'restart-required',
  summary: 'A setting that takes effect only after a restart says why it must',
  needs: [settings, capture, wiring],
  defaults: {},
  messages: {
    unjustified: ({ key, flag }: Told) => `\`${key}\` ${SAYS[flag]}, and nothing says why; read it where it is used and drop the flag, or give the reason in \`lint-allow: restart-required -- <reason>\``,
    justified: ({ key, flag, what }: Told & { readonly what: string }) => `\`${key}\` ${SAYS[flag]}, because it is ${what}`,
    asked: ({ key, flag, what }: Told & { readonly what: string }) => `\`${key}\` ${SAYS[flag]}: it is ${what}, and that cannot be seen here`,
    unnecessary: ({ key, flag, places }: Told & { readonly places: number }) =>
      `\`${key}\` is declared ${DECLARED[flag]}, but ${places === 1 ? 'the place that reads it sees' : `all ${places} places that read it see`} a change at once; drop the flag`,
    missing: ({ key, what }: { readonly key: string; readonly what: string }) => `a change of \`${key}\` is not seen before a restart, because it is ${what}; read it where it is used, renew it when it changes, or declare that it needs a restart`,
    'half-live': ({ key, live, what, isFlagged }: { readonly key: string; readonly live: string; readonly what: string; readonly isFlagged: boolean }) =>
      `a change of \`${key}\` is seen at once in \`${live}\`, but not everywhere: it is ${what}; ${isFlagged ? 'make every place see it and drop the flag, or read it once for all of them' : 'renew the copy when it changes, or read it where it is used'}`,
  },
  judge({ model, report }) {
    const { captures } = model(capture);
    const { wirings, distrust } = model(wiring);
    model(settings).settings.forEach((setting, index) => {
      const { key, flags, at, span } = setting;
      const seen = captures[index]!;
      const flag = flags.restart === true ? 'restart' : flags.readOnly === true ? 'readOnly' : undefined;
      const entry = (kind: string) => ({ key, kind, owner: '-' });
      const [live] = seen.live;
      // What does not run at all is the concern of the rule that looks for that.
      const runs = distrust === undefined && !NOT_RUNNING.has(wirings[index]!.verdict);
      const stale = runs ? staleEnd(seen, setting, flag !== undefined) : undefined;
      if (live && stale) {
        return report({
          message: 'half-live',
          data: { key, live: live.owner, what: stale.what, isFlagged: flag !== undefined },
          at,
          span,
          entry: entry('half-live'),
          excuse: 'never',
          witness: [...stepsOf(live, 'live'), ...stale.steps],
        });
      }
      if (flag === undefined) {
        if (stale && !saysRestart(setting.description ?? '')) report({ message: 'missing', data: { key, what: stale.what }, at, span, entry: entry('missing'), witness: stale.steps });
        return;
      }
      // Whoever else reads it, outside, may keep it.
      if (seen.verdict === 'live' && wirings[index]!.verdict !== 'external') {
        return report({
          message: 'unnecessary',
          data: { key, flag, places: seen.reads.length },
          at,
          span,
          entry: entry('unnecessary'),
          excuse: 'never',
          witness: seen.reads.flatMap(read => stepsOf(read, 'live')),
        });
      }
      if (seen.resource && !live) {
        return report({ message: 'justified', data: { key, flag, what: seen.resource.what }, at, span, entry: entry('unjustified'), excuse: 'given', witness: seen.resource.steps });
      }
      if (seen.answer) {
        return report({ message: 'asked', data: { key, flag, what: seen.answer.what }, at, span, entry: entry('unjustified'), excuse: 'given', witness: seen.answer.steps });
      }
      report({ message: 'unjustified', data: { key, flag }, at, span, entry: entry('unjustified'), ...(seen.captured[0] && { witness: seen.captured[0].steps }) });
    });
  },
});

const NOT_RUNNING: ReadonlySet<string> = new Set(['ghost-wired', 'self-gated', 'misleading-default', 'test-only', 'unread']);

const SAYS: { readonly [F in RestartFlag]: string } = { restart: 'takes effect only after a restart', readOnly: 'cannot change once the process runs' };

const DECLARED: { readonly [F in RestartFlag]: string } = { restart: 'to need a restart', readOnly: 'fixed once the process runs' };

/** Names of what happens when the program starts, or does not: that is not waited for afterwards. */
const ABOUT_THE_START = /(auto_?(start|launch)\w*|start_?up|start_?automatically|(on|at)_?(start|launch|boot|activation)|welcome(_?(page|message|screen))?|release_?notes|whats_?new)$/i;

/** Where a change is not seen. What is started or not, once, concerns the rule that looks for code that never runs where the default leaves it off. */
function staleEnd({ captured, once, live }: Capture, setting: Setting, isFlagged: boolean): End | undefined {
  const kept = captured.find(end => end.lifetime !== 'gate');
  if (kept) return kept;
  const [gate] = captured;
  if (isFlagged) return gate ?? once.find(end => end.lifetime === 'local');
  if (gate === undefined || live.length > 0 || ABOUT_THE_START.test(setting.key)) return undefined;
  return setting.default.k === 'constant' && booleanOf(setting.default.value) === true ? gate : undefined;
}

/** A read and where its value goes, as evidence. */
const stepsOf = ({ ends }: ReadJudged, effect: End['effect']): readonly Step[] => {
  const end = ends.find(each => each.effect === effect);
  const [first, ...rest] = end?.steps ?? [];
  return end && first ? [{ ...first, text: `${first.text}, ${end.what}` }, ...rest.filter(step => step.line !== first.line || step.file !== first.file)] : [];
};
