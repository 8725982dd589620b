/** A project that the studio edits, and its twin: an engine of this process that makes the same edits in a copy. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEngine, type Engine } from '../../main/engine/createEngine.ts'
import { foldersOf } from '../../main/engine/folders.ts'
import type { Random } from '../../shared/random.ts'
import { writeLabels } from '../../test/support/anyEdits.ts'
import { contentOf, type FileContent } from '../../test/support/content.ts'
import { memoryPlace } from '../../test/support/memoryPlace.ts'
import { nextEdit, type ScriptedEdit } from '../../test/support/scriptedEdits.ts'
import { thereAndBack } from '../../test/support/thereAndBack.ts'

export type Script = {
  readonly edits: readonly ScriptedEdit[]
  /** What the file holds after so many edits, from the wanted number on. */
  readonly contents: ReadonlyMap<number, string>
  /** The number that the next new box is to get before the first edit. */
  readonly firstId: number
}

/** The window fetches numbers for new boxes ahead; these are more. */
const aheadIds = 1000

export class TwinProject {
  readonly #path: string
  readonly #folder = mkdtempSync(join(memoryPlace, 'boxwright-twin-'))
  readonly #labels = writeLabels(join(this.#folder, 'labels'))
  readonly #engine: Engine
  #copies = 0

  constructor(path: string) {
    this.#path = path
    const resources = fileURLToPath(new URL('../../resources', import.meta.url))
    this.#engine = createEngine(foldersOf({ BOXWRIGHT_HOME: join(this.#folder, 'home') }, resources), () => {})
  }

  /** Takes over what the project holds, while no process has it open. */
  async copy(): Promise<void> {
    await this.#engine.call('project.open', { path: this.#copyOfFile() })
  }

  /**
   * The studio need not be there yet.
   * @param wanted from how many edits on it must be known what the file holds @param spare how many may follow them
   */
  async write(random: Random, wanted: number, spare: number): Promise<Script> {
    const { first } = await this.#engine.call('annotations.reserveIds', { count: aheadIds })
    const edits: ScriptedEdit[] = []
    const contents = new Map<number, string>()
    while (edits.length < wanted + spare) {
      edits.push(await nextEdit(this.#engine, this.#labels, random))
      if (edits.length >= wanted) contents.set(edits.length, JSON.stringify(this.#content()))
    }
    return { edits, contents, firstId: first + aheadIds }
  }

  /** What a copy of the project holds after all its steps are undone, and after all are redone. */
  thereAndBack(): Promise<{ readonly undone: FileContent; readonly redone: FileContent }> {
    return thereAndBack(this.#engine, this.#copyOfFile())
  }

  async close(): Promise<void> {
    await this.#engine.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #content(): FileContent {
    return contentOf(this.#engine.context.project!.store.path)
  }

  #copyOfFile(): string {
    const copy = join(this.#folder, `${++this.#copies}.boxwright`)
    copyFileSync(this.#path, copy)
    // What a killed engine had stored last still lies beside the file; the studio is to bring that in order itself.
    if (existsSync(`${this.#path}-wal`)) copyFileSync(`${this.#path}-wal`, `${copy}-wal`)
    return copy
  }
}
