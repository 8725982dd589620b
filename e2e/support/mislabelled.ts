/** A labelled set as it comes from somewhere: drawn pictures, and Pascal VOC files in which the classes of some boxes are wrong. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Box } from '../../shared/box.ts'
import { seededRandom, shuffled } from '../../shared/random.ts'
import { cellNames, drawSmear, smearSize } from './drawSmear.ts'

export type KnownLabel = {
  readonly image: string
  readonly box: Box
  /** What a person sees there. */
  readonly truth: string
  readonly labelled: string
}

type WrongShare = { readonly seed: number; readonly share: number }

/** Makes `pictures/` and `annotations/` in the folder, the same for the same seed. */
export async function mislabelledSmears(folder: string, images: number, wrong: WrongShare): Promise<KnownLabel[]> {
  for (const part of ['pictures', 'annotations']) mkdirSync(join(folder, part), { recursive: true })
  const sound: KnownLabel[] = []
  for (let number = 1; number <= images; number++) {
    const image = `smear-${String(number).padStart(3, '0')}.jpg`
    const cells = await drawSmear(join(folder, 'pictures', image), seededRandom(1000 * wrong.seed + number))
    sound.push(...cells.map(({ name, box }) => ({ image, box, truth: name, labelled: name })))
  }
  const labels = withWrongClasses(sound, cellNames, wrong)
  for (const [image, own] of Map.groupBy(labels, (label) => label.image)) {
    writeFileSync(join(folder, 'annotations', image.replace('.jpg', '.xml')), vocText(image, own))
  }
  return labels
}

function withWrongClasses(
  labels: readonly KnownLabel[],
  classes: readonly string[],
  { seed, share }: WrongShare,
): KnownLabel[] {
  const random = seededRandom(seed)
  const wrong = new Set(shuffled(labels, random).slice(0, Math.round(share * labels.length)))
  return labels.map((label) => {
    if (!wrong.has(label)) return label
    const others = classes.filter((name) => name !== label.truth)
    return { ...label, labelled: others[random.below(others.length)]! }
  })
}

function vocText(image: string, labels: readonly KnownLabel[]): string {
  const { width, height } = smearSize
  const objects = labels.map(
    ({ labelled, box: { x1, y1, x2, y2 } }) =>
      `<object><name>${labelled}</name><bndbox><xmin>${x1}</xmin><ymin>${y1}</ymin><xmax>${x2}</xmax><ymax>${y2}</ymax></bndbox></object>`,
  )
  return `<annotation><filename>${image}</filename><size><width>${width}</width><height>${height}</height><depth>3</depth></size>${objects.join('')}</annotation>`
}
