/** The typed client of the engine and the desktop. Everything the window knows comes through here. */
import type { CallName, CallRequest, CallResponse, EventData, EventName, Reply } from '../shared/api.ts'
import { fromPlainError } from '../shared/errors.ts'
import type { Tile } from '../shared/pyramid.ts'

type Bridge = {
  readonly call: (name: string, request: string) => Promise<string>
  readonly on: (name: string, listener: (data: string) => void) => () => void
  readonly pathOf: (file: File) => string
}

const bridge = (globalThis as unknown as { boxwright: Bridge }).boxwright

/** @throws BoxwrightError with the engine's code and words */
export async function call<N extends CallName>(name: N, request: CallRequest<N>): Promise<CallResponse<N>> {
  const reply = JSON.parse(await bridge.call(name, JSON.stringify(request))) as Reply
  if (!reply.ok) throw fromPlainError(reply.error)
  return reply.value as CallResponse<N>
}

/** @returns a function that ends the subscription */
export function on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void {
  return bridge.on(name, (data) => listener(JSON.parse(data) as EventData<N>))
}

export const imageUrl = (imageId: number): string => `boxwright-image://image/${imageId}/full`
export const tileUrl = (imageId: number, { level, column, row }: Tile): string =>
  `boxwright-image://image/${imageId}/tile/${level}/${column}/${row}`
/** @param stamp the time of the file, so that the thumbnail of a former one is not shown again */
export const thumbnailUrl = (imageId: number, stamp: number | null = null): string =>
  `boxwright-image://image/${imageId}/thumbnail?${stamp ?? ''}`
/** @param stamp anything that is another when the box is, so that its former picture is not shown again */
export const cropUrl = (annotationId: number, stamp: number): string =>
  `boxwright-image://box/${annotationId}/crop?${stamp}`

/** Where a dropped file or folder lies; empty when it lies nowhere, as a picture dragged out of a web page. */
export function pathOfFile(file: File): string {
  const own = (file as File & { readonly path?: string }).path
  return own || bridge.pathOf(file)
}
