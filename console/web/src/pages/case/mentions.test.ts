import { describe, expect, it } from 'vitest'
import { mentioned } from './mentions'

describe('a note', () => {
  it('calls whom it names', () => {
    expect(mentioned('@duan-1 请看 @han.li, @duan-1')).toEqual(['duan-1', 'han.li'])
  })

  it('does not take an address for a person', () => {
    expect(mentioned('boss@corp-mail.example 来信')).toEqual([])
  })
})
