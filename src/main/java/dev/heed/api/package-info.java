/** The HTTP interface below {@code /api/v1}: what it takes, what it shows, and what it answers when something is wrong. */
package dev.heed.api;
