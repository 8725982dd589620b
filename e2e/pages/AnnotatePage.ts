import { expect } from 'playwright/test'
import type { Studio } from '../studio.ts'

type Point = { readonly x: number; readonly y: number }

export class AnnotatePage {
  readonly #studio: Studio
  readonly canvas
  readonly classField
  readonly objects

  constructor(studio: Studio) {
    const { window } = studio
    this.#studio = studio
    this.canvas = window.getByTestId('canvas')
    this.classField = window.getByLabel('Name of a class')
    this.objects = window.getByRole('list', { name: 'Objects' }).getByRole('listitem')
  }

  async show(): Promise<void> {
    await this.#studio.window.keyboard.press('Control+2')
    await this.canvas.waitFor()
  }

  /** Waits until the picture is there and `count` boxes are on it. */
  async expectBoxes(count: number): Promise<void> {
    await expect(this.canvas).toHaveAccessibleName(new RegExp(`, ${count} box`))
  }

  async press(key: string): Promise<void> {
    await this.canvas.focus()
    await this.#studio.window.keyboard.press(key)
  }

  async typeClass(name: string): Promise<void> {
    await this.classField.fill(name)
    await this.classField.press('Enter')
  }

  /** Drags a box in pixels of the picture, whose size is given; the whole picture is shown first. */
  async drag(picture: Point, from: Point, to: Point): Promise<void> {
    await this.press('Control+f')
    const [start, end] = [await this.#onScreen(picture, from), await this.#onScreen(picture, to)]
    const { mouse } = this.#studio.window
    await mouse.move(start.x, start.y)
    await mouse.down()
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2)
    await mouse.move(end.x, end.y)
    await mouse.up()
  }

  async clickAt(picture: Point, at: Point): Promise<void> {
    const { x, y } = await this.#onScreen(picture, at)
    await this.#studio.window.mouse.click(x, y)
  }

  /** Carries what is there with the right button; its menu is then open. */
  async carry(picture: Point, from: Point, to: Point): Promise<void> {
    const [start, end] = [await this.#onScreen(picture, from), await this.#onScreen(picture, to)]
    const { mouse } = this.#studio.window
    await mouse.move(start.x, start.y)
    await mouse.down({ button: 'right' })
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2)
    await mouse.move(end.x, end.y)
    await mouse.up({ button: 'right' })
  }

  async openMenu(picture: Point, at: Point): Promise<void> {
    const { x, y } = await this.#onScreen(picture, at)
    await this.#studio.window.mouse.click(x, y, { button: 'right' })
  }

  /** An item of the open menu, by its name; or of a menu within it. */
  async choose(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.#studio.window.getByRole('menuitem', { name }).click()
  }

  /** Turns the wheel with Alt held: a notch towards the hand is positive. */
  async turnWheel(picture: Point, at: Point, notches: number): Promise<void> {
    const { x, y } = await this.#onScreen(picture, at)
    const { keyboard, mouse } = this.#studio.window
    await mouse.move(x, y)
    await keyboard.down('Alt')
    for (let notch = 0; notch < Math.abs(notches); notch++) await mouse.wheel(0, 100 * Math.sign(notches))
    await keyboard.up('Alt')
  }

  /** The picture lies in the middle of the canvas at the zoom that the toolbar names. */
  async #onScreen(picture: Point, point: Point): Promise<Point> {
    const box = (await this.canvas.boundingBox())!
    const zoom = await this.#studio.window.getByRole('button', { name: /^Zoom \d+/ }).getAttribute('aria-label')
    const scale = Number(/\d+/.exec(zoom ?? '')![0]) / 100
    return {
      x: box.x + box.width / 2 + (point.x - picture.x / 2) * scale,
      y: box.y + box.height / 2 + (point.y - picture.y / 2) * scale,
    }
  }
}
