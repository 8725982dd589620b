/** Every fixed number of reading and showing pictures, with its reason. */

/** Bins in which values are counted for the window. As many as 16-bit values, so that those are counted exactly. */
export const windowBins = 65_536

/** A file that claims more pixels would take more memory than a workstation has; usually its header is damaged. */
export const mostPixels = 2_000_000_000

/** The first and last bytes that the scan reads of every file: enough for most headers, and to know the file again. */
export const edgeBytes = 4096

/** The end of a file is looked for in so many last bytes before its middle is read: cameras append previews and films. */
export const tailBytes = 65_536

const gigabyte = 2 ** 30
/** Bytes of each kind of cached pictures. Some twenty pictures of 100 megapixels, thumbnails of 200,000, network inputs of 25,000. */
export const cacheLimits: Readonly<Record<string, number>> = {
  tiles: 4 * gigabyte,
  display: 4 * gigabyte,
  overviews: gigabyte,
  crops: 2 * gigabyte,
  thumbnails: 2 * gigabyte,
  decoded: 8 * gigabyte,
  // What Node made of the sources, of some ten checkouts (scripts/setup.mjs).
  compiled: gigabyte / 4,
}
