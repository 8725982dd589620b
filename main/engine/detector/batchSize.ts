/** How many images a step takes when the user leaves it to the machine: as many as are useful and as the memory holds. */
import { bytesPerPixel, usefulBatch, usefulMemoryPart } from './config.ts'

export type Memory = { readonly kind: 'cpu' | 'gpu'; readonly freeBytes: number }

/**
 * @param side of the network input in pixels
 * @returns a power of two, at least 1
 */
export function batchSizeFor({ kind, freeBytes }: Memory, side: number): number {
  const held = (freeBytes * usefulMemoryPart[kind]) / (bytesPerPixel * side * side)
  return Math.max(1, 2 ** Math.floor(Math.log2(Math.max(1, Math.min(usefulBatch[kind], held)))))
}
