/**
 * Everything is made in `<cache>/partial` and then renamed to its place, so what has its final name is whole. What an interrupted
 * set-up left there is removed by the next one, which holds the lock.
 */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const removePartials = (cache) => rmSync(join(cache, 'partial'), { recursive: true, force: true })

/** Calls `make(temporary folder)`, which returns the path in it that becomes `target`. */
export async function makeWhole(cache, target, make) {
  const parent = join(cache, 'partial')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'work-'))
  try {
    const made = await make(folder)
    mkdirSync(dirname(target), { recursive: true })
    rmSync(target, { recursive: true, force: true })
    move(made, target)
    return target
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// A rename does not cross from one file system to another; a copy beside the target can be renamed then.
function move(made, target) {
  try {
    renameSync(made, target)
  } catch (error) {
    if (error.code !== 'EXDEV') throw error
    cpSync(made, `${target}.new`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${target}.new`, target)
  }
}
