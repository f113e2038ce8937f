import type { SettingsDatabase } from './database.ts';
import { settingName, type SettingDefinition } from './definition.ts';
import type { SettingsDispatcher } from './dispatcher.ts';
import type { ConfigResolver } from './resolver.ts';
import { parseValue } from './value.ts';

/** Why an edit was refused, in words for the operator. */
export class SettingRefused extends Error {}

/** The one way in which a setting is changed. */
export class SettingsService {
  constructor(
    private readonly database: SettingsDatabase,
    private readonly resolver: ConfigResolver,
    private readonly dispatcher: SettingsDispatcher,
  ) {}

  async store(definition: SettingDefinition, raw: unknown): Promise<void> {
    const name = settingName(definition);
    await this.database.write(name, this.validate(definition, raw));
    await this.dispatcher.dispatch([name]);
  }

  async override(definition: SettingDefinition, raw: unknown): Promise<void> {
    this.resolver.override(definition, this.validate(definition, raw));
    await this.dispatcher.dispatch([settingName(definition)]);
  }

  /** Forgets the override and the stored value, so that environment and default speak again. */
  async reset(definition: SettingDefinition): Promise<void> {
    const name = settingName(definition);
    this.resolver.clearOverride(definition);
    await this.database.remove(name);
    await this.dispatcher.dispatch([name]);
  }

  private validate(definition: SettingDefinition, raw: unknown) {
    if (definition.readOnlyPostInit) throw new SettingRefused(`${settingName(definition)} is fixed while the process runs`);
    const parsed = parseValue(definition, raw);
    if (!parsed.ok) throw new SettingRefused(`${settingName(definition)} ${parsed.why}`);
    return parsed.value;
  }
}
