import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** Absolute paths of all TypeScript sources below the given top-level folders. */
export function sourceFiles(folders: readonly string[], extensions: readonly string[] = ['.ts', '.tsx']): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && extensions.some((extension) => entry.name.endsWith(extension)))
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .filter((path) => !path.endsWith('.d.ts'))
    .sort()
}
