/**
 * What the studio's canvas is compared with, in a window of the same Electron: the plain way of doing the same. Boxes as
 * one react-konva component each, with Konva's own hit testing, dragging and zooming; a picture as an <img> that is decoded
 * when it is asked for.
 */
import type Konva from 'konva'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Image as KonvaImage, Layer, Rect, Stage } from 'react-konva'
import type { BoxSpec, RivalPage } from '../support/canvasScene.ts'

const root = createRoot(document.getElementById('root')!)

type BoxesProps = {
  readonly picture: HTMLImageElement
  readonly boxes: readonly BoxSpec[]
  readonly width: number
  readonly height: number
}

function Boxes({ picture, boxes, width, height }: BoxesProps) {
  const [selected, setSelected] = useState<number | null>(null)
  const scale = Math.min(width / picture.width, height / picture.height)
  const zoom = (event: Konva.KonvaEventObject<WheelEvent>) => {
    const stage = event.target.getStage()!
    const at = stage.getPointerPosition()!
    const before = stage.scaleX()
    const after = before * 1.0015 ** -event.evt.deltaY
    stage.scale({ x: after, y: after })
    stage.position({
      x: at.x - ((at.x - stage.x()) / before) * after,
      y: at.y - ((at.y - stage.y()) / before) * after,
    })
  }
  return (
    <Stage width={width} height={height} scaleX={scale} scaleY={scale} draggable onWheel={zoom}>
      <Layer>
        <KonvaImage image={picture} />
        {boxes.map(({ x1, y1, x2, y2, color }, index) => (
          <Rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
            key={index}
            x={x1}
            y={y1}
            width={x2 - x1}
            height={y2 - y1}
            stroke={color}
            strokeWidth={index === selected ? 3 : 2}
            strokeScaleEnabled={false}
            fill={index === selected ? `${color}20` : undefined}
            draggable
            onMouseDown={() => setSelected(index)}
          />
        ))}
      </Layer>
    </Stage>
  )
}

async function decoded(url: string): Promise<HTMLImageElement> {
  const picture = new Image()
  picture.src = url
  await picture.decode()
  return picture
}

const page: RivalPage = {
  showBoxes: async (url, boxes, { width, height }) => {
    const picture = await decoded(url)
    flushSync(() =>
      root.render(<Boxes key={boxes.length} picture={picture} boxes={boxes} width={width} height={height} />),
    )
  },
  showPicture: async (url, { width, height }) => {
    let canvas = document.querySelector<HTMLCanvasElement>('canvas#plain')
    if (!canvas) {
      canvas = document.createElement('canvas')
      canvas.id = 'plain'
      document.body.replaceChildren(canvas)
    }
    canvas.width = width
    canvas.height = height
    const picture = await decoded(url)
    const scale = Math.min(width / picture.width, height / picture.height)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, picture.width * scale, picture.height * scale)
  },
  showWall: (urls, count, side) => {
    const wall = document.createElement('div')
    wall.id = 'wall'
    Object.assign(wall.style, { height: '100vh', overflowY: 'scroll', lineHeight: '0' })
    for (let index = 0; index < count; index++) {
      const crop = new Image(side, side)
      Object.assign(crop, { loading: 'lazy', decoding: 'async', src: urls[index % urls.length]! })
      Object.assign(crop.style, { margin: '3px', objectFit: 'contain' })
      wall.append(crop)
    }
    document.body.replaceChildren(wall)
  },
  showTable: (size) => {
    const table = document.createElement('table')
    table.id = 'table'
    for (let line = 0; line < size; line++) {
      const row = table.insertRow()
      for (let place = 0; place < size; place++) row.insertCell().textContent = '0'
    }
    document.body.replaceChildren(table)
  },
}
Object.assign(globalThis, { rivalPage: page })
