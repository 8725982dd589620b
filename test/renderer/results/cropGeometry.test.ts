import { describe, expect, it } from 'vitest'
import { boxOnCanvas, cropAround, placeOnCanvas } from '../../../renderer/results/cropGeometry.ts'

const image = { width: 1000, height: 800 }

describe('a crop', () => {
  it('shows the boxes in the middle, with their surroundings, in the wanted shape', () => {
    // 200 x 100 and 70 around it: 340 x 240; 4:3 makes the height 255.
    const region = cropAround([{ x1: 400, y1: 400, x2: 600, y2: 500 }], image, 4 / 3)

    expect(region).toEqual({ x1: 330, y1: 322.5, x2: 670, y2: 577.5 })
  })

  it('holds label and detection together', () => {
    const region = cropAround(
      [
        { x1: 100, y1: 300, x2: 200, y2: 400 },
        { x1: 700, y1: 350, x2: 720, y2: 360 },
      ],
      image,
      4 / 3,
    )

    expect(region.x1).toBeLessThan(100)
    expect(region.x2).toBeGreaterThan(720)
  })

  it('moves inside at an edge instead of shrinking', () => {
    const region = cropAround([{ x1: 0, y1: 0, x2: 100, y2: 75 }], image, 4 / 3)

    expect(region).toMatchObject({ x1: 0, y1: 0 })
    expect(region.x2 - region.x1).toBeCloseTo((4 / 3) * (region.y2 - region.y1))
  })

  it('never leaves a picture that is smaller than itself', () => {
    const region = cropAround([{ x1: 2, y1: 2, x2: 5, y2: 5 }], { width: 20, height: 10 }, 4 / 3)

    expect(region).toEqual({ x1: 0, y1: 0, x2: 20, y2: 10 })
  })

  it('shows a tiny thing with 64 pixels around', () => {
    const region = cropAround([{ x1: 500, y1: 400, x2: 504, y2: 404 }], image, 1)

    expect(region).toEqual({ x1: 470, y1: 370, x2: 534, y2: 434 })
  })

  it('fills the canvas and puts boxes where they belong', () => {
    const region = { x1: 100, y1: 100, x2: 300, y2: 200 }
    const placement = placeOnCanvas(region, { width: 400, height: 400 })

    // Twice as large, and 100 above and below, for the region is flatter than the canvas.
    expect(placement).toEqual({ scale: 2, left: 0, top: 100 })
    expect(boxOnCanvas({ x1: 150, y1: 100, x2: 200, y2: 150 }, region, placement)).toEqual({
      x1: 100,
      y1: 100,
      x2: 200,
      y2: 200,
    })
  })
})
