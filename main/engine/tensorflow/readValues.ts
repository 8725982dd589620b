/**
 * The numbers of a tensor. A card gives them only when it has done all that was asked before, and only to those who wait: nothing
 * that may run on WebGPU may read them any other way.
 */
import type { Tensor } from './tensorflow.ts'
import { cardsLastWord, failIfCardFailed } from './webgpu.ts'

/** @throws BoxwrightError `device-lost`, `out-of-memory`, where the card failed on the way to these numbers */
export async function readValues<Values extends Float32Array | Int32Array = Float32Array>(
  tensor: Tensor,
): Promise<Values> {
  const values = await tensor.data().catch(async (error) => {
    await cardsLastWord()
    failIfCardFailed()
    throw error
  })
  failIfCardFailed()
  return values as Values
}
