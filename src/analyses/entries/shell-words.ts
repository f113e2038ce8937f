/**
 * The simple commands of a shell text, each as its words: quotes taken off, variables left as written, redirections,
 * comments and control words dropped. Enough to see what is started; nothing is expanded.
 */
export function simpleCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    const kept = withoutControl(words);
    if (kept.length > 0) commands.push(kept);
    words = [];
  };
  const source = text.replace(/\\\r?\n/g, ' ');
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!;
    if (char === '#' && word === undefined) while (i + 1 < source.length && source[i + 1] !== '\n') i++;
    else if (char === "'" || char === '"') {
      const end = closingQuote(source, i);
      word = (word ?? '') + source.slice(i + 1, end).replace(char === '"' ? /\\(["\\$`])/g : /$^/, '$1');
      i = end;
    } else if (char === '\\' && i + 1 < source.length) word = (word ?? '') + source[++i]!;
    else if (char === '$' && source[i + 1] === '(') {
      const end = closing(source, i + 1);
      word = (word ?? '') + source.slice(i, end + 1);
      i = end;
    } else if (/[;&|\n(){}]/.test(char) && !(char === '{' && (word !== undefined || source[i + 1] !== ' ')) && !(char === '}' && word !== undefined)) endCommand();
    else if (/\s/.test(char)) endWord();
    else word = (word ?? '') + char;
  }
  endCommand();
  return commands;
}

const closingQuote = (text: string, open: number): number => {
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\' && text[open] === '"') i++;
    else if (text[i] === text[open]) return i;
  }
  return text.length;
};

const closing = (text: string, open: number): number => {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return text.length - 1;
};

const control = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'while', 'until', '!', 'time', 'exec', 'nohup', 'command', 'sudo']);

/** Without leading control words, assignments and redirections. */
const withoutControl = (words: readonly string[]): string[] => {
  let start = 0;
  while (start < words.length && (control.has(words[start]!) || /^[A-Za-z_]\w*=/.test(words[start]!))) start++;
  return words.slice(start).filter((word, i, all) => !/^\d*[<>]/.test(word) && !/^\d*[<>]{1,2}$/.test(all[i - 1] ?? ''));
};

/** A word written so that the shell takes it as one. */
export const quoted = (word: string): string => (/[\s;&|(){}<>"'\\$`#]/.test(word) ? `'${word.replaceAll("'", `'"'"'`)}'` : word);
