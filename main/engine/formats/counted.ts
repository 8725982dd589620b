/** `1 file`, `2 files`; words that take more than an s come with their plural. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}
