/** What would differ under another policy, other manifests and other mapping tables: worked out from what is known, with no effect. */
package dev.heed.trial;
