/** What is dropped on the window is sorted by what it is, not by what it is called alone. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testEngine, writePicture } from '../support/engine.ts'

it('folders, pictures, labels and projects are told apart, and what is none of them is named', async () => {
  const engine = testEngine()
  const at = (...parts: string[]) => join(engine.folder, ...parts)
  await writePicture(at('pictures/deep/a.png'))
  await writePicture(at('single/b.jpg'))
  await writePicture(at('single/c.jpg'))
  for (const folder of ['labels', 'empty', 'mixed/annotations']) mkdirSync(at(folder), { recursive: true })
  await writePicture(at('mixed/images/d.png'))
  writeFileSync(at('labels/a.xml'), '<annotation/>')
  writeFileSync(at('mixed/annotations/d.xml'), '<annotation/>')
  writeFileSync(at('all.json'), '{}')
  writeFileSync(at('letter.pdf'), '')
  writeFileSync(at('old.boxwright'), '')
  const names = ['pictures', 'single/b.jpg', 'single/c.jpg', 'labels', 'empty', 'mixed', 'all.json', 'letter.pdf']
  const paths = [...names, 'old.boxwright', 'not there'].map((name) => at(name))
  expect(await engine.call('drop.sort', { paths })).toEqual({
    projects: [at('old.boxwright')],
    imageFolders: [at('pictures'), at('mixed'), at('single')],
    imageIds: [],
    labels: [at('labels'), at('all.json')],
    others: [at('empty'), at('letter.pdf'), at('not there')],
  })
})

it('a picture that the project has is known', async () => {
  const engine = testEngine()
  const pictures = join(engine.folder, 'pictures')
  await writePicture(join(pictures, 'sub/a.png'))
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: pictures }))
  const [id] = await engine.call('images.ids', { filter: '' })
  expect(await engine.call('drop.sort', { paths: [join(pictures, 'sub/a.png')] })).toMatchObject({
    imageIds: [id],
    imageFolders: [],
  })
})
