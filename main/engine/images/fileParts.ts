/** Small parts of files, so that a hundred thousand pictures are looked at without being read. */
import { type FileHandle, open } from 'node:fs/promises'

/** Enough to tell every format, and the depth of a PNG. */
const startBytes = 32

export async function readStart(path: string): Promise<Buffer> {
  return withFile(path, (file) => readPart(file, 0, startBytes))
}

export async function withFile<Value>(path: string, work: (file: FileHandle) => Promise<Value>): Promise<Value> {
  const file = await open(path, 'r')
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

/** @returns fewer bytes where the file ends */
export async function readPart(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const part = Buffer.allocUnsafe(length)
  const { bytesRead } = await file.read(part, 0, length, position)
  return part.subarray(0, bytesRead)
}

/** The first and the last bytes of a file; in a short one they overlap. */
export type FileEdges = { readonly start: Buffer; readonly end: Buffer; readonly bytes: number }

export async function readEdges(file: FileHandle, length: number): Promise<FileEdges> {
  const { size: bytes } = await file.stat()
  const start = await readPart(file, 0, length)
  const end = bytes <= length ? start : await readPart(file, bytes - length, length)
  return { start, end, bytes }
}
