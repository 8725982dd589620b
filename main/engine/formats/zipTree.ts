/** The label files of a zip, read where they lie: nothing is unpacked. */
import type { FileTree } from './fileTree.ts'
import { hasImageExtension, withSlashes } from './imagePath.ts'
import { endsOfBytes } from './treeParts.ts'
import { openZipFile, type ZipFile, type ZipMember, zipFileOf } from './zipFile.ts'

/** A label file larger than this is none; real ones reach half a gigabyte. */
const largestMember = 2 ** 31 - 1

export const openZip = async (path: string): Promise<FileTree> => treeOf(await openZipFile(path))

/** For tests: a zip in memory. */
export const openZipBytes = async (bytes: Buffer): Promise<FileTree> => treeOf(await zipFileOf(bytes))

function treeOf(zip: ZipFile): FileTree {
  // Pictures are not read; there may be a hundred thousand of them.
  const files = new Map(zip.members.filter(({ name }) => !hasImageExtension(name)).map((file) => [file.name, file]))
  const read = (name: string): Promise<Buffer> => {
    const member = files.get(name)
    return member ? bytesOf(zip, member) : Promise.reject(new Error(`there is no ${name} in ${zip.path}`))
  }
  return {
    container: 'zip',
    // The zip's own name may tell images of the same name apart, as that of a folder.
    root: withSlashes(zip.path).replace(/\.zip$/i, ''),
    files: [...files.keys()].sort(),
    unreadable: [],
    has: (name) => files.has(name),
    read,
    peek: async (name) => endsOfBytes(await read(name)),
  }
}

async function bytesOf(zip: ZipFile, member: ZipMember): Promise<Buffer> {
  if (member.bytes > largestMember) {
    throw new Error(`${member.name} would unpack to ${member.bytes} bytes, far more than a label file has`)
  }
  const chunks: Buffer[] = []
  for await (const chunk of await zip.stream(member)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
