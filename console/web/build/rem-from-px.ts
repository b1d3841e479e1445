import type { Plugin } from 'postcss'

/** Lets the sheets say pixels, as the design does, and the browser get rem, so that a wall or a 4K desk scales by one font size. */
export function remFromPx(): Plugin {
  return {
    postcssPlugin: 'rem-from-px',
    Declaration(declaration) {
      if (!declaration.value.includes('px')) return
      // Hairlines stay hairlines.
      declaration.value = declaration.value.replace(/(?<![\w.-])(-?\d*\.?\d+)px/g, (whole, number: string) =>
        Math.abs(Number(number)) < 3 ? whole : `${Number((Number(number) / 16).toFixed(5))}rem`,
      )
    },
  }
}
