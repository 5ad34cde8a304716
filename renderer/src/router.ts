import { createRouter, createWebHashHistory, type Router, type RouterHistory, type RouteRecordRaw } from 'vue-router'
import type { ActionId } from './keys/actions.ts'

declare module 'vue-router' {
  interface RouteMeta {
    readonly title: string
    /** Views that fill the window, without navigation. */
    readonly bare?: true
    /** While it is shown, no key leads away and the palette stays shut. */
    readonly closed?: true
    /** The navigation entry that is lit. */
    readonly nav?: ActionId
  }
}

export const routes: readonly RouteRecordRaw[] = [
  { path: '/', redirect: '/today' },
  {
    path: '/today',
    name: 'today',
    component: () => import('./views/today/TodayView.vue'),
    meta: { title: 'Today', nav: 'go.today' },
  },
  {
    path: '/review/:deckId(\\d+)?',
    name: 'review',
    component: () => import('./views/review/ReviewView.vue'),
    meta: { title: 'Review', bare: true },
  },
  {
    path: '/study',
    name: 'study',
    component: () => import('./views/study/StudyView.vue'),
    meta: { title: 'Study', bare: true },
  },
  {
    path: '/decks',
    name: 'decks',
    component: () => import('./views/decks/DecksView.vue'),
    meta: { title: 'Decks', nav: 'go.decks' },
  },
  {
    path: '/decks/:deckId(\\d+)/options',
    name: 'deck-options',
    component: () => import('./views/options/OptionsView.vue'),
    meta: { title: 'Deck options', nav: 'go.decks' },
  },
  {
    path: '/plan',
    name: 'plan',
    component: () => import('./views/plan/PlanView.vue'),
    meta: { title: 'Plan', nav: 'go.today' },
  },
  {
    path: '/exams',
    name: 'exams',
    component: () => import('./views/exam/ExamsView.vue'),
    meta: { title: 'Exams', nav: 'go.exams' },
  },
  {
    path: '/exams/history',
    name: 'exam-history',
    component: () => import('./views/exam/history/HistoryView.vue'),
    meta: { title: 'Exams over time', nav: 'go.exams' },
  },
  {
    path: '/exams/compare',
    name: 'exam-compare',
    component: () => import('./views/exam/history/CompareView.vue'),
    meta: { title: 'Two exams', nav: 'go.exams' },
  },
  {
    path: '/readiness',
    name: 'readiness',
    component: () => import('./views/readiness/ReadinessView.vue'),
    meta: { title: 'Readiness', nav: 'go.insight' },
  },
  {
    path: '/exams/:id(\\d+)',
    name: 'sitting',
    component: () => import('./views/exam/SittingView.vue'),
    meta: { title: 'Mock exam', bare: true, closed: true },
  },
  {
    path: '/exams/:id(\\d+)/report',
    name: 'report',
    component: () => import('./views/exam/ReportView.vue'),
    meta: { title: 'Exam report', nav: 'go.exams' },
  },
  {
    path: '/browse',
    name: 'browse',
    component: () => import('./views/browse/BrowseView.vue'),
    meta: { title: 'Browse', nav: 'go.browse' },
  },
  {
    path: '/insight',
    name: 'insight',
    component: () => import('./views/insight/InsightView.vue'),
    meta: { title: 'Insight', nav: 'go.insight' },
  },
  {
    path: '/import',
    name: 'import',
    component: () => import('./views/import/ImportView.vue'),
    meta: { title: 'Import', nav: 'go.decks' },
  },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./views/settings/SettingsView.vue'),
    meta: { title: 'Settings', nav: 'go.settings' },
  },
  {
    path: '/backups',
    name: 'backups',
    component: () => import('./views/backups/BackupsView.vue'),
    meta: { title: 'Backups', nav: 'go.settings' },
  },
  {
    path: '/about',
    name: 'about',
    component: () => import('./views/about/AboutView.vue'),
    meta: { title: 'About', nav: 'go.settings' },
  },
  { path: '/:rest(.*)*', redirect: '/today' },
]

/** The router over a history: the address's hash in the app, memory in tests. */
export function createAppRouter(history: RouterHistory = createWebHashHistory()): Router {
  const router = createRouter({ history, routes })
  router.afterEach((to) => {
    document.title = to.meta.title ? `${to.meta.title} · Epoch` : 'Epoch'
  })
  return router
}
