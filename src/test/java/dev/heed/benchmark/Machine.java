package dev.heed.benchmark;

import java.lang.management.ManagementFactory;

/** The computer that all runs on. */
public final class Machine {

    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Machine() {
    }

    /** How many wanted to run at a time, over the last minute; the benchmark itself among them. */
    public static double load() {
        return SYSTEM.getSystemLoadAverage();
    }

    /** In words, with the Java that runs on it. */
    public static String words() {
        return "%s %s, %s processors, %s GiB of memory, Java %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), Math.round(SYSTEM.getTotalMemorySize() / (double) (1 << 30)), System.getProperty("java.version"));
    }
}
