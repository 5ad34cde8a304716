import type { z } from 'zod'
import type { Blueprint, Service } from '../contract/content/catalogue.ts'
import type { Issue } from '../contract/errors.ts'
import type { ServiceBadge } from '../contract/shapes.ts'
import { readCatalogue } from '../importers/catalogue.ts'

/** Services, exams and what is wrong with their files. */
export interface Catalogue {
  readonly blueprints: readonly Blueprint[]
  readonly issues: readonly Issue[]
  readonly services: readonly Service[]
  blueprint(id: string): Blueprint | undefined
  /** Badges for the services among these whose life cycle is worth a mark; active ones have none. */
  badges(serviceIds: readonly string[]): z.infer<typeof ServiceBadge>[]
  /** Ids of services that a new customer can't use any more. */
  readonly closedServices: readonly string[]
  /** Name of a service, or its id when the list does not have it. */
  serviceName(id: string): string
}

const CLOSED: readonly Service['state'][] = ['maintenance', 'sunset', 'shutdown']

function badgeOf(service: Service): z.infer<typeof ServiceBadge> {
  return {
    id: service.id,
    name: service.name,
    state: service.state,
    conflicting: service.conflicting ?? false,
    ...(service.date ? { date: service.date } : {}),
    ...(service.note ? { note: service.note } : {}),
    ...(service.successor ? { successor: service.successor } : {}),
  }
}

/**
 * Reads the blueprints and services that ship with the program.
 * @param decks folder of the built-in decks
 */
export function loadCatalogue(decks: string): Catalogue {
  const { blueprints, services, issues } = readCatalogue(decks)
  const byId = new Map(services.map((service) => [service.id, service]))
  const exams = new Map(blueprints.map((blueprint) => [blueprint.id, blueprint]))
  return {
    blueprints,
    issues,
    services,
    blueprint: (id) => exams.get(id),
    badges: (ids) =>
      ids.flatMap((id) => {
        const service = byId.get(id)
        if (!service || (service.state === 'active' && !service.conflicting)) return []
        return [badgeOf(service)]
      }),
    serviceName: (id) => byId.get(id)?.name ?? id,
    closedServices: services.filter((service) => CLOSED.includes(service.state)).map((service) => service.id),
  }
}

/**
 * A catalogue with the exams that the person brought in beside those that ship with the program; one with the same id
 * takes the shipped one's place.
 * @param imported gives them as they are now
 */
export function withImported(catalogue: Catalogue, imported: () => readonly Blueprint[]): Catalogue {
  const all = (): readonly Blueprint[] => {
    const own = imported()
    if (own.length === 0) return catalogue.blueprints
    const ids = new Set(own.map(({ id }) => id))
    return [...catalogue.blueprints.filter(({ id }) => !ids.has(id)), ...own]
  }
  return {
    ...catalogue,
    get blueprints() {
      return all()
    },
    blueprint: (id) => all().find((blueprint) => blueprint.id === id),
  }
}
