import { modules } from '../../analyses/modules/analysis.ts';
import { locate } from '../../core/locate.ts';
import { defineRule } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';

interface Told {
  readonly specifier: string;
  readonly names: string;
}

export default defineRule({
  id: 'elided-boot-import',
  summary: 'Imports that boot something and that a bundler may leave out',
  needs: [program, modules],
  defaults: {},
  messages: {
    droppable: ({ specifier, names }: Told) =>
      `a bundler may drop the import of \`${specifier}\`, and with it what that module starts, because ${names} is used without effect and its package declares \`"sideEffects": false\`; call something of it, or import it for its effect with \`import '${specifier}'\` and list it under \`sideEffects\``,
  },
  judge({ files, table, model, report }) {
    const graph = model(modules);
    const byPath = new Map(files.map(file => [file.path, file]));
    for (const file of files) {
      if (file.test) continue;
      const own = table(program, file);
      // Nearly every file uses what it imports, and need not be asked where its imports lead.
      if (!own.imports.some(each => each.usedPurely)) continue;
      for (const { file: target, s, droppable } of graph.imports(file.path)) {
        const statement = own.imports.filter(each => each.s === s && each.usedPurely);
        const loaded = byPath.get(target);
        if (!droppable || statement.length === 0 || !loaded || !actsOnLoad(table(program, loaded))) continue;
        const { from, e } = statement[0]!;
        const names = statement.map(each => `\`${own.decls[each.decl]?.n ?? each.imported}\``).join(' and ');
        report({
          message: 'droppable',
          data: { specifier: from, names },
          at: locate(file.path, file.lineStarts, s, e),
          entry: { key: `${file.path}#import=${from}`, kind: 'droppable', owner: '<module>' },
        });
      }
    }
  },
});

/** Loading the module does something: a call or a construction at module level, whether or not its result is kept. */
const actsOnLoad = ({ calls }: ProgramFacts): boolean => calls.some(call => call.fn === 0 && (call.k === 'call' || call.k === 'new'));
