/** The dry run: reads past changes and kept messages, has the core hold two setups against one another, and writes nothing. */
package dev.heed.dryrun;
