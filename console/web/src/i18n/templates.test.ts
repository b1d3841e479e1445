import { expect, it } from 'vitest'

const pages = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true })
/** The space, the comma and the full stop of Chinese, its brackets, and whatever is as wide as they are. */
const WIDE = /[\u3000-\u303f\uff01-\uff65]/u

// What stands in a template stands there in every language; what Chinese alone writes belongs to its words.
it('no template writes as only Chinese does', () => {
  const wide = Object.entries(pages).flatMap(([path, page]) => {
    const template = /^<template>\n([\s\S]*)^<\/template>/m.exec(page)?.[1] ?? ''
    return template.split('\n').filter(line => WIDE.test(line)).map(line => `${path}: ${line.trim()}`)
  })

  expect(Object.keys(pages).length).toBeGreaterThan(50)
  expect(wide).toEqual([])
})
