/**
 * A problem the user can do something about: its message is one sentence that says what and how. Anything else that is thrown is a
 * fault of ours and keeps its stack.
 * @param {string} sentence
 * @param {unknown} [cause]
 */
export function problem(sentence, cause) {
  return Object.assign(new Error(sentence, { cause }), { forTheUser: true });
}

/**
 * What to print of an error: the sentence of a problem, a disk that is full in words, the stack of anything else.
 * @param {unknown} error
 * @returns {string}
 */
export function inWords(error) {
  const { code, path, message, stack, forTheUser } = /** @type {any} */ (error ?? {});
  if (forTheUser) return message;
  if (code === 'ENOSPC') return `The disk is full${path ? ` (${path})` : ''}: make room and start again.`;
  if (path && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code)) {
    return `${path} cannot be written (${code}): make it writable, or set QUOTEWRIGHT_DATA to another folder.`;
  }
  return stack ?? String(error);
}
