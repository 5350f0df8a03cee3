/** How requests are checked: unknown fields are errors, never dropped; only query strings, being text, become numbers and booleans. */
import { AjvCompiler, type BuildCompilerFromPool, type RouteDefinition } from '@fastify/ajv-compiler';

type Compile = ReturnType<BuildCompilerFromPool>;

export const buildValidator: BuildCompilerFromPool = (schemas) => {
  const compiler = (coerceTypes: boolean): Compile =>
    AjvCompiler()(schemas, { customOptions: { removeAdditional: false, useDefaults: true, coerceTypes } });
  const [strict, ofText] = [compiler(false), compiler(true)];
  // The package declares its compilers as taking a schema; Fastify gives them the route's part with the schema in it.
  const compile = (part: RouteDefinition & Parameters<Compile>[0]) =>
    String(part.httpPart) === 'querystring' ? ofText(part) : strict(part);
  return compile as Compile;
};
