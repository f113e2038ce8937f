import { settingName, type SettingDefinition, type SettingValue } from './definition.ts';
import type { SettingsDatabase } from './database.ts';
import { environmentValue } from './environment.ts';
import type { NamespaceName } from './namespace.ts';
import type { SettingRegistry } from './registry.ts';
import { parseValue } from './value.ts';

export type Source = 'override' | 'database' | 'environment' | 'default';

export interface Explanation {
  readonly value: SettingValue;
  readonly source: Source;
  /** Tiers that hold something the type refuses; they were passed over. */
  readonly rejected: readonly { readonly source: Source; readonly why: string }[];
}

/**
 * Answers what a setting is right now: override, then database, then environment, then default.
 * Ask again whenever the value matters; nothing here caches a decision for you.
 */
export class ConfigResolver {
  private readonly overrides = new Map<string, SettingValue>();

  constructor(
    private readonly registry: SettingRegistry,
    private readonly database: SettingsDatabase,
  ) {}

  async getBool(namespace: NamespaceName, key: string): Promise<boolean> {
    return (await this.answer(namespace, key, 'boolean')) as boolean;
  }

  async getInt(namespace: NamespaceName, key: string): Promise<number> {
    return (await this.answer(namespace, key, 'integer')) as number;
  }

  async getString(namespace: NamespaceName, key: string): Promise<string> {
    return (await this.answer(namespace, key, 'string')) as string;
  }

  async getEnum(namespace: NamespaceName, key: string): Promise<string> {
    return (await this.answer(namespace, key, 'enum')) as string;
  }

  /** Outranks every tier, in this process only and until it ends. */
  override(definition: SettingDefinition, value: SettingValue): void {
    this.overrides.set(settingName(definition), value);
  }

  clearOverride(definition: SettingDefinition): void {
    this.overrides.delete(settingName(definition));
  }

  async explain(definition: SettingDefinition): Promise<Explanation> {
    const name = settingName(definition);
    const tiers: readonly (readonly [Source, unknown])[] = [
      ['override', this.overrides.get(name)],
      ['database', definition.readOnlyPostInit ? undefined : this.database.read(name)],
      ['environment', environmentValue(definition)],
    ];
    const rejected: { source: Source; why: string }[] = [];
    for (const [source, raw] of tiers) {
      if (raw === undefined) continue;
      const parsed = parseValue(definition, raw);
      if (parsed.ok) return { value: parsed.value, source, rejected };
      rejected.push({ source, why: parsed.why });
    }
    return { value: definition.default, source: 'default', rejected };
  }

  private async answer(namespace: NamespaceName, key: string, type: SettingDefinition['type']): Promise<SettingValue> {
    const definition = this.registry.lookup(namespace, key);
    if (definition.type !== type) throw new Error(`setting ${settingName(definition)} is of type ${definition.type}, not ${type}`);
    return (await this.explain(definition)).value;
  }
}
