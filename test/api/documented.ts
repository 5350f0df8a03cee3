/** Holds an answer against the OpenAPI document: null, or what is wrong with it. */
import { AjvCompiler } from '@fastify/ajv-compiler';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

export function documented(app: FastifyInstance) {
  const document = { $id: 'openapi', ...app.swagger() };
  const compile = AjvCompiler()({ document }, { customOptions: { strict: false, coerceTypes: false } });
  return (path: string, method: string, answer: LightMyRequestResponse): unknown => {
    const place = [
      'paths',
      path,
      method,
      'responses',
      String(answer.statusCode),
      'content',
      'application/json',
      'schema',
    ];
    const schema = { $ref: `openapi#/${place.map(escaped).join('/')}` };
    const validate = compile({ schema });
    return validate(answer.json()) ? null : validate.errors;
  };
}
