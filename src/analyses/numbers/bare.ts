import { isNumberAnnotation } from '../../facts/numbers/annotations.ts';
import type { NumberFacts, Numeral } from '../../facts/numbers/model.ts';
import { wordsOf } from '../../facts/numbers/words.ts';

/** A number of the strict reading. */
export interface BareNumber {
  readonly message: 'constant' | 'parameter';
  readonly slot: string;
  readonly number: Numeral;
  readonly owner: string;
}

/** The strict reading: module constants without a number's annotation, and parameter defaults. */
export function bareNumbers({ purpose, named, parameters }: NumberFacts): readonly BareNumber[] {
  if (purpose === 'definitions' || purpose === 'generated') return [];
  return [
    ...named
      .filter(each => each.module && isBare(each.number) && !(each.annotation !== undefined && isNumberAnnotation(each.annotation)))
      .map(({ name, number, owner }) => ({ message: 'constant' as const, slot: name, number, owner })),
    ...parameters
      .filter(({ name, number }) => isBare(number) && !isStatus(name) && !isBlock(name, number))
      .map(({ name, number, owner }) => ({ message: 'parameter' as const, slot: name, number, owner })),
  ];
}

const isBare = ({ form, value }: Numeral): boolean => form === 'literal' && ![0, 1, -1].includes(Number(value.replace(/n$/, '')));

const isStatus = (name: string): boolean => ['status', 'status code'].includes(wordsOf(name).join(' '));

/** A buffer that is sized by the machine's pages and not by anybody's policy. */
const isBlock = (name: string, { value }: Numeral): boolean =>
  ['buffering', 'buffersize', 'bufsize', 'blocksize'].includes(wordsOf(name).join('')) && [1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072].includes(Number(value));
