import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import HoursPart from './HoursPart.vue'
import { barsOf, busiest } from './hours'

const hour = (at: number, calls: number, casesWithHold: number) => ({ from: new Date(Date.UTC(2026, 10, 19, 16 + at)).toISOString(), calls, casesWithHold })
const night = [hour(0, 4, 1), hour(1, 0, 0), hour(2, 8, 8)]

describe('the hours of a day', () => {
  it('stand as high as their calls, dark as far as money was held', () => {
    expect(barsOf(night).slice(0, 3).map(({ high, dark }) => [high, dark])).toEqual([[50, 13], [0, 0], [100, 100]])
  })

  it('have a place before they come, and a day that has 25 has 25', () => {
    expect(barsOf(night)).toHaveLength(24)
    expect(barsOf(night)[3]).toEqual({ high: 0, dark: 0 })
    expect(barsOf(Array.from({ length: 25 }, (_, at) => hour(at, 1, 0)))).toHaveLength(25)
  })

  it('have no busiest one before somebody calls', () => {
    expect(busiest([hour(0, 0, 0)])).toBeUndefined()
    expect(busiest(night)?.calls).toBe(8)
  })

  it('are told in words to whoever does not see them', () => {
    const drawn = mount(HoursPart, { props: { hours: night } })
    expect(drawn.get('[role=img]').attributes('aria-label')).toMatch(/共 12 件，其中 9 件已止住钱；.*最多，8 件/)
    expect(drawn.findAll('.hour')).toHaveLength(24)

    expect(mount(HoursPart, { props: { hours: [hour(0, 0, 0)] } }).text()).toContain('今日尚无接报')
  })
})
