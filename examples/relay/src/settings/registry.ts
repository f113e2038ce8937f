import { settingName, type SettingDefinition } from './definition.ts';
import type { NamespaceName } from './namespace.ts';
import { parseValue } from './value.ts';

export class SettingRegistry {
  private readonly definitions = new Map<string, SettingDefinition>();

  /** Adds a setting. A duplicate or a default that its own type refuses is a programming error, so it throws at load. */
  register(definition: SettingDefinition): void {
    const name = settingName(definition);
    if (this.definitions.has(name)) throw new Error(`setting ${name} is registered twice`);
    const parsed = parseValue(definition, definition.default);
    if (!parsed.ok) throw new Error(`default of ${name} ${parsed.why}`);
    this.definitions.set(name, definition);
  }

  lookup(namespace: NamespaceName, key: string): SettingDefinition {
    const name = settingName({ namespace, key });
    const definition = this.definitions.get(name);
    if (definition === undefined) throw new Error(`setting ${name} is not registered`);
    return definition;
  }

  find(name: string): SettingDefinition | undefined {
    return this.definitions.get(name);
  }

  all(): readonly SettingDefinition[] {
    return [...this.definitions.values()];
  }
}

export const registry = new SettingRegistry();
