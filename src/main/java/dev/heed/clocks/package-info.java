/** The clocks of what is carried: deadlines and their alarms, how long it took, and how long it is kept. */
package dev.heed.clocks;
