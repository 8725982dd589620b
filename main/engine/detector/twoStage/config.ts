/** The fixed numbers of the two-stage detector, with their reasons. */

/**
 * Offsets are divided by these, so that the usual ones are near 1: the centre's as a part of the reference's sides, and the
 * logarithms of the ratios of the sides (Girshick's published code of Fast R-CNN; SSD took them over).
 */
export const offsetScales = [0.1, 0.1, 0.2, 0.2] as const
/** A side may become so many times as long: more is a slip of an untrained network, whose exponential would overflow. */
export const largestSideFactor = 1000 / 16

/** An anchor learns a box from this IoU on, and is background up to that one (Ren et al., 2015, section 3.1.2). */
export const anchorObjectIou = 0.7
export const anchorBackgroundIou = 0.3
/** Anchors of a picture that learn in a step, at most half of them objects. The paper takes 256 of pictures twice as wide. */
export const anchorSamples = 128

/** Surest anchors of a picture that enter suppression: a detector on a pyramid takes 1000 (Lin et al., 2017). */
export const proposalCandidates = 1000
/** Proposals that overlap a surer one by more than this go (Ren et al., 2015, section 3.3). */
export const proposalIou = 0.7
/** Proposals of a picture, in training as in detection: crowded pictures have thirty objects, and each may be proposed four times. */
export const proposalCount = 128

/**
 * Regions of a picture that learn in a step, a quarter of them objects (Girshick, "Fast R-CNN", 2015, section 2.3, takes 64 of each
 * picture). A small set has few steps, and twice as many regions cost a processor a twentieth of one.
 */
export const regionSamples = 128
export const regionObjects = 32
/** A region learns the box that it overlaps at least so much; else it is background. */
export const regionObjectIou = 0.5

/** Cells on a side of what is read out of a map for a region (Girshick, 2015: 7). */
export const windowSide = 7
/** Regions whose area is that of a square of this side or larger are read from the next coarser map (Lin et al., 2017, equation 1). */
export const coarserFrom = [112, 224] as const
/**
 * The maps are made thin before regions are read from them (Li et al., "Light-head R-CNN", 2017): with 96 channels instead of 48
 * the first dense layer alone took a processor as long as half the backbone.
 */
export const windowChannels = 48
export const denseWidth = 256

/**
 * The form's weights of the losses are those of a one-stage detector: 4 for boxes, 1 for objectness, 0.5 for classes. With these factors
 * its defaults weigh as the papers do, who divide the sum over the objects by all that was drawn, background too: of four regions one
 * is an object, of the anchors of most pictures fewer.
 */
export const regionBoxFactor = 1 / 16
export const proposalBoxFactor = 1 / 32
export const classFactor = 2
