import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { desks, homeOf, mayVisit, type Desk } from './desks'
import { useSession } from './session/store'

declare module 'vue-router' {
  interface RouteMeta {
    desk?: Desk
    open?: boolean
    bare?: boolean
  }
}

const ofDesks: RouteRecordRaw[] = desks.map(desk => ({
  path: desk.path + (desk.tail ?? ''),
  name: desk.name,
  component: desk.page,
  meta: { desk, bare: desk.bare ?? false },
}))

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/sign-in', name: 'sign-in', component: () => import('@/pages/sign-in/SignInPage.vue'), meta: { open: true, bare: true } },
    ...ofDesks,
    { path: '/', name: 'home', redirect: () => homeOf(useSession().actor?.roles ?? []) },
    { path: '/:rest(.*)*', name: 'nowhere', component: () => import('@/shell/Nowhere.vue') },
  ],
})

// Whoever is not signed in goes to the door and comes back to where they wanted to be. Only paths of our own are ever gone back to.
router.beforeEach(async to => {
  const session = useSession()
  if (session.state === 'unknown') await session.resume()
  const signedIn = session.actor !== undefined
  if (!signedIn && !to.meta.open) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (signedIn && session.passwordMustChange && to.name !== 'sign-in') return { name: 'sign-in' }
  if (signedIn && to.name === 'sign-in' && !session.passwordMustChange && to.query['password'] === undefined) return backTo(to.query['to'])
  if (to.meta.desk && session.actor && !mayVisit(to.meta.desk, session.actor.roles)) return { name: 'nowhere', params: { rest: to.path.slice(1).split('/') } }
  return true
})

/** Where a person wanted to go before the door: a path of this origin, or home. */
export function backTo(wanted: unknown): string {
  return typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) ? wanted : '/'
}
