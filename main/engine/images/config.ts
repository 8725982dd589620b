/** Every fixed number of reading and showing pictures, with its reason. */

/** Bins in which values are counted for the window. As many as 16-bit values, so that those are counted exactly. */
export const windowBins = 65_536

/** A file that claims more pixels would take more memory than a workstation has; usually its header is damaged. */
export const mostPixels = 2_000_000_000

/** WebP holds no longer side; converted pictures beyond it are kept as PNG. */
export const longestWebpSide = 16_383

/** The end of a file is looked for in so many last bytes before its middle is read: cameras append previews and films. */
export const tailBytes = 65_536
