/** Runs vite over all parts. A process of its own, because vite needs a newer Node than the scripts do. */
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { build } from 'vite'
import { bundles } from './bundles.mjs'

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
rmSync(join(project, 'dist'), { recursive: true, force: true })
try {
  for (const { what, config } of bundles(project)) {
    console.log(`build: ${what}`)
    await build({ logLevel: 'warn', ...config })
  }
} catch (error) {
  console.error(process.stderr.isTTY ? error.message : stripVTControlCharacters(error.message))
  process.exitCode = 1
}
