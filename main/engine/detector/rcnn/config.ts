/** The fixed numbers of an R-CNN, with their reasons. */

/** Pixels of a cell in which contrast is measured, and the width of the strips beside a window as a part of its sides. */
export const contrastCell = 4
export const contrastStrip = 0.25
/** Variance of colours (0..1) below which a window counts as of one colour. */
export const smallestVariance = 0.001
/**
 * The windows of each shape that enter suppression, the proposals of it that are left (each goes through the whole backbone),
 * and the IoU of two that are the same. Of each shape as many, since small windows stand out more easily than large ones. On blood
 * cells that touch each other they hold two thirds of the red cells and nearly all white ones.
 */
export const contrastCandidates = 400
export const contrastProposals = 24
export const contrastIou = 0.5
/** Side of a cut-out proposal in pixels, what is added around it as a part of its side on each side (the paper: 16 of 227 pixels), and the size of its head. */
export const cropSide = 48
export const cropContext = 0.1
export const cropMiddleChannels = 48
export const cropDenseWidth = 256
/** Proposals of a picture that learn in a step, a quarter of them objects as in the paper: together nearly as many pixels as the picture has. */
export const cropSamples = 32
export const cropObjects = 8
