/** The engine's process as the window has it: killed and ended in the middle of calls. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EngineProcess } from '../../main/engineProcess.ts'
import { projectFolder } from '../support/sourceFiles.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

type Reply = { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly code: string } }

/** The real engine, at the place where a build would have put it. */
function startEngineProcess() {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'dist', 'engine'), { recursive: true })
  const source = pathToFileURL(join(projectFolder, 'main', 'engine', 'engine.ts')).href
  writeFileSync(join(folder, 'dist', 'engine', 'engine.mjs'), `import ${JSON.stringify(source)}\n`)
  const former = { home: process.env.BOXWRIGHT_HOME, node: process.env.BOXWRIGHT_NODE }
  Object.assign(process.env, { BOXWRIGHT_HOME: join(folder, 'home'), BOXWRIGHT_NODE: process.execPath })
  const before = new Set(children())
  const states: boolean[] = []
  const engine = new EngineProcess(folder, { onEvent: () => {}, onState: (isRunning) => states.push(isRunning) })
  onTestFinished(async () => {
    await engine.stop()
    Object.assign(process.env, { BOXWRIGHT_HOME: former.home ?? '', BOXWRIGHT_NODE: former.node ?? '' })
  })
  const ask = async (name: string, request: object): Promise<Reply> =>
    JSON.parse(await engine.call(name, JSON.stringify(request))) as Reply
  return { folder, engine, ask, states, pid: () => children().find((pid) => !before.has(pid))! }
}

const children = (): number[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('engine.mjs'))
    .map((line) => Number.parseInt(line, 10))

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe.skipIf(process.platform === 'win32')('the engine process', () => {
  it('that is killed answers every call, also those sent before its end is known; the project is open when calls go on', async () => {
    const { folder, ask, states, pid } = startEngineProcess()
    const path = join(folder, 'a.boxwright')
    expect(await ask('project.create', { path })).toMatchObject({ ok: true })
    for (let round = 0; round < 3; round++) {
      process.kill(pid(), 'SIGKILL')
      // It is dead before this process hears of it, as when the window was busy.
      execFileSync('sleep', ['0.1'])
      const calls: Promise<Reply>[] = [ask('project.info', {})]
      const deaths = states.filter((isRunning) => !isRunning).length
      while (states.filter((isRunning) => !isRunning).length === deaths) {
        calls.push(ask('project.info', {}))
        await turn()
      }
      const afterwards = await ask('project.info', {})
      expect(afterwards).toMatchObject({ ok: true, value: { path } })
      for (const reply of await Promise.all(calls)) {
        // Either the one that was killed had answered, or it was gone; none said that no project is open.
        if (reply.ok) expect(reply.value).toMatchObject({ path })
        else expect(reply.error?.code).toBe('engine-gone')
      }
    }
  })

  it('that is being stopped answers calls that come meanwhile', async () => {
    const { engine, ask } = startEngineProcess()
    expect(await ask('project.info', {})).toMatchObject({ ok: true, value: null })
    const stopping = engine.stop()
    let isStopped = false
    void stopping.then(() => {
      isStopped = true
    })
    const calls: Promise<Reply>[] = []
    while (!isStopped) {
      calls.push(ask('project.info', {}))
      await turn()
    }
    for (const reply of await Promise.all(calls)) expect(reply.error?.code).toBe('engine-gone')
    expect(calls.length).toBeGreaterThan(0)
  })
})
