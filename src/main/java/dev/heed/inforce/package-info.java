/** By what was judged when: the policy, taxonomy and mapping tables that were in force, each noted once with the time from which it counts. */
package dev.heed.inforce;
