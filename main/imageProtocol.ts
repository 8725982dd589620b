/**
 * Serves pictures of the open project, by id and nothing else: `boxwright-image://image/<id>/full` or `/thumbnail`, and single
 * boxes cut out as `boxwright-image://box/<id>/crop`. Of a large picture "full" is an overview, which a header says, and its tiles are
 * `boxwright-image://image/<id>/tile/<level>/<column>/<row>`.
 */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
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
    const { path, mimeType, isOverview } = reply.value as Partial<CallResponse<'images.file'>> & PictureFile
    try {
      const { size } = await stat(path)
      return new Response(size <= readAtOnce ? await readFile(path) : streamOf(path), {
        headers: {
          ...common,
          ...(isOverview ? overview : {}),
          'content-type': mimeType,
          'content-length': String(size),
        },
      })
    } catch (error) {
      return refusal(404, `${path} cannot be read (${(error as Error).message}).`)
    }
  })
}

function callFor({ host, pathname }: URL): { readonly name: EngineCallName; readonly request: object } | null {
  const [, imageId, level, column, row] = /^\/(\d+)\/tile\/(\d+)\/(\d+)\/(\d+)$/.exec(pathname) ?? []
  if (host === 'image' && imageId !== undefined) {
    const tile = { level: Number(level), column: Number(column), row: Number(row) }
    return { name: 'images.tile', request: { id: Number(imageId), ...tile } }
  }
  const [, id, variant] = /^\/(\d+)\/(full|thumbnail|crop)$/.exec(pathname) ?? []
  if (host === 'box' && variant === 'crop') return { name: 'gallery.crop', request: { id: Number(id) } }
  if (host !== 'image' || id === undefined || variant === 'crop') return null
  return { name: 'images.file', request: { id: Number(id), variant } }
}

/** In bytes. Crops and thumbnails come by the dozen, and a stream takes longer to set up than such a file to read. */
const readAtOnce = 262_144

const streamOf = (path: string) => Readable.toWeb(createReadStream(path)) as ReadableStream

type PictureFile = CallResponse<'images.tile'>

/** Pictures may change on disk; the window asks with a new address when they do. */
const common = { 'access-control-allow-origin': appOrigin, 'cache-control': 'no-store' }

const overview = { 'x-boxwright-overview': '1', 'access-control-expose-headers': 'x-boxwright-overview' }

function refusal(status: number, message: string): Response {
  return new Response(message, { status, headers: { ...common, 'content-type': 'text/plain; charset=utf-8' } })
}
