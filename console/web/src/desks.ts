import type { Component } from 'vue'
import type { Role } from '@/session/types'

export type DeskName = 'intake' | 'bank' | 'telecom' | 'cases' | 'search' | 'supervisor' | 'wallboard' | 'audit' | 'admin'

/** One desk: where it is, whose it is, and the letter that leads there after G. */
export interface Desk {
  readonly name: DeskName
  readonly path: string
  /** What may follow the path: the part of the desk that is open, `/:caseId?`. */
  readonly tail?: string
  readonly letter: string
  readonly roles: readonly Role[]
  /** Shown in the top bar; what is left out is reached by the palette. */
  readonly inBar: boolean
  /** Without the frame: the wallboard hangs on a wall. */
  readonly bare?: boolean
  readonly page: () => Promise<{ default: Component }>
}

/** Every desk, in the order of the top bar. The first one that a role may see is its home. */
export const desks: readonly Desk[] = [
  { name: 'intake', path: '/intake', letter: 'I', roles: ['OPERATOR', 'SUPERVISOR'], inBar: true, page: () => import('@/pages/intake/IntakePage.vue') },
  { name: 'bank', path: '/bank', tail: '/:institution?', letter: 'Q', roles: ['BANK_LIAISON', 'SUPERVISOR'], inBar: true, page: () => import('@/pages/desk/DeskPage.vue') },
  { name: 'telecom', path: '/telecom', tail: '/:institution?', letter: 'T', roles: ['TELECOM_STAFF', 'SUPERVISOR'], inBar: true, page: () => import('@/pages/desk/DeskPage.vue') },
  { name: 'cases', path: '/cases', tail: '/:caseId?', letter: 'C', roles: ['OPERATOR', 'BANK_LIAISON', 'TELECOM_STAFF', 'ANALYST', 'SUPERVISOR', 'AUDITOR'], inBar: true, page: () => import('@/pages/case/CasePage.vue') },
  { name: 'search', path: '/search', letter: 'S', roles: ['OPERATOR', 'ANALYST', 'SUPERVISOR', 'AUDITOR'], inBar: true, page: () => import('@/pages/search/SearchPage.vue') },
  { name: 'supervisor', path: '/supervisor', letter: 'U', roles: ['SUPERVISOR'], inBar: true, page: () => import('@/pages/supervisor/SupervisorPage.vue') },
  { name: 'wallboard', path: '/wallboard', letter: 'W', roles: ['SUPERVISOR', 'OPERATOR', 'ANALYST', 'AUDITOR', 'MONITOR'], inBar: false, bare: true, page: () => import('@/pages/wall/WallPage.vue') },
  { name: 'audit', path: '/audit', letter: 'A', roles: ['AUDITOR'], inBar: true, page: () => import('@/pages/audit/AuditPage.vue') },
  { name: 'admin', path: '/admin', tail: '/:part?', letter: 'M', roles: ['ADMIN'], inBar: true, page: () => import('@/pages/admin/AdminPage.vue') },
]

export function mayVisit(desk: Desk, roles: readonly Role[]): boolean {
  return desk.roles.some(role => roles.includes(role))
}

export function homeOf(roles: readonly Role[]): string {
  return desks.find(desk => mayVisit(desk, roles) && !desk.bare)?.path ?? '/none'
}
