import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import HeldPart from './HeldPart.vue'

const sum = (currency: string, reported: string, held: string) => ({ currency, reported, notYetLeft: '0.00', held })

describe('the money of a day on the wall', () => {
  it('is one figure where there is one currency', () => {
    const part = mount(HeldPart, { props: { sums: [sum('CNY', '4126000.00', '2683412.77')] } })

    expect(part.get('.wv').text()).toBe('268.3万元')
    expect(part.get('.ws').text()).toBe('报损 412.6万元 · 止住 65%')
  })

  it('is one figure for each currency, with its own share, and never their sum', () => {
    const part = mount(HeldPart, { props: { sums: [sum('CNY', '100.00', '50.00'), sum('USD', '120000.00', '30000.00')] } })

    expect(part.findAll('.wv').map(one => one.text())).toEqual(['50元', '$3.0万'])
    expect(part.findAll('.ws').map(one => one.text())).toEqual(['报损 100元 · 止住 50%', '报损 $12.0万 · 止住 25%'])
    expect(part.findAll('.split .held').map(one => one.attributes('style'))).toEqual(['width: 50%;', 'width: 25%;'])
  })

  it('says how many currencies do not fit', () => {
    const part = mount(HeldPart, { props: { sums: ['AUD', 'CAD', 'CNY', 'EUR', 'GBP', 'HKD', 'USD'].map(one => sum(one, '10.00', '5.00')) } })

    expect(part.findAll('.cur')).toHaveLength(5)
    expect(part.get('.wl').text()).toContain('另 2 种货币')
  })

  it('is nothing before anything was reported', () => {
    expect(mount(HeldPart, { props: { sums: [] } }).get('.wv').text()).toBe('0')
  })
})
