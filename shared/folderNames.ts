/** Names of folders that say nothing about what is in them. */

const generic = new Set([
  'images',
  'image',
  'image_2',
  'imgs',
  'img',
  'jpegimages',
  'pictures',
  'photos',
  'frames',
  'data',
  'dataset',
  'train',
  'val',
  'valid',
  'test',
])

/** @param name of a folder, without its path */
export const isGenericFolder = (name: string): boolean => generic.has(name.toLowerCase())

/**
 * Where the project file of a folder of images goes if nobody says otherwise: beside the folder, under its name, or under
 * that of the first folder above it whose name tells something.
 * @param folder absolute path, with either kind of slash
 */
export function usualProjectFile(folder: string): string {
  const parts = folder.split(/(?<=[/\\])/)
  const nameOf = (part: string) => part.replace(/[/\\]$/, '')
  const telling = parts.findLastIndex((part) => !isGenericFolder(nameOf(part)))
  const name = nameOf(parts[telling] ?? '')
  // Drives and the root of a file system are no names.
  if (telling === parts.length - 1 || name === '' || /^[a-z]:$/i.test(name))
    return `${folder.replace(/[/\\]$/, '')}.boxwright`
  return `${parts.slice(0, telling + 1).join('')}${name}.boxwright`
}
