import { CommandItem, Line } from './MenuParts.tsx'

/** Where no box is. */
export function GroundMenu() {
  return (
    <>
      <CommandItem command="paste" />
      <CommandItem command="copyPrevious" />
      <Line />
      <CommandItem command="selectAll" />
      <CommandItem command="hideBoxes" />
      <CommandItem command="showBoxes" />
      <Line />
      <CommandItem command="imageNote" />
    </>
  )
}
