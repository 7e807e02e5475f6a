/** What an application of Express really answers, read from its routers: no list that somebody has to keep. */
import type { Express } from "express";
import { z } from "zod";

interface Layer {
  readonly rawPath: string | readonly string[];
  readonly name: string;
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly route?: {
    readonly path: string | readonly string[];
    readonly methods: Readonly<Record<string, boolean>>;
  };
}

const layers = z.custom<readonly Layer[]>((stack) => Array.isArray(stack) && stack.length > 0);

/** Middleware of a path that answers nothing but refusals. */
const REFUSES = new Set(["/api", "/setup", "/setup/confirm"]);

/** As `GET /api/v1/house`; what a whole folder is served from as `GET /assets/*`. Throws where a part cannot be read. */
export function mountedRoutes(app: Express): readonly string[] {
  return layers.parse(Reflect.get(app.router, "stack")).flatMap((layer) => routesOf(layer, ""));
}

function routesOf(layer: Layer, prefix: string): readonly string[] {
  const { route, handle, rawPath, name } = layer;
  if (route) {
    const methods = Object.keys(route.methods).filter((method) => method !== "_all");
    return [route.path].flat().flatMap((path) => methods.map((method) => named(method, prefix + path)));
  }
  return [rawPath].flat().flatMap((path) => {
    const at = path === "/" ? prefix : prefix + path;
    if (handle.stack) return handle.stack.flatMap((inner) => routesOf(inner, at));
    if (path === "/" || REFUSES.has(at)) return [];
    return [name === "serveStatic" ? named("get", `${at}/*`) : named("post", at)];
  });
}

const named = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.length > 1 ? path.replace(/\/$/, "") : path}`;
