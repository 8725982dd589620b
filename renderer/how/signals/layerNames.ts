/**
 * Layers by the names that a person would give them: the part of the network, its stage (how often the picture has been
 * halved there), and which convolution of it.
 */
import type { TFunction } from 'i18next'
import type { Signal } from '../../../shared/howCalls.ts'

const parts = ['backbone', 'neck', 'head', 'ssd', 'proposal', 'windows', 'regions', 'crops'] as const
type Part = (typeof parts)[number]

/** These look at the whole picture, the others at places cut out of it. */
const staged: ReadonlySet<Part> = new Set(['backbone', 'neck', 'head', 'ssd', 'proposal'])

/** @param size side of the network's input in pixels. @returns a name for each layer, by its name in the detector */
export function layerNames(
  t: TFunction,
  signals: readonly Pick<Signal, 'layer' | 'side'>[],
  size: number,
): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  return new Map(
    signals.map(({ layer, side }) => {
      const part = parts.find((known) => layer.startsWith(`${known}/`))
      // One of a newer detector.
      if (!part) return [layer, layer]
      const stage = staged.has(part) ? Math.round(Math.log2(size / side)) : null
      const number = (counts.get(`${part} ${stage}`) ?? 0) + 1
      counts.set(`${part} ${stage}`, number)
      const values = { part: t(`how.signals.part.${part}`), stage, number }
      // There are dense layers among those that look at places.
      return [layer, stage === null ? t('how.signals.ofPlaces', values) : t('how.signals.ofStage', values)]
    }),
  )
}
