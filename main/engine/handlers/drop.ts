/** Sorts what was dropped on the window: projects, images and their folders, label files, and the rest. */
import { type Dirent, existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, extname, join, relative, sep } from 'node:path'
import type { CallResponse, EngineHandlers } from '../../../shared/api.ts'
import type { EngineContext } from '../context.ts'
import { isImagePath } from '../images/pictureFormats.ts'

type Part = Pick<EngineHandlers, 'drop.sort'>
type Sorted = CallResponse<'drop.sort'>
type Kind = keyof Omit<Sorted, 'imageIds'> | 'images'

const projectExtension = '.boxwright'
const labelExtensions = new Set(['.xml', '.txt', '.json', '.jsonl', '.csv', '.yaml', '.yml', '.zip'])
/** A folder is known by its first files; one that has shown none by then is not looked through to its end. */
const mostEntries = 20_000

export function dropHandlers(context: EngineContext): Part {
  return {
    'drop.sort': async ({ paths }) => {
      const byKind: Record<Kind, string[]> = { projects: [], imageFolders: [], images: [], labels: [], others: [] }
      for (const path of paths) byKind[await kindOf(path)].push(path)
      const { images, imageFolders, ...rest } = byKind
      const known = images.map((path) => imageIdOf(context, path))
      const unknown = images.filter((_, index) => known[index] === null).map((path) => dirname(path))
      return {
        ...rest,
        imageFolders: [...new Set([...imageFolders, ...unknown])],
        imageIds: known.filter((id) => id !== null),
      }
    },
  }
}

async function kindOf(path: string): Promise<Kind> {
  if (!existsSync(path)) return 'others'
  if (statSync(path).isDirectory()) return kindOfFolder(path)
  return kindOfFile(path)
}

function kindOfFile(path: string): Kind {
  const extension = extname(path).toLowerCase()
  if (extension === projectExtension) return 'projects'
  if (isImagePath(path)) return 'images'
  return labelExtensions.has(extension) ? 'labels' : 'others'
}

/** Folders go by what lies nearest to them: images anywhere win over labels. */
async function kindOfFolder(folder: string): Promise<Kind> {
  const waiting = [folder]
  let hasLabels = false
  let seen = 0
  for (const path of waiting) {
    // A folder that may not be read holds nothing that could be used.
    const entries = await readdir(path, { withFileTypes: true }).catch((): Dirent[] => [])
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) waiting.push(join(path, entry.name))
      else if (isImagePath(entry.name)) return 'imageFolders'
      else hasLabels ||= kindOfFile(entry.name) === 'labels'
    }
    seen += entries.length
    if (seen > mostEntries) break
  }
  return hasLabels ? 'labels' : 'others'
}

function imageIdOf({ project }: EngineContext, path: string): number | null {
  if (!project) return null
  const { roots, images } = project.store
  const root = roots.list().find((candidate) => path.startsWith(candidate.path + sep))
  return root ? images.idAt(root.id, relative(root.path, path).replaceAll(sep, '/')) : null
}
