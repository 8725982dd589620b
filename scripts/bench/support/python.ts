/** A Python with the rivals' packages, in a folder of its own in the cache: made once, and never part of the product. */
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldersOf } from '../../../main/engine/folders.ts'
import { progress } from './report.ts'

/**
 * @param name of the folder, for example the rival's
 * @returns path of the interpreter; BOXWRIGHT_BENCH_PYTHON takes the place of all this
 */
export async function pythonWith(name: string, packages: readonly string[]): Promise<string> {
  const given = process.env.BOXWRIGHT_BENCH_PYTHON
  if (given) return given
  const folder = join(foldersOf(process.env, '').cache, 'bench', name)
  const python = join(folder, 'bin', 'python')
  const isWhole = join(folder, 'whole')
  if (existsSync(isWhole)) return python
  progress(`installing ${packages.join(', ')} into ${folder}; this takes a while`)
  rmSync(folder, { recursive: true, force: true })
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], { stdio: 'inherit' })
  writeFileSync(isWhole, packages.join('\n'))
  return python
}
