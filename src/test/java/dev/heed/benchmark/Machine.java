package dev.heed.benchmark;

import java.lang.management.ManagementFactory;

/** The computer that all runs on. */
final class Machine {

    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Machine() {
    }

    /** How many wanted to run at a time, over the last minute; the benchmark itself among them. */
    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }

    /** In bytes. */
    static long memory() {
        return SYSTEM.getTotalMemorySize();
    }
}
