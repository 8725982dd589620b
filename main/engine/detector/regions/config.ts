/** The fixed numbers of all families that look at regions of a picture, with their reasons. */

/**
 * Offsets are divided by these, so that the usual ones are near 1: the centre's as a part of the reference's sides, and the
 * logarithms of the ratios of the sides (Girshick's published code of Fast R-CNN; SSD took them over).
 */
export const offsetScales = [0.1, 0.1, 0.2, 0.2] as const
/** A side may become so many times as long: more is a slip of an untrained network, whose exponential would overflow. */
export const largestSideFactor = 1000 / 16

/**
 * Regions of a picture that learn in a step, a quarter of them objects (Girshick, "Fast R-CNN", 2015, section 2.3, takes 64 of each
 * picture). A small set has few steps, and twice as many regions cost a processor a twentieth of one.
 */
export const regionSamples = 128
export const regionObjects = 32
/** A region learns the box that it overlaps at least so much; else it is background. */
export const regionObjectIou = 0.5

/** Regions whose area is that of a square of this side or larger are read from the next coarser map (Lin et al., 2017, equation 1). */
export const coarserFrom = [112, 224] as const

/** Sliding windows stand at every quarter of their sides, but no closer than a few pixels, and not more than so many in all: each is read from the maps and classified. */
export const windowStepPart = 0.25
export const smallestWindowStep = 8
export const mostWindows = 5000

/**
 * The form's weights of the losses are those of a one-stage detector: 4 for boxes, 1 for objectness, 0.5 for classes. With these factors
 * its defaults weigh as the papers do, who divide the sum over the objects by all that was drawn, background too: of four regions one
 * is an object, of the anchors of most pictures fewer.
 */
export const regionBoxFactor = 1 / 16
export const classFactor = 2
