/** By when a withdrawal is to hold everywhere, and how long what was recorded is kept: the file {@code config/deadlines.yaml}, and what follows from it. */
package dev.heed.deadline;
