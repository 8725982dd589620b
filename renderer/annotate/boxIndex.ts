/** Finds boxes by place, in images with thousands of them. */
import RBush from 'rbush'
import { type Box, boxArea, type Point } from '../../shared/box.ts'
import type { Annotation } from '../../shared/model.ts'
import { compareOrder } from './order.ts'

class AnnotationTree extends RBush<Annotation> {
  override toBBox({ x1, y1, x2, y2 }: Annotation) {
    return { minX: x1, minY: y1, maxX: x2, maxY: y2 }
  }
  override compareMinX(a: Annotation, b: Annotation) {
    return a.x1 - b.x1
  }
  override compareMinY(a: Annotation, b: Annotation) {
    return a.y1 - b.y1
  }
}

const trees = new WeakMap<readonly Annotation[], AnnotationTree>()

/** A list of annotations is never changed in place, so its index is made once. */
function treeOf(annotations: readonly Annotation[]): AnnotationTree {
  let tree = trees.get(annotations)
  if (!tree) {
    tree = new AnnotationTree().load(annotations) as AnnotationTree
    trees.set(annotations, tree)
  }
  return tree
}

/** All that touch the area. */
export function annotationsTouching(annotations: readonly Annotation[], area: Box): Annotation[] {
  return treeOf(annotations).search({ minX: area.x1, minY: area.y1, maxX: area.x2, maxY: area.y2 })
}

export function annotationsInside(annotations: readonly Annotation[], area: Box): Annotation[] {
  return annotationsTouching(annotations, area).filter(
    ({ x1, y1, x2, y2 }) => x1 >= area.x1 && y1 >= area.y1 && x2 <= area.x2 && y2 <= area.y2,
  )
}

/** Those within `reach` of the point, the smallest first: what is small can otherwise never be had. Of equals, the one in front. */
export function annotationsAt(annotations: readonly Annotation[], { x, y }: Point, reach: number): Annotation[] {
  const around = { x1: x - reach, y1: y - reach, x2: x + reach, y2: y + reach }
  return annotationsTouching(annotations, around).sort((a, b) => boxArea(a) - boxArea(b) || compareOrder(b, a))
}
