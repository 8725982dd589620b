/** The command line as a user types it: text or JSON on standard output, progress and reasons on standard error, exit codes. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writePicture } from '../support/engine.ts'
import { foldsProject } from '../support/foldsProject.ts'
import { projectFolder } from '../support/sourceFiles.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { zipOf } from '../support/zip.ts'

function boxwright(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectFolder, 'main/engine/cli.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, BOXWRIGHT_HOME: temporaryFolder() },
  })
  return { status, stdout, stderr }
}

async function labelledFolder(): Promise<string> {
  const folder = temporaryFolder()
  for (let index = 0; index < 10; index++) {
    await writePicture(join(folder, `${index}.png`), 40, 20)
    writeFileSync(join(folder, `${index}.txt`), `${index % 2} 0.5 0.5 0.5 0.5\n`)
  }
  writeFileSync(join(folder, 'classes.txt'), 'cat\ndog\n')
  return folder
}

describe('command line', () => {
  it('has the shipped detector propose in a photograph, decides by confidence, and tells what to label next', () => {
    const folder = temporaryFolder()
    const photos = join(projectFolder, 'test/fixtures/everyday')
    for (const name of ['chelsea.png', 'coffee.png']) copyFileSync(join(photos, name), join(folder, name))
    const project = join(temporaryFolder(), 'p.boxwright')
    boxwright('new', project)
    boxwright('import', project, '--images', folder)
    const proposed = boxwright('propose', project, '--confidence', '0.5', '--skip-class', 'Coffee cup', '--json')
    // From the numpy figures (fixtures/everyday/expected.json): a cat of 0.85 and a coffee cup of 0.55.
    expect(JSON.parse(proposed.stdout)).toMatchObject({ images: 2, perClass: { Cat: 1 }, leftOut: 1, present: 0 })
    expect(boxwright('decide', project).status).toBe(2)
    expect(boxwright('decide', project, '--accept', '0.8').stdout).toBe('Accepted 1 proposals in 1 images\n')
    expect(JSON.parse(boxwright('info', project, '--json').stdout)).toMatchObject({
      annotationCount: 1,
      categories: [{ name: 'Cat', boxes: 1 }],
    })
    const next = boxwright('next', project)
    expect(next.stdout).toContain('coffee.png  Coffee cup 0.55 or nothing')
    expect(next.stdout).not.toContain('chelsea.png')
    // Eight processes, two of them with TensorFlow.
  }, 240_000)

  it('trains, evaluates at the threshold of the validation images, and detects', async () => {
    const project = join(temporaryFolder(), 'p.boxwright')
    const folder = await labelledFolder()
    boxwright('new', project)
    boxwright('import', project, '--images', folder)
    boxwright('split', project)
    const small = ['--size', '96', '--epochs', '2', '--device', 'cpu', '--set', 'start=scratch', '--set', 'width=small']
    const trained = boxwright('train', project, ...small, '--json')
    expect(trained.status, trained.stderr).toBe(0)
    expect(JSON.parse(trained.stdout)).toMatchObject({
      runId: 1,
      epochs: 2,
      run: { images: { train: 8, val: 1, test: 1 } },
    })
    const test = JSON.parse(boxwright('evaluate', project, '--json').stdout)
    expect(test).toMatchObject({ run: 1, split: 'test', images: 1, confidenceBy: 'val' })
    const val = boxwright('evaluate', project, '--split', 'val').stdout
    expect(val).toContain(`at confidence ${test.confidence.toFixed(3)} (best mean F1 on val)`)
    const predicted = JSON.parse(
      boxwright('predict', project, '--images', folder, '--confidence', '0', '--json').stdout,
    )
    expect(predicted.images).toHaveLength(10)
    // Eight processes, five of them with TensorFlow.
  }, 240_000)

  it('searches over settings, tells the best, and evaluates the run of a trial', async () => {
    const project = join(temporaryFolder(), 'p.boxwright')
    boxwright('new', project)
    boxwright('import', project, '--images', await labelledFolder())
    boxwright('split', project)
    const small = ['--size', '96', '--epochs', '1', '--set', 'start=scratch', '--set', 'width=small']
    const rates = ['--method', 'grid', '--list', 'learningRate=0.001,0.002']
    const searched = boxwright('search', project, ...small, ...rates, '--json')
    expect(searched.status, searched.stderr).toBe(0)
    const { search, best } = JSON.parse(searched.stdout)
    expect(search).toMatchObject({
      id: 1,
      endReason: 'done',
      trials: [
        { number: 1, epochs: 1 },
        { number: 2, epochs: 1 },
      ],
    })
    expect(best.settings).toMatchObject({ size: 96, start: 'scratch', ...best.values })
    expect(searched.stderr).toContain('Trial')
    // Nobody means the last of the trials.
    expect(boxwright('evaluate', project, '--run', 'last').status).toBe(1)
    expect(boxwright('evaluate', project, '--run', String(best.run)).stdout).toContain(`Run ${best.run}, test`)
    const again = boxwright('search', project, '--resume', '1')
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('has nothing left to do') })
    expect(boxwright('search', project, '--range', 'lr=1..2').status).toBe(2)
    // Nine processes, four of them with TensorFlow.
  }, 240_000)

  it('makes, imports, splits, describes and exports, each with one JSON document', async () => {
    const folder = await labelledFolder()
    const project = join(temporaryFolder(), 'p.boxwright')
    expect(boxwright('new', project)).toMatchObject({ status: 0, stdout: `Made ${project}.\n` })

    const imported = boxwright('import', project, '--images', folder, '--json')
    expect(imported.status).toBe(0)
    expect(JSON.parse(imported.stdout)).toMatchObject({
      scan: { added: 10 },
      import: { format: 'yolo', boxes: 10, newCategories: ['cat', 'dog'] },
    })

    expect(JSON.parse(boxwright('split', project, '--json').stdout)).toMatchObject({
      images: { train: 8, val: 1, test: 1 },
    })
    expect(JSON.parse(boxwright('info', project, '--json').stdout)).toMatchObject({
      imageCount: 10,
      annotationCount: 10,
      splits: { train: 8, val: 1, test: 1, none: 0 },
      categories: [
        { name: 'cat', boxes: 5 },
        { name: 'dog', boxes: 5 },
      ],
    })

    const out = join(temporaryFolder(), 'out')
    expect(
      JSON.parse(
        boxwright('export', project, '--format', 'coco', '--out', out, '--split', 'val,test', '--json').stdout,
      ),
    ).toMatchObject({ images: 2, boxes: 2, leftOut: { 'part train': 8 } })
    expect(existsSync(join(out, 'annotations'))).toBe(true)
  })

  it('takes images and labels from a zip, unpacked beside it or where it is told', async () => {
    const folder = await labelledFolder()
    const names = ['classes.txt', ...Array.from({ length: 10 }, (_, index) => [`${index}.png`, `${index}.txt`]).flat()]
    const zip = join(temporaryFolder(), 'set.zip')
    writeFileSync(zip, zipOf(names.map((name) => ({ name, content: readFileSync(join(folder, name)) }))))
    const project = join(temporaryFolder(), 'p.boxwright')
    boxwright('new', project)
    const beside = boxwright('import', project, '--images', zip, '--json')
    expect(JSON.parse(beside.stdout)).toMatchObject({
      unpack: { directory: zip.slice(0, -4), images: 10, problems: [] },
      scan: { added: 10 },
      import: { format: 'yolo', boxes: 10 },
    })
    // All of them are there now: nothing is unpacked twice.
    const out = join(temporaryFolder(), 'out')
    const again = boxwright('import', project, '--labels', zip, '--unpack', out, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ unpack: null, scan: null, import: { boxes: 0, knownBoxes: 10 } })
    expect(existsSync(out)).toBe(false)
  })

  it('a dry run changes nothing', async () => {
    const folder = await labelledFolder()
    const project = join(temporaryFolder(), 'p.boxwright')
    boxwright('new', project)
    expect(boxwright('import', project, '--images', folder, '--dry-run').stdout).toContain('Would import 10 boxes')
    expect(JSON.parse(boxwright('info', project, '--json').stdout)).toMatchObject({ annotationCount: 0 })
  })

  it('what fails says why on standard error and exits with 1', () => {
    const missing = boxwright('info', '/nowhere/p.boxwright', '--json')
    expect(missing).toMatchObject({ status: 1, stdout: '' })
    expect(missing.stderr).toContain('There is no project file /nowhere/p.boxwright')
  })

  it.each([
    [['frobnicate'], 'there is no command "frobnicate"'],
    [['split'], 'which project'],
    [['import', 'p', '--labels', 'a', '--unpack', 'b'], 'wants a zip'],
    [['split', 'p', '--ratio', '8:2'], 'three numbers such as 8:1:1'],
    [['split', 'p', '--frob'], "Unknown option '--frob'"],
    [['train', 'p', '--size', '100'], 'multiple of 32'],
    [['train', 'p', '--set', 'batch'], 'key=value'],
    [['train', 'p', '--set', 'nonsense=1'], 'nonsense'],
    [['export', 'p', '--format', 'word', '--out', 'x'], '--format is one of'],
    [['score', '--gt', 'a'], '--gt and --dt'],
    [['export-model', 'p', '--format', 'onnx'], '--format and --out'],
    [
      ['export-model', 'p', '--format', 'savedmodel', '--precision', 'int8', '--out', 'x'],
      'savedmodel is written in float32, not in int8',
    ],
    [['report', 'p'], 'Give --out'],
    [['report', 'p', '--out', 'x.pdf'], 'printed by the window'],
  ])('%j is not understood: exit code 2 and how to say it', (args, words) => {
    const { status, stdout, stderr } = boxwright(...args)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(words)
    expect(stderr).toContain('Usage: boxwright')
  })

  it('tells how far label files of somebody else agree with those of the project', async () => {
    const folder = await labelledFolder()
    const project = join(temporaryFolder(), 'p.boxwright')
    boxwright('new', project)
    boxwright('import', project, '--images', folder)
    expect(boxwright('agreement', project).stdout).toBe('There is nothing to compare.\n')
    // The other one calls the first dog a cat, and has no box in the last image.
    writeFileSync(join(folder, '1.txt'), '0 0.5 0.5 0.5 0.5\n')
    writeFileSync(join(folder, '9.txt'), '')
    boxwright('import', project, '--labels', folder, '--merge', 'apart')
    const { labellings } = JSON.parse(boxwright('agreement', project, '--json').stdout)
    const cat = { name: 'cat', same: 5, missed: 0, extra: 1, f1: 10 / 11, meanIou: 1 }
    const dog = { name: 'dog', same: 3, missed: 2, extra: 0, f1: 6 / 8, meanIou: 1 }
    // 2 * 8 / (2 * 8 + (1 + 1) + 1)
    const all = { same: 8, otherClass: 1, missed: 1, extra: 0, f1: 16 / 19, meanIou: 1 }
    expect(labellings).toMatchObject([{ kind: 'second', images: 10, waiting: 0, ...all, perClass: [cat, dog] }])
    expect(boxwright('agreement', project, '--iou', '2').status).toBe(2)
  }, 60_000)

  it('lists suspects, the likeliest first, with reasons; without an evaluation it says how to begin', async () => {
    const project = await foldsProject(temporaryFolder())
    const { status, stdout } = boxwright('suspects', project, '--json')
    expect(status).toBe(0)
    const listed = JSON.parse(stdout)
    expect(listed).toMatchObject({ part: 'folds', isOutOfFold: true, count: 4 })
    const found = listed.suspects as { image: string; kind: string; score: number; reason: string }[]
    expect(Object.fromEntries(found.map(({ image, kind }) => [image, kind]))).toEqual({
      'swapped.jpg': 'swapped',
      'overlooked.jpg': 'overlooked',
      'located.jpg': 'located',
      'twice.jpg': 'duplicate',
    })
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
    expect(found.find(({ kind }) => kind === 'swapped')!.reason).toBe(
      'labelled van (0.05), seen as car (0.90), IoU 1.00',
    )
    const one = boxwright('suspects', project, '--kind', 'located', '--limit', '5')
    expect(one.stdout).toContain('located.jpg  car lies 40 % of its size beside where it is seen (0.90), IoU 0.43')
    expect(boxwright('suspects', project, '--kind', 'odd').status).toBe(2)

    const empty = join(temporaryFolder(), 'p.boxwright')
    boxwright('new', empty)
    expect(boxwright('suspects', empty)).toMatchObject({ status: 1, stderr: expect.stringContaining('--folds') })
  })
})
