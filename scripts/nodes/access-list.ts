/** Users of the Redis that nodes share, as its access control list has them. docs/nodes.md tells them; a test runs nodes by them. */

/** A node: everything under the prefix, and no command that touches the server itself. */
export const nodeUser = (prefix: string, password: string): string =>
  `user ${prefix} on >${password} resetchannels &${prefix}:* ~${prefix}:* -@all +@read +@write +@pubsub +@transaction -@dangerous +eval +ping +info +time +client|setname`;

/** A producer: it may add to `incoming`, and see nothing. */
export const producerUser = (name: string, prefix: string, password: string): string =>
  `user ${name} on >${password} %W~${prefix}:incoming -@all +xadd +ping`;
