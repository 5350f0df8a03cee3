import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** In a process of its own: pdf.js loads itself by import(), which Jest's sandbox refuses. */
const program = `
  import { extractText, getDocumentProxy } from 'unpdf';
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(Buffer.concat(chunks))), { mergePages: true });
  process.stdout.write(text);
`;

/** The text of a PDF, pages joined. */
export async function pdfText(pdf: Buffer): Promise<string> {
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    maxBuffer: 64 * 1024 * 1024,
  });
  run.child.stdin!.end(pdf);
  return (await run).stdout;
}
