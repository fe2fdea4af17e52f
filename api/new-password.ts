import { randomInt } from 'node:crypto'

const WORDS = `
  amber anchor apple arrow autumn badge barley basket beacon bell birch blanket bonnet bottle bramble branch bridge broom
  brook button candle canvas carpet castle cedar chalk cherry clover coal copper coral cotton cradle crystal curtain daisy
  dawn desert drum eagle ember engine falcon feather fern fiddle flint forest fossil fox garden gate ginger glacier glove
  granite gravel harbour harvest hazel heather hedge heron hollow honey horizon ivory ivy jacket jigsaw juniper kettle
  kingfisher ladder lantern larch lemon lichen lilac linen lobster locket magnet maple marble meadow mirror mitten moss
  mustard needle nettle nutmeg oak oar olive orchard otter oyster paddle parsley pebble pepper pigeon pillow pine planet
  plum pocket pond poplar puffin quarry quilt rabbit raven reed ribbon river robin rocket rope saddle sailor salmon
  sandal saucer scarf shell shovel silver slate spade sparrow spindle spruce squirrel starling sugar sunrise teapot thimble
  thistle thunder timber toffee tulip tunnel turnip turtle valley velvet violet walnut weaver willow window yarn
`
  .trim()
  .split(/\s+/)

/** Five words and a number: about 44 bits, and easy to type. */
export function newPassword(): string {
  const words = Array.from({ length: 5 }, () => WORDS[randomInt(WORDS.length)] ?? '')
  return `${words.join('-')}-${randomInt(10, 100)}`
}
