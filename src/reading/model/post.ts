/** The one way out to a model: no redirect is followed, for the mail goes to the address that was set; no answer is read without end. */
import { Failure } from '../../domain/failures.ts';

const maxAnswer = 1024 * 1024;

/** As fetch. Throws Failure `TooLarge`. */
export const post: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  const { status, statusText, headers } = response;
  return new Response(await bounded(response), { status, statusText, headers });
};

async function bounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the body: what is still to come is not fetched.
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > maxAnswer) throw new Failure('TooLarge', 'The answer of the model is larger than 1 MB.');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}
