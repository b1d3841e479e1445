import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import type { Case, Fact } from './calls'
import TimelinePart from './TimelinePart.vue'

const fact = (actor: string) =>
  ({ position: actor, caseId: 'QY-261120-0029', version: 1, type: 'ReportFiled', at: '2026-11-20T02:02:19Z', actor, hash: '', previousHash: '', schema: 1, rulebook: '', event: {} }) as unknown as Fact

describe('the timeline on the screen', () => {
  it('calls people by name where the case knows it, and by their id where not', () => {
    setActivePinia(createPinia())
    const facts = [fact('op-1'), fact('op-2')]
    const told = mount(TimelinePart, { props: { file: { orders: [] } as unknown as Case, facts, trouble: undefined, called: new Map([['op-1', '苏晴']]) } })

    expect(told.text()).toContain('苏晴')
    expect(told.text()).not.toContain('op-1')
    expect(told.text()).toContain('op-2')
  })
})
