/** The fixed numbers of a sliding window, with their reasons. */

/** What is read of a window: fewer cells and channels than for a two-stage detector's regions, of which there are far fewer. */
export const windowCells = 4
export const windowChannels = 48
export const windowDenseWidth = 128
