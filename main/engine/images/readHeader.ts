/** Size, orientation and kind of an image from its header and its last bytes alone, without decoding it. */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { Encoding } from '../../../shared/model.ts'
import { bitmapHeaderBytes, readBitmapHeader } from './bitmap.ts'
import { BrokenPicture, UndecodablePicture } from './brokenPicture.ts'
import { checkWhole } from './checkWhole.ts'
import { edgeBytes, mostPixels } from './config.ts'
import { type FileEdges, readEdges, readPart, withFile } from './fileParts.ts'
import { openInLibrary } from './openUpright.ts'
import { formatOf, isDeepPng, type PictureFormat, undecodableFormat } from './pictureFormats.ts'
import { readTiffFacts, tiffDirectoryAt } from './tiffFile.ts'

export type Header = {
  readonly rawWidth: number
  readonly rawHeight: number
  readonly orientation: number
  readonly encoding: Encoding
}

/** With what tells the same file under another name: length, first and last bytes. */
export type FileHeader = Header & { readonly fingerprint: string }

/** @throws Error in plain words when the file is not an image, empty, cut off, or of a kind that cannot be decoded */
export function readHeader(path: string): Promise<FileHeader> {
  return withFile(path, async (file) => {
    const edges = await readEdges(file, edgeBytes)
    if (edges.bytes === 0) throw new BrokenPicture('empty')
    const undecodable = undecodableFormat(path, edges.start)
    if (undecodable) throw new UndecodablePicture(undecodable)
    const format = formatOf(edges.start)
    if (!format) throw new BrokenPicture('damaged')
    await checkWhole(file, format, edges)
    const header = await headerOf({ path, file, format, start: edges.start, bytes: edges.bytes })
    if (header.rawWidth * header.rawHeight > mostPixels) throw new BrokenPicture('too-large')
    return { ...header, fingerprint: fingerprintOf(edges) }
  })
}

/** Headers differ in their dates, and ends in the picture itself. */
function fingerprintOf({ start, end, bytes }: FileEdges): string {
  return createHash('sha256').update(`${bytes}`).update(start).update(end).digest('hex').slice(0, 32)
}

type OpenedFile = {
  readonly path: string
  readonly file: FileHandle
  readonly format: PictureFormat
  readonly start: Buffer
  readonly bytes: number
}

function headerOf(opened: OpenedFile): Promise<Header> {
  if (opened.format === 'bmp') return bitmapHeader(opened)
  if (opened.format === 'tiff') return tiffHeader(opened)
  return libraryHeader(opened)
}

async function bitmapHeader({ file, bytes }: OpenedFile): Promise<Header> {
  const bitmap = readBitmapHeader(await readPart(file, 0, bitmapHeaderBytes))
  if (bytes < bitmap.bytes) throw new BrokenPicture('cut-off')
  const encoding = { ...plainEncoding, format: 'bmp', bands: 3 } as const
  return { rawWidth: bitmap.width, rawHeight: bitmap.height, orientation: 1, encoding }
}

async function tiffHeader({ path, start, bytes }: OpenedFile): Promise<Header> {
  // Most programs write the directory behind the pixels.
  if (tiffDirectoryAt(start) >= bytes) throw new BrokenPicture('cut-off')
  const { rawWidth, rawHeight, orientation, end, hasAlpha, ...rest } = await readTiffFacts(path)
  if (end > bytes) throw new BrokenPicture('cut-off')
  return { rawWidth, rawHeight, orientation, encoding: { format: 'tiff', ...rest } }
}

async function libraryHeader({ path, format, start }: OpenedFile): Promise<Header> {
  const facts = await openInLibrary(path, 'lenient').metadata()
  const encoding: Encoding = {
    format,
    bits: format === 'png' && isDeepPng(start) ? 16 : 8,
    isFloat: false,
    bands: facts.channels,
    isCmyk: facts.space === 'cmyk',
    pages: facts.pages ?? 1,
  }
  return { rawWidth: facts.width, rawHeight: facts.height, orientation: facts.orientation ?? 1, encoding }
}

const plainEncoding = { bits: 8, isFloat: false, isCmyk: false, pages: 1 } as const
