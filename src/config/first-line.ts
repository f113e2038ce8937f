/** What went wrong, as far as it fits into a sentence. */
export const firstLine = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]!.trim();
