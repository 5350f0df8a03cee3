/** Asks a model once, through the AI SDK. Whatever goes wrong comes back as words for the timeline; nothing of it is thrown. */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  APICallError,
  extractJsonMiddleware,
  generateText,
  jsonSchema,
  NoObjectGeneratedError,
  NoOutputGeneratedError,
  Output,
  RetryError,
  wrapLanguageModel,
  type LanguageModel,
} from 'ai';
import { Failure } from '../../domain/failures.ts';
import { Answer, answerOf } from './answer.ts';
import type { Material } from './material.ts';
import { post } from './post.ts';
import { promptOf } from './prompt.ts';
import type { ModelSettings } from './settings.ts';

export type Outcome = { answer: Answer } | { failed: string };

/** A busy server is asked once more where time allows; after that the rules' reading is worth more than waiting. */
const maxRetries = 1;
const maxOutputTokens = 8000;

/** Answers within `milliseconds`, or within the settings' own limit where that is shorter. */
export type Ask = (material: Material, milliseconds: number) => Promise<Outcome>;

export function createAsk(settings: ModelSettings): Ask {
  const model = modelOf(settings);
  return async (material, milliseconds) => {
    const limit = Math.min(milliseconds, settings.timeoutSeconds * 1000);
    const abortSignal = AbortSignal.timeout(limit);
    try {
      const output = Output.object({ schema: form, name: 'reading' });
      const asked = { model, ...promptOf(material), output, temperature: 0, maxOutputTokens, maxRetries, abortSignal };
      return { answer: (await generateText(asked)).output };
    } catch (error) {
      if (abortSignal.aborted) return { failed: `the model did not answer within ${Math.round(limit / 1000)} s` };
      return { failed: reasonOf(error) };
    }
  };
}

function modelOf({ url, name, key, request }: ModelSettings): LanguageModel {
  const provider = createOpenAICompatible({
    name: 'model',
    baseURL: url,
    ...(key === null ? {} : { apiKey: key }),
    supportsStructuredOutputs: true,
    fetch: post,
    transformRequestBody: (body) =>
      Object.fromEntries(Object.entries({ ...body, ...request }).filter(([, value]) => value !== null)),
  });
  // Small models put their JSON between fences, whatever they are told.
  return wrapLanguageModel({ model: provider(name), middleware: extractJsonMiddleware() });
}

const form = jsonSchema<Answer>(JSON.parse(JSON.stringify(Answer)) as Parameters<typeof jsonSchema>[0], {
  validate(value) {
    const answer = answerOf(value);
    return answer ? { success: true, value: answer } : { success: false, error: new Error('not the form asked for') };
  },
});

/** In our own words: what a server says of an error is a stranger's text, and may repeat the mail. */
function reasonOf(error: unknown): string {
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (cause instanceof Failure) return 'the model’s answer is larger than 1 MB';
  if (APICallError.isInstance(cause)) {
    const { statusCode } = cause;
    if (statusCode === undefined) return 'the model’s server could not be reached';
    if (statusCode >= 200 && statusCode < 300) return 'the model’s server answered something else than was asked for';
    return `the model’s server answered ${statusCode}`;
  }
  if (NoObjectGeneratedError.isInstance(cause)) {
    if (cause.finishReason === 'length') return 'the model’s answer was cut off';
    if (cause.finishReason !== 'content-filter') return 'the model’s answer is not in the form asked for';
  }
  if (NoObjectGeneratedError.isInstance(cause) || NoOutputGeneratedError.isInstance(cause))
    return 'the model refused to answer';
  return 'the model’s server could not be reached';
}
