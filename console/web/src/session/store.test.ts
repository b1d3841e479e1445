import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { Actor } from './types'
import { useSession } from './store'

const heard: string[] = []
let answers = true

function somebodyIn() {
  const session = useSession()
  session.enter({ actor: { id: 'icbc-1', name: '贺兰', roles: ['BANK_LIAISON'], institution: 'ICBC' } as Actor, csrf: 'x', idleSeconds: 900 } as Parameters<typeof session.enter>[0])
  return session
}

describe('leaving a desk', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    heard.length = 0
    answers = true
    vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => {
      heard.push(`${method} ${path}`)
      return answers ? Promise.resolve(new Response(null, { status: 204 })) : Promise.reject(new Error('away'))
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('sends what was still to be sent before nobody could', async () => {
    const session = somebodyIn()
    const scope = effectScope()
    scope.run(() => session.beforeLeaving(() => Promise.resolve(heard.push('the answer'))))

    session.lock(true)
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard).toEqual(['the answer', 'POST /api/session/lock'])

    session.state = 'in'
    heard.length = 0
    await session.signOut()
    expect(heard).toEqual(['the answer', 'DELETE /api/session'])

    scope.stop()
  })

  it('is not said to be done while the server has not heard of it', async () => {
    const session = somebodyIn()
    answers = false
    expect((await session.signOut()).is).toBe('away')
    expect([session.state, session.actor?.id]).toEqual(['in', 'icbc-1'])

    answers = true
    await session.signOut()
    expect([session.state, session.actor]).toEqual(['out', undefined])
  })
})
