/** The projects opened last, newest first, in a small JSON file of the user. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const entries = z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.int() }))
export type RecentProject = z.infer<typeof entries>[number]

const longestList = 12

export function recentProjects(homeFolder: string) {
  const file = join(homeFolder, 'recent.json')

  function read(): RecentProject[] {
    if (!existsSync(file)) return []
    try {
      return entries.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      // A list of conveniences; a damaged one is as good as an empty one.
      return []
    }
  }

  function write(projects: readonly RecentProject[]): void {
    mkdirSync(homeFolder, { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(projects, null, 2))
    renameSync(`${file}.new`, file)
  }

  return {
    list: () => read().map((project) => ({ ...project, isPresent: existsSync(project.path) })),
    note: (path: string, name: string) => {
      const others = read().filter((project) => project.path !== path)
      try {
        write([{ path, name, openedAt: Date.now() }, ...others].slice(0, longestList))
      } catch {
        // The project is open all the same; it is only not in the list.
      }
    },
    forget: (path: string) => write(read().filter((project) => project.path !== path)),
  }
}
