import { defineAnalysis } from '../../core/model.ts';
import { calls } from '../calls/analysis.ts';
import { reach } from '../reach/analysis.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from '../wiring/analysis.ts';
import type { Deployables } from './model.ts';

/** In which deployables a setting that several of them register is read. Dear in a large workspace, so only for who asks. */
export const deployables = defineAnalysis({
  id: 'deployables',
  needs: [settings, wiring, calls, reach],
  compute(inputs): Deployables {
    const known = inputs.model(settings);
    const { wirings } = inputs.model(wiring);
    const graph = inputs.model(calls);
    const { groups } = inputs.model(reach);
    const deployed = (file: string, fn: number): string[] => groups(graph.idOf(file, fn)).filter(name => !asides.includes(name));
    return {
      onlyIn(index) {
        const [setting, wired] = [known.settings[index], wirings[index]];
        if (!setting || !wired || (wired.verdict !== 'live' && wired.verdict !== 'weakly-live')) return [];
        const registered = deployed(setting.file, setting.fn);
        const reading = new Set(wired.readers.filter(each => each.verdict === 'live' || each.verdict === 'weakly-live').flatMap(({ access }) => deployed(access.file, access.fn)));
        const only = registered.filter(name => reading.has(name));
        return only.length > 0 && only.length < registered.length ? only.sort() : [];
      },
    };
  },
});

/** Groups that nobody deploys. */
const asides: readonly string[] = ['tools', 'library', 'examples'];
