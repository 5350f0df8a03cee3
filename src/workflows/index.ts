/** The workflows that workers serve. Code here runs in Temporal's sandbox: pure functions of the domain, no Node, no TypeBox. */
export { inquiry } from './inquiry.ts';
export { mailbox } from './mailbox.ts';
