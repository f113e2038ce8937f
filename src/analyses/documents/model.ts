import type { FilePath, Location } from '../../core/model.ts';
import type { SettingIndex } from '../settings/model.ts';

/** `env-file`: an example of a `.env`. `table`: rows of a Markdown table. The others hand variables to a program that is started. */
export type DocumentKind = 'env-file' | 'compose' | 'dockerfile' | 'workflow' | 'table';

/** A variable that a document names for the program. */
export interface Documented {
  readonly variable: string;
  readonly at: Location;
  /** Service, job or stage it is meant for; '-' for the whole document. */
  readonly scope: string;
}

export interface EnvDocument {
  readonly path: FilePath;
  readonly kind: DocumentKind;
  /** In the order of the text; a variable may stand there several times. */
  readonly variables: readonly Documented[];
}

/** A variable that a document names and nothing reads. */
export interface Unread extends Documented {
  readonly kind: DocumentKind;
  /** The variable that was most likely meant. */
  readonly nearest?: string;
}

/** A registered variable that the document which names most of the others leaves out, and every other one too. */
export interface Undocumented {
  readonly setting: SettingIndex;
  readonly variable: string;
  readonly document: FilePath;
  /** How many variables of the same registry the document names, and how many there are. */
  readonly named: number;
  readonly registered: number;
}

export interface DocumentsModel {
  /** Sorted by path. */
  readonly documents: readonly EnvDocument[];
  /** Sorted by file, then place. */
  readonly unread: readonly Unread[];
  /** In the order of the settings. */
  readonly undocumented: readonly Undocumented[];
}
