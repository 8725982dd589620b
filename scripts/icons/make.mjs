/** Draws resources/icons/*.png from icon.svg: node scripts/icons/make.mjs (after `npm run setup`). */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

// Linux desktops look for an icon of each of these sizes; Windows and macOS icons are made from the largest two.
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const windowSize = 256
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'resources', 'icons')
const svgSize = 512
const dotsPerInchOfSvg = 72

mkdirSync(folder, { recursive: true })
for (const size of sizes) await draw(size, `${size}x${size}.png`)
await draw(windowSize, 'icon.png')

async function draw(size, name) {
  const density = Math.max(dotsPerInchOfSvg, (dotsPerInchOfSvg * size) / svgSize)
  const picture = sharp(join(folder, 'icon.svg'), { density }).resize(size, size)
  await picture.png({ compressionLevel: 9, palette: true, quality: 100 }).toFile(join(folder, name))
}
