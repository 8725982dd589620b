/**
 * The name under which a card is sold. WebGPU tells only `nvidia-geforce-rtx-4090`; Dawn lists the names proper when it is asked
 * for a card that does not exist.
 */
import type { Gpu } from './webgpu.ts'

/** @param identifier as WebGPU gives it */
export async function cardName(identifier: string, askForNoCard: () => Gpu): Promise<string> {
  const list = await askForNoCard()
    .requestAdapter()
    .then(
      () => '',
      (error: Error) => error.message,
    )
  const names = [...list.matchAll(/name: '(.+)'/g)].map((match) => match[1]!)
  return names.find((name) => identifierOf(name) === identifier) ?? (identifier || 'graphics card')
}

const identifierOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
