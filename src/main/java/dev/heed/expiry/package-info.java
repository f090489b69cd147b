/** What only time changes: a yes that runs out, and a policy that is another one since the last start. The systems hear of both. */
package dev.heed.expiry;
