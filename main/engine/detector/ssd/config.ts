/** The fixed numbers of an SSD, with their reasons. */

/** The scale of the finest map's default boxes as a part of the side is that which this part of the labels falls below, within these limits (the paper's own finest map has 0.1 for VOC, 0.07 for COCO). */
export const smallestLabels = 0.05
export const finestScales = { smallest: 0.03, largest: 0.1 } as const
/** Default boxes that overlap a label more than this learn it (Liu et al., 2016, section 2.2). */
export const matchingIou = 0.5
/** Background examples for each default box that learns a label (section 2.2), and how many a picture without labels gives. */
export const negativesPerPositive = 3
export const fewestNegatives = 12
/** A class that the shipped network does not know starts as improbable beside those that it does. */
export const unknownClassBias = -4

/** Usual spreads of offsets of centres and of logarithms of sides, which they are divided by (its implementation calls them variances). */
export const centreSpread = 0.1
export const sizeSpread = 0.2
