package dev.heed.deadline;

import java.time.Period;
import java.time.ZoneId;

/** @param retention null for that of the file */
record Jurisdiction(ZoneId zone, Period retention) {
}
