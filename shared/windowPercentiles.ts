/**
 * Pictures of more than 8 bits are shown through a window: what lies below or above these percentiles becomes black or
 * white. One value in a thousand at each end is more than the hot and dead pixels of a sensor, and less than a small object.
 */
export const windowPercentiles = { low: 0.1, high: 99.9 } as const
