/** A process that draws boxes until it is killed and prints how many were answered. */

import { toAnnotationRow } from '../../main/engine/store/annotations.ts'
import { openStore } from '../../main/engine/store/store.ts'
import { blankAnnotation } from '../../shared/model.ts'

const store = openStore(process.argv[2]!)
const rootId = store.roots.add('/nowhere')
store.images.addScanned([{ rootId, path: 'a.jpg', bytes: 1, modifiedAt: 1 }])
const imageId = store.images.ids('')[0]!
const category = store.categories.draft('thing', undefined)
store.edits.run('category', null, (writer) => writer.insert('category', category))
for (let answered = 1; ; answered++) {
  const id = store.annotations.reserveIds(1)
  const box = { x1: 1, y1: 1, x2: 2, y2: 2 }
  const row = toAnnotationRow({ id, imageId, categoryId: category.id, ...box, ...blankAnnotation, updatedAt: 1 })
  store.edits.run('draw', imageId, (writer) => writer.insert('annotation', row))
  process.stdout.write(`${answered}\n`)
}
