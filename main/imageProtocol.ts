/**
 * Serves pictures of the open project, by id and nothing else: `boxwright-image://image/<id>/full` or `/thumbnail`, and single
 * boxes cut out as `boxwright-image://box/<id>/crop`.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { protocol } from 'electron'
import type { CallResponse, EngineCallName, Reply } from '../shared/api.ts'
import { appOrigin, imageScheme } from './appProtocol.ts'
import type { EngineProcess } from './engineProcess.ts'

export function serveImages(engine: () => EngineProcess): void {
  protocol.handle(imageScheme, async (request) => {
    const wanted = callFor(new URL(request.url))
    if (!wanted) return refusal(404, 'There is no such picture.')
    const reply = JSON.parse(await engine().call(wanted.name, JSON.stringify(wanted.request))) as Reply
    if (!reply.ok) return refusal(404, reply.error.message)
    const { path, mimeType } = reply.value as CallResponse<'images.file'>
    try {
      const { size } = await stat(path)
      const body = Readable.toWeb(createReadStream(path)) as ReadableStream
      return new Response(body, { headers: { ...common, 'content-type': mimeType, 'content-length': String(size) } })
    } catch (error) {
      return refusal(404, `${path} cannot be read (${(error as Error).message}).`)
    }
  })
}

function callFor({ host, pathname }: URL): { readonly name: EngineCallName; readonly request: object } | null {
  const [, id, variant] = /^\/(\d+)\/(full|thumbnail|crop)$/.exec(pathname) ?? []
  if (host === 'box' && variant === 'crop') return { name: 'gallery.crop', request: { id: Number(id) } }
  if (host !== 'image' || id === undefined || variant === 'crop') return null
  return { name: 'images.file', request: { id: Number(id), variant } }
}

/** Pictures may change on disk; the window asks with a new address when they do. */
const common = { 'access-control-allow-origin': appOrigin, 'cache-control': 'no-store' }

function refusal(status: number, message: string): Response {
  return new Response(message, { status, headers: { ...common, 'content-type': 'text/plain; charset=utf-8' } })
}
