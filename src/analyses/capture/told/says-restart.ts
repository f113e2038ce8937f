/** A text that tells whoever changes a setting to start again: a declaration, where a system has no flag for it. */
export const saysRestart = (text: string): boolean => SAYS_RESTART.test(text);

const SAYS_RESTART = /\b(re-?start|re-?load|re-?launch)\w*\b[^.]{0,60}\b(required|needed|necessary|to (take effect|apply|see|be applied))\b|\b(requires?|needs?|takes? effect|applied|applies|effective)\b[^.]{0,40}\b(re-?start|re-?load|re-?launch)/i;
