/** The fixed numbers of the two-stage detector, with their reasons. */

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
 * Fixed proposals lie around a label, moved by up to this part of its sides and stretched by up to e to this: their IoU with it goes
 * from about 0.3 to 1, as that of what the first stage proposes near an object.
 */
export const largestShift = 0.35
export const largestStretch = 0.35

/** Cells on a side of what is read out of a map for a region (Girshick, 2015: 7). */
export const windowSide = 7
/**
 * The maps are made thin before regions are read from them (Li et al., "Light-head R-CNN", 2017): with 96 channels instead of 48
 * the first dense layer alone took a processor as long as half the backbone.
 */
export const windowChannels = 48
export const denseWidth = 256

/** As the factors of regions/config.ts: of the anchors that are drawn of most pictures fewer than a quarter learn a box. */
export const proposalBoxFactor = 1 / 32
